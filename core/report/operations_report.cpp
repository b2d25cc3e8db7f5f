#include "core/report/operations_report.h"

#include "core/base/time_text.h"
#include "core/report/markup.h"
#include "core/report/operations_charts.h"
#include "core/report/operations_sections.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::report {
namespace {

using ops::ConsoleSnapshot;
using ops::Health;

bool isTrouble(Health health) {
    return health == Health::Broken || health == Health::Degraded || health == Health::Inconsistent;
}

/// Builds one report; what the parts share.
class Builder {
public:
    Builder(const ConsoleSnapshot& snapshot, const OperationsContext& context)
        : m_snapshot(snapshot),
          m_context(context), m_view{snapshot, context.from, context.to, {}, {}} {
        for (const auto& event : snapshot.events) {
            if (event.time >= context.from && event.time <= context.to)
                m_view.events.push_back(event);
        }
        for (const auto& event : m_view.events) {
            if (isTrouble(event.health))
                m_view.troubles.push_back(event);
        }
    }

    Report build() {
        Report report;
        report.kind = "operations";
        report.subject = "operations-" + m_snapshot.cluster;
        report.title = "Operations of " + m_snapshot.cluster;
        report.subtitle = m_snapshot.summary;
        report.verdict = verdict();
        report.checks = checks();
        report.outcome = outcome(report.checks);
        report.highlights = highlights();
        report.warnings = warnings();
        report.sections = {healthSection(m_view), throughputSection(m_view), lagSection(m_view),
                           eventsSection(m_view)};
        if (m_snapshot.stock)
            report.sections.push_back(stockSection(m_view));
        report.sections.push_back(absentSection(m_view));
        report.timeline = operationsTimeline(m_snapshot, m_context.from, m_context.to);
        report.figures = figures();
        report.from = m_context.from;
        report.to = m_context.to;
        report.writtenAt = m_context.writtenAt;
        report.program = m_context.program;
        return report;
    }

private:
    [[nodiscard]] std::string verdict() const {
        std::string sentence = m_snapshot.headline.empty() ? "Unknown" : m_snapshot.headline;
        if (m_view.troubles.empty() && m_context.eventsSince > m_context.from)
            return fmt::format("{} at the end; no disturbance was seen since {}, when the watching "
                               "began.",
                               sentence, minuteText(m_context.eventsSince));
        if (m_view.troubles.empty())
            return sentence + " at the end; no disturbance was seen in this time.";
        const auto& newest = m_view.troubles.back();
        return fmt::format("{} at the end; {} disturbance{} in this time, the last one at {}: {}.",
                           sentence, m_view.troubles.size(), m_view.troubles.size() == 1 ? "" : "s",
                           formatClockMillis(newest.time).substr(0, 5), newest.title);
    }

    static Check check(std::string name, std::string wanted, std::size_t wrong,
                       const std::string& what, bool known = true) {
        return {std::move(name), std::move(wanted),
                !known       ? std::string(view::kUnknownText)
                : wrong == 0 ? "as wanted"
                             : fmt::format("{} {}", wrong, what),
                !known       ? CheckResult::NotMeasured
                : wrong == 0 ? CheckResult::Held
                             : CheckResult::Missed};
    }

    [[nodiscard]] std::vector<Check> checks() const {
        const bool seen = m_snapshot.sampledAt != UtcTime{};
        const auto brokers = std::count_if(m_snapshot.brokers.begin(), m_snapshot.brokers.end(),
                                           [](const auto& row) { return isTrouble(row.health); });
        const auto groups =
            std::count_if(m_snapshot.groups.begin(), m_snapshot.groups.end(),
                          [](const auto& row) { return isTrouble(lagVerdictHealth(row.verdict)); });
        std::vector<Check> all{
            check("brokers", "all are well", static_cast<std::size_t>(brokers), "are not", seen),
            check("partitions", "all replicas in sync",
                  static_cast<std::size_t>(m_snapshot.underReplicated), "under-replicated", seen),
            check("offline", "every partition has a leader",
                  static_cast<std::size_t>(m_snapshot.offline), "offline", seen),
            check("groups", "no group in trouble", static_cast<std::size_t>(groups), "in trouble",
                  seen)};
        if (m_snapshot.hasPlatform) {
            const auto services =
                std::count_if(m_snapshot.services.begin(), m_snapshot.services.end(),
                              [](const auto& row) { return isTrouble(row.health); });
            all.push_back(check("services", "all are well", static_cast<std::size_t>(services),
                                "are not", seen));
            all.push_back(check("database", "answers", m_snapshot.databaseUp.value_or(true) ? 0 : 1,
                                "does not answer", m_snapshot.databaseUp.has_value()));
        }
        // Quiet is only known of what was watched.
        const bool known = m_context.eventsSince <= m_context.from || !m_view.troubles.empty();
        all.push_back(check("events", "no disturbance in this time", m_view.troubles.size(),
                            "disturbances", known));
        return all;
    }

    static Outcome outcome(const std::vector<Check>& checks) {
        const auto some = [&](CheckResult result) {
            return std::any_of(checks.begin(), checks.end(),
                               [&](const Check& check) { return check.result == result; });
        };
        if (some(CheckResult::Missed))
            return Outcome::Failed;
        return some(CheckResult::NotMeasured) ? Outcome::Informative : Outcome::Passed;
    }

    [[nodiscard]] std::vector<Fact> highlights() const {
        std::vector<Fact> facts{
            {"Records in", figureText(m_snapshot.recordsIn.value, view::shortRate, "/s")},
            {"Records out", figureText(m_snapshot.recordsOut.value, view::shortRate, "/s")},
            {"Total lag", figureText(m_snapshot.totalLag.value, view::shortNumber)},
            {"Worst time lag", figureText(m_snapshot.worstTimeLag.value, view::durationText)},
            {"Disturbances", std::to_string(m_view.troubles.size()),
             m_view.troubles.empty() ? Tone::Plain : Tone::Warning}};
        if (m_snapshot.hasPlatform)
            facts.push_back(
                {"End to end p95", figureText(m_snapshot.endToEndP95.value, view::latencyText)});
        return facts;
    }

    [[nodiscard]] std::vector<std::string> warnings() const {
        std::vector<std::string> all;
        if (m_context.eventsSince > m_context.from)
            all.push_back(fmt::format(
                "events are only known since {}: they are kept in the memory of the program that "
                "watches, not on disk",
                minuteText(m_context.eventsSince)));
        const auto first = earliest();
        if (first && *first > m_context.from + (m_context.to - m_context.from) / 10)
            all.push_back(fmt::format("the series begin at {}: nothing watched this cluster before",
                                      minuteText(*first)));
        if (!first)
            all.emplace_back("no series is kept of this time: nothing watched this cluster");
        return all;
    }

    [[nodiscard]] std::optional<UtcTime> earliest() const {
        std::optional<UtcTime> first;
        const auto look = [&](const ops::Series& series) {
            for (const auto& point : series) {
                if (point.value && point.time >= m_context.from)
                    first = std::min(first.value_or(point.time), point.time);
            }
        };
        look(m_snapshot.recordsIn.history);
        look(m_snapshot.totalLag.history);
        return first;
    }

    [[nodiscard]] std::vector<Figure> figures() const {
        std::vector<Figure> all{
            {"disturbances", "count", static_cast<double>(m_view.troubles.size())},
            {"under_replicated", "count", static_cast<double>(m_snapshot.underReplicated)},
            {"offline", "count", static_cast<double>(m_snapshot.offline)}};
        const auto add = [&](const char* name, const char* unit, const ops::Gauge& gauge) {
            if (gauge.value)
                all.push_back({name, unit, *gauge.value});
        };
        add("records_in", "1/s", m_snapshot.recordsIn);
        add("records_out", "1/s", m_snapshot.recordsOut);
        add("lag", "count", m_snapshot.totalLag);
        add("worst_time_lag", "s", m_snapshot.worstTimeLag);
        add("end_to_end_p95", "ms", m_snapshot.endToEndP95);
        return all;
    }

    const ConsoleSnapshot& m_snapshot;
    const OperationsContext& m_context;
    OperationsView m_view;
};

} // namespace

Report operationsReport(const ConsoleSnapshot& snapshot, const OperationsContext& context) {
    return Builder(snapshot, context).build();
}

} // namespace vigia::core::report
