#include "ui/pages/overview/overview_tiles.h"

#include "core/view/envelope.h"
#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/event_look.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace vigia::ui::pages {

using bridge::qtext;
using core::ops::ConsoleSnapshot;
using core::ops::Gauge;
using core::ops::Health;
using theme::Tokens;
using widgets::TileContent;
using namespace core::view;

namespace {

QString say(const char* english) {
    return QCoreApplication::translate("OverviewTiles", english);
}

QString unknown() {
    return qtext(kUnknownText);
}

/// The last five minutes of a gauge, oldest first; unknown points are gaps.
std::vector<float> recent(const Gauge& gauge) {
    constexpr std::size_t kMost = 300;
    if (gauge.history.empty())
        return {};
    return sparkValues(gauge.history, gauge.history.back().time - std::chrono::minutes(5), kMost);
}

std::optional<double> peak(const Gauge& gauge) {
    std::optional<double> most;
    for (const auto& point : gauge.history)
        if (point.value && (!most || *point.value > *most))
            most = point.value;
    return most;
}

template <class Text> QString valueText(const std::optional<double>& value, Text write) {
    return value ? qtext(write(*value)) : unknown();
}

TileContent records(const ConsoleSnapshot& s, const Tokens& tokens) {
    TileContent tile;
    tile.label = say(QT_TRANSLATE_NOOP("OverviewTiles", "Messages in"));
    tile.value = valueText(s.recordsIn.value, shortRate);
    tile.unit = QStringLiteral("/s");
    tile.subLeft = say(QT_TRANSLATE_NOOP("OverviewTiles", "peak %1"))
                       .arg(valueText(peak(s.recordsIn), shortRate));
    tile.subRight = say(QT_TRANSLATE_NOOP("OverviewTiles", "out %1"))
                        .arg(valueText(s.recordsOut.value, shortRate));
    tile.history = recent(s.recordsIn);
    tile.color = tokens.series[0];
    tile.tooltip = say(QT_TRANSLATE_NOOP(
        "OverviewTiles", "In: growth of the end offsets, transaction markers included. Out: growth "
                         "of the committed offsets of all groups."));
    return tile;
}

TileContent lag(const ConsoleSnapshot& s, const Tokens& tokens) {
    TileContent tile;
    tile.label = say(QT_TRANSLATE_NOOP("OverviewTiles", "Total lag"));
    tile.value = valueText(s.totalLag.value, shortNumber);
    tile.unit = say(QT_TRANSLATE_NOOP("OverviewTiles", "records"));
    tile.subLeft = say(QT_TRANSLATE_NOOP("OverviewTiles", "worst time lag"));
    tile.subRight = s.worstTimeLag.value
                        ? (*s.worstTimeLag.value > 0 ? QStringLiteral("~") : QString()) %
                              qtext(durationText(*s.worstTimeLag.value))
                        : unknown();
    tile.history = recent(s.totalLag);
    tile.color = tokens.series[4];
    tile.tooltip = say(QT_TRANSLATE_NOOP("OverviewTiles",
                                         "Records between the committed and the end offsets of all "
                                         "groups, and the age of the oldest record that waits."));
    return tile;
}

TileContent latency(const ConsoleSnapshot& s, const Tokens& tokens) {
    constexpr double kTargetMillis = 1000;
    TileContent tile;
    const QString whole = valueText(s.endToEndP95.value, latencyText);
    tile.label = say(QT_TRANSLATE_NOOP("OverviewTiles", "End to end p95"));
    tile.value = whole.section(u' ', 0, 0);
    tile.unit = whole.section(u' ', 1);
    tile.subLeft = say(QT_TRANSLATE_NOOP("OverviewTiles", "target 1 s"));
    if (s.endToEndP95.value) {
        const bool met = *s.endToEndP95.value <= kTargetMillis;
        tile.subHealth = met ? Health::Ok : Health::Degraded;
        tile.subRight = met ? say(QT_TRANSLATE_NOOP("OverviewTiles", "OK"))
                            : say(QT_TRANSLATE_NOOP("OverviewTiles", "missed"));
    }
    tile.history = recent(s.endToEndP95);
    tile.color = tokens.series[1];
    tile.tooltip = say(QT_TRANSLATE_NOOP(
        "OverviewTiles", "From the commit of a command to its effect being applied."));
    return tile;
}

TileContent errors(const ConsoleSnapshot& s, const Tokens& tokens) {
    TileContent tile;
    tile.label = say(QT_TRANSLATE_NOOP("OverviewTiles", "HTTP errors"));
    tile.value = valueText(s.httpErrors.value, percentText);
    tile.unit = QStringLiteral("%");
    tile.subLeft = say(QT_TRANSLATE_NOOP("OverviewTiles", "conflicts %1 %"))
                       .arg(valueText(s.conflicts.value, percentText));
    tile.subRight = QStringLiteral("%1/s").arg(valueText(s.httpRequests.value, shortRate));
    tile.history = recent(s.httpErrors);
    tile.color = s.httpErrors.value.value_or(0) > 0 ? tokens.series[5] : tokens.series[1];
    tile.tooltip = say(QT_TRANSLATE_NOOP("OverviewTiles",
                                         "Answers of 5xx in percent of all requests; conflicts are "
                                         "answers of 409; at the right the requests a second."));
    return tile;
}

TileContent stockValue(const ConsoleSnapshot& s, const Tokens& tokens) {
    TileContent tile;
    tile.label = say(QT_TRANSLATE_NOOP("OverviewTiles", "Stock value"));
    tile.value = s.stock ? qtext(shortMoney(s.stock->value.approximate())) : unknown();
    if (s.stock) {
        tile.subLeft = say(QT_TRANSLATE_NOOP("OverviewTiles", "%1 items"))
                           .arg(qtext(groupedText(s.stock->items)));
        tile.subRight = say(QT_TRANSLATE_NOOP("OverviewTiles", "%1 reserved"))
                            .arg(qtext(shortNumber(double(s.stock->reserved))));
        tile.tooltip = qtext(s.stock->value.dollars());
    }
    tile.history = recent(s.stockValue);
    tile.color = tokens.series[3];
    return tile;
}

TileContent lowStock(const ConsoleSnapshot& s, const Tokens& tokens) {
    TileContent tile;
    tile.label = say(QT_TRANSLATE_NOOP("OverviewTiles", "Low stock"));
    tile.value = s.stock ? qtext(groupedText(s.stock->lowStock)) : unknown();
    tile.unit = say(QT_TRANSLATE_NOOP("OverviewTiles", "items"));
    if (s.stock) {
        tile.subHealth = s.stock->outOfStock > 0 ? Health::Degraded : Health::Ok;
        tile.subRight = s.stock->outOfStock > 0
                            ? say(QT_TRANSLATE_NOOP("OverviewTiles", "%1 out of stock"))
                                  .arg(s.stock->outOfStock)
                            : say(QT_TRANSLATE_NOOP("OverviewTiles", "none out of stock"));
    }
    tile.history = recent(s.lowStock);
    tile.color = tokens.series[2];
    tile.tooltip = say(QT_TRANSLATE_NOOP("OverviewTiles", "Items below their minimum quantity."));
    return tile;
}

TileContent plainTile(const QString& label, const QString& value, const QString& left,
                      std::optional<Health> health) {
    TileContent tile;
    tile.label = label;
    tile.value = value;
    tile.subLeft = left;
    tile.subHealth = health;
    return tile;
}

TileContent growing(const ConsoleSnapshot& s) {
    const auto faster = [](const auto& a, const auto& b) {
        return a.recordsPerSecond.value_or(-1) < b.recordsPerSecond.value_or(-1);
    };
    const auto most = std::max_element(s.topics.begin(), s.topics.end(), faster);
    TileContent tile =
        plainTile(say(QT_TRANSLATE_NOOP("OverviewTiles", "Growing fastest")), unknown(), {}, {});
    if (most == s.topics.end() || !most->recordsPerSecond)
        return tile;
    tile.value = qtext(shortRate(*most->recordsPerSecond));
    tile.unit = QStringLiteral("/s");
    tile.subLeft = widgets::shown(most->name);
    return tile;
}

bool inTrouble(const core::ops::GroupRow& group) {
    const Health health = core::ops::lagVerdictHealth(group.verdict);
    return health == Health::Degraded || health == Health::Broken || health == Health::Inconsistent;
}

/// `2 STALLED · 12 OK`: the verdicts that matter most, worst first.
QString verdictCounts(const ConsoleSnapshot& s) {
    constexpr qsizetype kShown = 2;
    std::vector<std::pair<core::ops::LagVerdict, int>> counts; // groups come worst first
    for (const auto& group : s.groups) {
        const auto same = std::find_if(counts.begin(), counts.end(), [&](const auto& count) {
            return count.first == group.verdict;
        });
        if (same == counts.end())
            counts.emplace_back(group.verdict, 1);
        else
            ++same->second;
    }
    QStringList words;
    for (const auto& [verdict, count] : counts)
        words += QStringLiteral("%1 %2").arg(count).arg(qtext(core::ops::lagVerdictWord(verdict)));
    return words.mid(0, kShown).join(QStringLiteral(" · "));
}

TileContent groupTile(const ConsoleSnapshot& s) {
    const auto troubled = std::count_if(s.groups.begin(), s.groups.end(), inTrouble);
    TileContent tile = plainTile(say(QT_TRANSLATE_NOOP("OverviewTiles", "Groups in trouble")),
                                 QString::number(troubled), verdictCounts(s),
                                 troubled > 0 ? Health::Degraded : Health::Ok);
    tile.unit = say(QT_TRANSLATE_NOOP("OverviewTiles", "of %1")).arg(s.groups.size());
    return tile;
}

TileContent timeLag(const ConsoleSnapshot& s, const Tokens& tokens) {
    TileContent tile;
    const QString whole = valueText(s.worstTimeLag.value, durationText);
    tile.label = say(QT_TRANSLATE_NOOP("OverviewTiles", "Worst time lag"));
    tile.value = (s.worstTimeLag.value.value_or(0) > 0 ? QStringLiteral("~") : QString()) % whole;
    tile.subLeft = say(QT_TRANSLATE_NOOP("OverviewTiles", "records waiting"));
    tile.subRight = valueText(s.totalLag.value, shortNumber);
    tile.history = recent(s.worstTimeLag);
    tile.color = tokens.series[4];
    tile.tooltip = say(QT_TRANSLATE_NOOP("OverviewTiles",
                                         "Records between the committed and the end offsets of all "
                                         "groups, and the age of the oldest record that waits."));
    return tile;
}

std::vector<TileContent> watchedTiles(const ConsoleSnapshot& s, const Tokens& tokens) {
    const auto up = std::count_if(s.brokers.begin(), s.brokers.end(),
                                  [](const auto& b) { return b.health != Health::Broken; });
    const bool allUp = up == std::ssize(s.brokers);
    return {plainTile(say(QT_TRANSLATE_NOOP("OverviewTiles", "Brokers")), QString::number(up),
                      say(QT_TRANSLATE_NOOP("OverviewTiles", "of %1")).arg(s.brokers.size()),
                      allUp ? Health::Ok : Health::Broken),
            plainTile(say(QT_TRANSLATE_NOOP("OverviewTiles", "Under-replicated")),
                      QString::number(s.underReplicated),
                      say(QT_TRANSLATE_NOOP("OverviewTiles", "%1 offline")).arg(s.offline),
                      s.offline > 0           ? Health::Broken
                      : s.underReplicated > 0 ? Health::Degraded
                                              : Health::Ok),
            groupTile(s),
            timeLag(s, tokens),
            records(s, tokens),
            growing(s)};
}

} // namespace

QString timeLagText(const core::ops::TimeLag& lag) {
    using core::ops::TimeLagSource;
    if (lag.source == TimeLagSource::Unknown)
        return unknown();
    const QString duration = qtext(durationText(lag.seconds));
    if (lag.seconds <= 0 || lag.source == TimeLagSource::Exact)
        return duration;
    return (lag.source == TimeLagSource::AtLeast ? QStringLiteral("≥ ") : QStringLiteral("~")) %
           duration;
}

std::vector<TileContent> overviewTiles(const ConsoleSnapshot& s, const Tokens& tokens) {
    if (!s.hasPlatform)
        return watchedTiles(s, tokens);
    return {records(s, tokens), lag(s, tokens),        latency(s, tokens),
            errors(s, tokens),  stockValue(s, tokens), lowStock(s, tokens)};
}

} // namespace vigia::ui::pages
