#include "app/commands/commands.h"
#include "app/observation.h"
#include "core/base/text.h"
#include "core/ops/text_tables.h"

#include <algorithm>
#include <cstdio>

namespace vigia::app {
namespace {

using core::ops::ConsoleSnapshot;

int print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
    if (!text.ends_with('\n'))
        std::fputs("\n", stdout);
    return kOk;
}

int print(const core::Result<std::string>& text) {
    if (!text)
        return reportError(core::failure(core::ErrorCode::InvalidInput, text.error().message));
    return print(*text);
}

/// What we may not see is said: a list that lacks it would look complete. Whether the whole list
/// can be shown.
bool sayMissingRights(const ConsoleSnapshot& snapshot) {
    for (const auto& right : snapshot.missingRights)
        std::fprintf(stderr, "vigia: %s: not authorised: %s. %s\n", right.about.c_str(),
                     core::escapedForDisplay(right.found, 500).c_str(),
                     core::escapedForDisplay(right.next, 500).c_str());
    return std::all_of(snapshot.missingRights.begin(), snapshot.missingRights.end(),
                       [](const auto& right) { return right.about == "cluster"; });
}

/// Looks at the cluster that `--cluster` names and hands the snapshot to `show`.
template <class Show> int look(const Context& context, const Parsed& parsed, int looks, Show show) {
    auto snapshot = observeCluster(context, parsed.option("cluster"), looks);
    if (!snapshot)
        return reportError(snapshot.error());
    const bool whole = sayMissingRights(**snapshot);
    const int code = print(show(**snapshot));
    return code == kOk && !whole ? kRefused : code;
}

int listTopics(const Context& context, const Parsed& parsed) {
    return look(context, parsed, 2, [&](const ConsoleSnapshot& s) {
        return parsed.json() ? core::ops::topicsJson(s) : core::ops::topicsText(s);
    });
}

int describeTopic(const Context& context, const Parsed& parsed) {
    const auto name = parsed.argument("name");
    return look(context, parsed, 2, [&](const ConsoleSnapshot& s) {
        return parsed.json() ? core::ops::topicJson(s, name) : core::ops::topicText(s, name);
    });
}

int listGroups(const Context& context, const Parsed& parsed) {
    return look(context, parsed, 4, [&](const ConsoleSnapshot& s) {
        return parsed.json() ? core::ops::groupsJson(s) : core::ops::groupsText(s);
    });
}

int describeGroup(const Context& context, const Parsed& parsed) {
    const auto name = parsed.argument("name");
    return look(context, parsed, 4, [&](const ConsoleSnapshot& s) {
        return parsed.json() ? core::ops::groupJson(s, name) : core::ops::groupText(s, name);
    });
}

const OptionSpec kCluster{"--cluster", "NAME",
                          "a cluster of the configuration; default: the platform's own", false};

} // namespace

std::vector<Command> clusterCommands() {
    return {
        {"topics list",
         "List topics with partitions, rate, size and groups",
         "topics list --json",
         {},
         {kCluster},
         listTopics},
        {"topics describe",
         "Show a topic's partitions, replicas and offsets",
         "topics describe stock-audit-logs",
         {{"name", "topic", true}},
         {kCluster},
         describeTopic},
        {"groups list",
         "List consumer groups with verdict, lag and time lag",
         "groups list --cluster orders",
         {},
         {kCluster},
         listGroups},
        {"groups describe",
         "Show a group's verdict with its reason, partitions and members",
         "groups describe analytics-consumer-group",
         {{"name", "consumer group", true}},
         {kCluster},
         describeGroup},
    };
}

} // namespace vigia::app
