#include "core/report/operations_sections.h"

#include "core/base/time_text.h"
#include "core/report/operations_charts.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::report {
namespace {

constexpr std::size_t kMostEvents = 200;
constexpr std::size_t kMostGroupCharts = 12;
constexpr std::size_t kMostMarks = 20; ///< more would hide the lines

std::string grouped(const std::optional<std::int64_t>& value) {
    return value ? view::groupedText(*value) : std::string(view::kUnknownText);
}

Cell healthCell(ops::Health health) {
    return {std::string(ops::healthWord(health)), toneOf(health)};
}

std::string timeLagText(const ops::TimeLag& lag) {
    if (lag.source == ops::TimeLagSource::Unknown)
        return std::string(view::kUnknownText);
    return (lag.source == ops::TimeLagSource::AtLeast ? "≥ " : "") +
           view::durationText(lag.seconds);
}

Table services(const OperationsView& seen) {
    Table table{"Services",
                {{"Instance"},
                 {"State"},
                 {"Requests/s", true},
                 {"Errors", true},
                 {"p95", true},
                 {"Restarts", true},
                 {"Reason"}},
                {},
                ""};
    for (const auto& row : seen.snapshot.services)
        table.rows.push_back(
            {{row.instance},
             healthCell(row.health),
             {figureText(row.requestsPerSecond, view::shortRate)},
             {figureText(row.errorPercent, view::percentText, " %")},
             {figureText(row.p95Millis, view::latencyText)},
             {row.restarts ? std::to_string(*row.restarts) : std::string(view::kUnknownText)},
             {row.reason}});
    return table;
}

std::vector<Mark> marks(const OperationsView& seen) {
    const auto first = seen.troubles.end() -
                       static_cast<std::ptrdiff_t>(std::min(seen.troubles.size(), kMostMarks));
    return clockMarks({first, seen.troubles.end()}, seen.from, seen.to);
}

LineChart chart(const OperationsView& seen, const std::string& title, const std::string& subtitle,
                Quantity quantity,
                const std::vector<std::pair<std::string, const ops::Gauge*>>& gauges) {
    LineChart chart{title, subtitle, Along::Clock, quantity, false, {}, {}, marks(seen)};
    for (const auto& [name, gauge] : gauges)
        chart.lines.push_back(lineOf(name, gauge->history, seen.from, seen.to));
    return chart;
}

void addChart(Section& section, LineChart chart) {
    if (hasValues(chart))
        section.blocks.emplace_back(std::move(chart));
}

Block groupTable(const OperationsView& seen) {
    if (seen.snapshot.groups.empty())
        return Note{"There is no consumer group."};
    Table table{"Consumer groups",
                {{"Group"},
                 {"Verdict"},
                 {"Lag", true},
                 {"Time lag", true},
                 {"Records/s", true},
                 {"Members", true},
                 {"Reason"}},
                {},
                ""};
    for (const auto& row : seen.snapshot.groups)
        table.rows.push_back(
            {{row.name},
             {std::string(lagVerdictWord(row.verdict)), toneOf(lagVerdictHealth(row.verdict))},
             {grouped(row.lag)},
             {timeLagText(row.timeLag)},
             {figureText(row.recordsPerSecond, view::shortRate)},
             {std::to_string(row.members)},
             {row.reason}});
    return table;
}

std::vector<ops::Event> verdictsOf(const OperationsView& seen, const std::string& group) {
    std::vector<ops::Event> found;
    std::copy_if(
        seen.events.begin(), seen.events.end(), std::back_inserter(found),
        [&](const auto& event) { return event.kind == "verdict" && event.subject == group; });
    return found;
}

Block verdictHistory(const OperationsView& seen) {
    Table table{
        "Verdicts in this time", {{"Time (UTC)"}, {"Group"}, {"Verdict"}, {"Detail"}}, {}, ""};
    for (const auto& event : seen.events) {
        if (event.kind == "verdict")
            table.rows.push_back({{formatRfc3339(event.time).substr(0, 19)},
                                  {event.subject},
                                  {event.title, toneOf(event.health)},
                                  {event.detail}});
    }
    if (table.rows.empty())
        return Note{"No group changed its verdict in this time, as far as it was watched."};
    return table;
}

} // namespace

std::string figureText(const std::optional<double>& value, std::string (*write)(double),
                       std::string_view unit) {
    return value ? write(*value) + std::string(unit) : std::string(view::kUnknownText);
}

Section healthSection(const OperationsView& seen) {
    Section section{"Health", {}};
    for (const auto& [state, sentence] : seen.snapshot.notWell)
        section.blocks.emplace_back(Note{sentence, toneOf(state)});
    if (seen.snapshot.notWell.empty())
        section.blocks.emplace_back(Note{"Every part that was seen is well.", Tone::Good});
    Table brokers{"Brokers",
                  {{"Broker", true},
                   {"State"},
                   {"Address"},
                   {"Leaders", true},
                   {"Not in sync", true},
                   {"Reason"}},
                  {},
                  ""};
    for (const auto& row : seen.snapshot.brokers)
        brokers.rows.push_back({{std::to_string(row.id)},
                                healthCell(row.health),
                                {row.address},
                                {view::groupedText(row.leaders)},
                                {view::groupedText(row.underReplicated)},
                                {row.reason}});
    section.blocks.emplace_back(std::move(brokers));
    if (!seen.snapshot.services.empty())
        section.blocks.emplace_back(services(seen));
    return section;
}

Section throughputSection(const OperationsView& seen) {
    Section section{"Throughput", {}};
    addChart(section,
             chart(seen, "Records", "a second, growth of the ends and of the commits",
                   Quantity::Rate,
                   {{"in", &seen.snapshot.recordsIn}, {"out", &seen.snapshot.recordsOut}}));
    addChart(section, chart(seen, "HTTP requests", "a second", Quantity::Rate,
                            {{"requests", &seen.snapshot.httpRequests}}));
    addChart(section,
             chart(seen, "HTTP answers", "percent of all", Quantity::Percent,
                   {{"5xx", &seen.snapshot.httpErrors}, {"409", &seen.snapshot.conflicts}}));
    addChart(section, chart(seen, "End to end", "commit to applied", Quantity::Millis,
                            {{"p50", &seen.snapshot.endToEndP50},
                             {"p95", &seen.snapshot.endToEndP95},
                             {"p99", &seen.snapshot.endToEndP99}}));
    if (section.blocks.empty())
        section.blocks.emplace_back(Note{"No series is kept of this time."});
    return section;
}

Section lagSection(const OperationsView& seen) {
    Section section{"Lag", {groupTable(seen)}};
    addChart(section, chart(seen, "Total lag", "records of all groups", Quantity::Count,
                            {{"lag", &seen.snapshot.totalLag}}));
    std::size_t drawn = 0;
    for (const auto& group : seen.snapshot.groups) {
        LineChart one{"Lag of " + group.name,
                      "records; marks are changes of its verdict",
                      Along::Clock,
                      Quantity::Count,
                      false,
                      {lineOf("lag", group.lagHistory, seen.from, seen.to)},
                      {},
                      clockMarks(verdictsOf(seen, group.name), seen.from, seen.to)};
        if (hasValues(one) && drawn++ < kMostGroupCharts)
            section.blocks.emplace_back(std::move(one));
    }
    if (drawn > kMostGroupCharts)
        section.blocks.emplace_back(Note{fmt::format(
            "{} more groups have a history; the CSV holds them.", drawn - kMostGroupCharts)});
    section.blocks.emplace_back(verdictHistory(seen));
    return section;
}

Section eventsSection(const OperationsView& seen) {
    if (seen.events.empty())
        return {"Events", {Note{"No event is known of this time."}}};
    Table table{"", {{"Time (UTC)"}, {"What"}, {"About"}, {"Detail"}}, {}, ""};
    const std::size_t left = seen.events.size() - std::min(seen.events.size(), kMostEvents);
    for (std::size_t i = left; i < seen.events.size(); ++i)
        table.rows.push_back({{formatRfc3339(seen.events[i].time).substr(0, 19)},
                              {seen.events[i].title, toneOf(seen.events[i].health)},
                              {seen.events[i].subject},
                              {seen.events[i].detail}});
    if (left > 0)
        table.note = fmt::format("{} older events of this time are left out.", left);
    return {"Events", {std::move(table)}};
}

Section stockSection(const OperationsView& seen) {
    const auto& totals = *seen.snapshot.stock;
    Facts facts{true,
                {{"Items", view::groupedText(totals.items)},
                 {"Quantity", view::groupedText(totals.quantity)},
                 {"Reserved", view::groupedText(totals.reserved)},
                 {"Value", "$" + totals.value.text()},
                 {"Low stock", view::groupedText(totals.lowStock)},
                 {"Out of stock", view::groupedText(totals.outOfStock)},
                 {"Active reservations", view::groupedText(totals.activeReservations)},
                 {"Reservations that succeed",
                  figureText(totals.reservationSuccessPercent, view::percentText, " %")}}};
    Table symbols{"Most reserved",
                  {{"Symbol"}, {"Reservations", true}, {"Units", true}, {"Value", true}},
                  {},
                  ""};
    for (const auto& top : totals.topSymbols)
        symbols.rows.push_back({{top.symbol},
                                {view::groupedText(top.reservations)},
                                {view::groupedText(top.units)},
                                {"$" + top.value.text()}});
    Section section{"Stock", {std::move(facts)}};
    if (!symbols.rows.empty())
        section.blocks.emplace_back(std::move(symbols));
    addChart(section, chart(seen, "Value of the stock", "dollars", Quantity::Count,
                            {{"value", &seen.snapshot.stockValue}}));
    return section;
}

Section absentSection(const OperationsView& seen) {
    Facts facts{false,
                {{"Alerts", "this version keeps none; disturbances are events"},
                 {"Events", "the newest 2,000, in memory of the program that watches"},
                 {"Series", "every 10 s for 6 hours, the highest of each minute for 7 days; "
                            "on disk only where a console keeps them"}}};
    if (!seen.snapshot.hasPlatform)
        facts.facts.push_back({"Services, stock", "not asked: only the cluster was watched"});
    if (!seen.snapshot.stock && seen.snapshot.hasPlatform)
        facts.facts.push_back({"Stock", "no service answered with its totals"});
    return {"What this report can't hold", {std::move(facts)}};
}

} // namespace vigia::core::report
