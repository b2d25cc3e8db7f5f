#include "core/ops/incident_note.h"

#include "core/base/markdown.h"
#include "core/base/time_text.h"
#include "core/lag/numbers.h"
#include "core/ops/link.h"
#include "core/view/number_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

constexpr std::size_t kMostGroups = 20;
constexpr std::size_t kMostEvents = 20;

constexpr std::size_t kMostBytes = 500;

std::string plain(std::string_view text) {
    return markdownText(text, kMostBytes);
}

bool isTrouble(Health health) {
    return health == Health::Broken || health == Health::Degraded || health == Health::Inconsistent;
}

/// When the newest spell of trouble of `subject` began, as far as the events reach.
std::optional<UtcTime> troubledSince(const ConsoleSnapshot& snapshot, const std::string& subject) {
    std::optional<UtcTime> since;
    for (const Event& event : snapshot.events) {
        if (event.subject != subject)
            continue;
        if (!isTrouble(event.health))
            since.reset();
        else if (!since)
            since = event.time;
    }
    return since;
}

std::string sinceText(const std::optional<UtcTime>& since, UtcTime now) {
    if (!since)
        return {};
    return fmt::format(", since {} ({})", formatRfc3339(*since),
                       lag::spanText(std::chrono::duration<double>(now - *since).count()));
}

/// The events that a sentence of what is wrong is about: its broker or its group.
std::optional<UtcTime> sinceOf(const ConsoleSnapshot& snapshot, const std::string& sentence) {
    std::optional<UtcTime> since;
    const auto consider = [&](const std::string& subject, const std::string& begin) {
        if (sentence.starts_with(begin))
            since = troubledSince(snapshot, subject);
    };
    for (const BrokerRow& broker : snapshot.brokers)
        consider(fmt::format("broker {}", broker.id), fmt::format("broker {} is", broker.id));
    for (const GroupRow& group : snapshot.groups)
        consider(group.name, fmt::format("group {} is", group.name));
    return since;
}

std::string wrongPart(const ConsoleSnapshot& snapshot, UtcTime now) {
    std::string text = "## What is wrong\n\n";
    if (snapshot.notWell.empty())
        return text + "Nothing that Vigia sees.\n";
    for (const auto& [health, sentence] : snapshot.notWell)
        text += fmt::format("- **{}**: {}{}\n", healthWord(health), plain(sentence),
                            sinceText(sinceOf(snapshot, sentence), now));
    return text;
}

std::string figure(const Gauge& gauge, std::string (*write)(double)) {
    return gauge.value ? write(*gauge.value) : std::string(view::kUnknownText);
}

std::string numbersPart(const ConsoleSnapshot& snapshot) {
    const auto up = std::count_if(snapshot.brokers.begin(), snapshot.brokers.end(),
                                  [](const auto& row) { return row.health == Health::Ok; });
    std::string text = "\n## Numbers\n\n| what | value |\n|---|---|\n";
    const auto add = [&text](std::string_view what, const std::string& value) {
        text += fmt::format("| {} | {} |\n", what, value);
    };
    add("brokers up", fmt::format("{} of {}", up, snapshot.brokers.size()));
    add("partitions offline", std::to_string(snapshot.offline));
    add("partitions under-replicated", std::to_string(snapshot.underReplicated));
    add("records in, a second", figure(snapshot.recordsIn, view::shortRate));
    add("records out, a second", figure(snapshot.recordsOut, view::shortRate));
    add("lag of all groups", figure(snapshot.totalLag, view::shortNumber));
    add("worst time lag", figure(snapshot.worstTimeLag, view::durationText));
    if (snapshot.hasPlatform) {
        add("end to end p95", figure(snapshot.endToEndP95, view::latencyText));
        add("requests, a second", figure(snapshot.httpRequests, view::shortRate));
        add("errors, percent", figure(snapshot.httpErrors, view::percentText));
    }
    return text;
}

std::string groupsPart(const ConsoleSnapshot& snapshot, UtcTime now) {
    std::string rows;
    std::size_t count = 0;
    for (const GroupRow& group : snapshot.groups) {
        if (!isTrouble(lagVerdictHealth(group.verdict)) || ++count > kMostGroups)
            continue;
        const auto since = troubledSince(snapshot, group.name);
        const Link link{.cluster = snapshot.cluster,
                        .group = group.name,
                        .from = since.value_or(now) - std::chrono::minutes(15),
                        .to = now};
        rows += fmt::format("| {} | {} | {} | {} | {} | {} |\n", plain(group.name),
                            lagVerdictWord(group.verdict),
                            group.lag ? view::groupedText(*group.lag) : view::kUnknownText.data(),
                            group.members, plain(group.reason), linkText(link));
    }
    if (rows.empty())
        return {};
    if (count > kMostGroups)
        rows += fmt::format("\n{} more groups are in trouble.\n", count - kMostGroups);
    return "\n## Groups in trouble\n\n| group | verdict | lag | members | why | link "
           "|\n|---|---|---:|---:|---|---|\n" +
           rows;
}

std::string eventsPart(const ConsoleSnapshot& snapshot) {
    if (snapshot.events.empty())
        return "\n## Events\n\nNone were seen since Vigia looks.\n";
    std::string text = "\n## Events, newest first\n\n| time | event | detail |\n|---|---|---|\n";
    const auto count = std::min(snapshot.events.size(), kMostEvents);
    for (std::size_t i = 0; i < count; ++i) {
        const Event& event = snapshot.events[snapshot.events.size() - 1 - i];
        const std::string between =
            event.notBefore ? formatRfc3339(*event.notBefore) + " to " : std::string();
        text += fmt::format("| {}{} | {} | {} |\n", between, formatRfc3339(event.time),
                            plain(event.title), plain(event.detail));
    }
    return text;
}

} // namespace

std::string incidentNote(const ConsoleSnapshot& snapshot, UtcTime now) {
    std::string text =
        fmt::format("# {}: {}\n\n", plain(snapshot.cluster), plain(snapshot.headline));
    text += fmt::format("Noted {} by Vigia; {}.\n\n{}.\n\n", formatRfc3339(now),
                        snapshot.sampledAt == UtcTime{}
                            ? std::string("the cluster has not answered yet")
                            : "data of " + formatRfc3339(snapshot.sampledAt),
                        plain(snapshot.summary));
    return text + wrongPart(snapshot, now) + numbersPart(snapshot) + groupsPart(snapshot, now) +
           eventsPart(snapshot);
}

} // namespace vigia::core::ops
