#include "core/ops/group_check.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/lag/numbers.h"
#include "core/ops/json_rows.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

struct Finding {
    const GroupRow* group = nullptr;
    CheckLevel level = CheckLevel::Ok;
    std::string reason;
};

int rank(CheckLevel level) {
    switch (level) {
    case CheckLevel::Ok:
        return 0;
    case CheckLevel::Warning:
        return 1;
    case CheckLevel::Unknown:
        return 2;
    case CheckLevel::Critical:
        return 3;
    }
    return 2;
}

Finding judge(const GroupRow& group, const GroupCheckLimits& limits) {
    const auto lag = group.lag.value_or(0);
    if (group.verdict == LagVerdict::Lost)
        return {&group, CheckLevel::Critical, group.reason};
    if (lag > limits.maxLag)
        return {&group, CheckLevel::Critical, fmt::format("lag {} above {}", lag, limits.maxLag)};
    if (!group.lag || group.partitionsKnown < group.partitionCount)
        return {&group, CheckLevel::Unknown,
                fmt::format("lag known of {} of {} partitions", group.partitionsKnown,
                            group.partitionCount)};
    if (limits.warnLag && lag > *limits.warnLag)
        return {&group, CheckLevel::Warning, fmt::format("lag {} above {}", lag, *limits.warnLag)};
    return {&group, CheckLevel::Ok, {}};
}

/// Nobody reads for it and nothing was ever committed: the rest of a console consumer, say. It has
/// no lag that a limit could be put to.
bool neverCommitted(const GroupRow& group) {
    return group.verdict == LagVerdict::NoCommit && group.partitionCount == 0 && group.members == 0;
}

/// `|` begins the figures and `=` and `'` part them, so none of them may come from a name.
std::string plainName(const std::string& name) {
    std::string text = escapedForDisplay(name, 200);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '|' || c == '\'' || c == '='; }, '_');
    return text;
}

std::string summary(const std::vector<Finding>& findings) {
    const auto largest =
        std::max_element(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
            return a.group->lag.value_or(-1) < b.group->lag.value_or(-1);
        });
    if (findings.empty())
        return "no consumer group is visible";
    return fmt::format("{} group{}, largest lag {} ({})", findings.size(),
                       findings.size() == 1 ? "" : "s", largest->group->lag.value_or(0),
                       plainName(largest->group->name));
}

std::string sentence(const std::vector<Finding>& findings, CheckLevel worst) {
    std::string text;
    std::size_t named = 0;
    std::size_t more = 0;
    for (const Finding& finding : findings) {
        if (finding.level != worst || worst == CheckLevel::Ok)
            continue;
        if (named++ < 3)
            text += fmt::format("{}{}: {}", text.empty() ? "" : ", ",
                                plainName(finding.group->name), plainName(finding.reason));
        else
            ++more;
    }
    if (text.empty())
        return summary(findings);
    return more > 0 ? fmt::format("{} and {} more", text, more) : text;
}

std::string figures(const std::vector<Finding>& findings, const GroupCheckLimits& limits) {
    std::int64_t largest = 0;
    for (const Finding& finding : findings)
        largest = std::max(largest, finding.group->lag.value_or(0));
    return fmt::format("lag={};{};{};0", largest,
                       limits.warnLag ? std::to_string(*limits.warnLag) : "", limits.maxLag);
}

std::string jsonOf(const std::vector<Finding>& findings, CheckLevel level,
                   const std::string& message) {
    JsonWriter json;
    json.beginObject()
        .member("state", checkLevelWord(level))
        .member("code", static_cast<int>(level))
        .member("message", message)
        .key("groups")
        .beginArray();
    for (const Finding& finding : findings) {
        json.beginObject()
            .member("name", finding.group->name)
            .member("state", checkLevelWord(finding.level));
        writeKnown(json, "lag", finding.group->lag);
        json.member("reason", finding.reason).endObject();
    }
    return json.endArray().endObject().take();
}

} // namespace

std::string_view checkLevelWord(CheckLevel level) {
    switch (level) {
    case CheckLevel::Ok:
        return "OK";
    case CheckLevel::Warning:
        return "WARNING";
    case CheckLevel::Critical:
        return "CRITICAL";
    case CheckLevel::Unknown:
        break;
    }
    return "UNKNOWN";
}

std::string unseenGroups(const ConsoleSnapshot& snapshot) {
    const auto* right = missingRightAbout(snapshot.missingRights, "groups");
    if (right == nullptr)
        right = missingRightAbout(snapshot.missingRights, "cluster");
    return right == nullptr
               ? std::string()
               : fmt::format("not authorised to see all groups: {}. {}", right->found, right->next);
}

Error noSuchGroup(const ConsoleSnapshot& snapshot, const std::string& name) {
    if (const auto unseen = unseenGroups(snapshot); !unseen.empty())
        return failure(ErrorCode::Rejected, fmt::format("the group {} is not visible; {}",
                                                        escapedForDisplay(name, 249), unseen));
    std::vector<std::string> names;
    for (const GroupRow& group : snapshot.groups)
        names.push_back(group.name);
    const auto near = nearestWord(name, names);
    return failure(ErrorCode::NotFound,
                   fmt::format("there is no group {}{}", escapedForDisplay(name, 249),
                               near ? "; did you mean " + escapedForDisplay(*near) + "?"
                                    : "; `vigia groups list` shows them all"));
}

Result<GroupCheck> checkGroups(const ConsoleSnapshot& snapshot, const GroupCheckLimits& limits) {
    std::vector<Finding> findings;
    CheckLevel worst = CheckLevel::Ok;
    int idle = 0;
    for (const GroupRow& group : snapshot.groups) {
        if (!limits.group.empty() && group.name != limits.group)
            continue;
        if (limits.group.empty() && neverCommitted(group)) {
            ++idle;
            continue;
        }
        findings.push_back(judge(group, limits));
        if (rank(findings.back().level) > rank(worst))
            worst = findings.back().level;
    }
    const std::string unseen = unseenGroups(snapshot);
    if (findings.empty() && !limits.group.empty())
        return noSuchGroup(snapshot, limits.group);
    // Of every group there is, those that we may not see are a part.
    const bool blind = findings.empty() || (limits.group.empty() && !unseen.empty());
    if (blind && rank(CheckLevel::Unknown) > rank(worst))
        worst = CheckLevel::Unknown;
    std::string message = sentence(findings, worst);
    if (idle > 0)
        message += fmt::format("; {} without commits and members left out", idle);
    if (limits.group.empty() && !unseen.empty())
        message += "; " + plainName(unseen);
    return GroupCheck{
        worst,
        fmt::format("{} - {} | {}", checkLevelWord(worst), message, figures(findings, limits)),
        jsonOf(findings, worst, message)};
}

} // namespace vigia::core::ops
