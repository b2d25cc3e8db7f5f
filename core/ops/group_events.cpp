#include "core/ops/cluster_events.h"

#include <functional>
#include <utility>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

bool settled(const std::string& state) {
    return state == "Stable" || state == "Empty" || state == "Dead";
}

/// The same for the same members with the same partitions, in any order.
std::uint64_t fingerprint(const GroupSample& group) {
    std::uint64_t sum = group.members.size();
    for (const MemberSample& member : group.members) {
        const std::uint64_t who = std::hash<std::string>{}(member.memberId);
        for (const auto& [topic, partition] : member.assigned)
            sum += (who ^ std::hash<std::string>{}(topic)) *
                   (static_cast<std::uint64_t>(partition) + 1000003U);
        sum += who;
    }
    return sum;
}

} // namespace

void ClusterEvents::compareGroups(const ClusterSample& now) {
    std::map<std::string, GroupState> seen;
    for (const GroupSample& group : now.groups) {
        const auto old = m_groups.find(group.name);
        const bool isNew = old == m_groups.end();
        GroupState state = isNew ? GroupState{} : old->second;
        const bool described =
            group.error.empty() && !group.state.empty() && group.membersAt != state.at;
        if (described && !isNew)
            compareGroup(group, state);
        if (described) {
            state.state = group.state;
            state.assignment = settled(group.state) ? fingerprint(group) : state.assignment;
            state.at = group.membersAt;
        }
        seen.emplace(group.name, std::move(state));
    }
    m_groups = std::move(seen);
}

void ClusterEvents::compareGroup(const GroupSample& group, GroupState& before) {
    if (!settled(group.state)) {
        if (!before.unsettledSince)
            before.unsettledSince = before.at;
        return;
    }
    const auto members =
        fmt::format("{} member{}", group.members.size(), group.members.size() == 1 ? "" : "s");
    if (before.unsettledSince) {
        const double seconds =
            std::chrono::duration<double>(group.membersAt - *before.unsettledSince).count();
        Event& event =
            report(Health::Working, "rebalance", group.name,
                   fmt::format("rebalance ~{:.1f} s", seconds), group.name + ", " + members);
        event.time = group.membersAt;
        event.notBefore = before.unsettledSince;
        before.unsettledSince.reset();
    } else if (!before.state.empty() && before.assignment != fingerprint(group)) {
        Event& event = report(Health::Working, "rebalance", group.name, "rebalance",
                              group.name + ", " + members);
        event.time = group.membersAt;
        event.notBefore = before.at;
    }
}

void ClusterEvents::compareVerdicts(const std::vector<GroupRow>& rows) {
    for (const GroupRow& row : rows) {
        const auto state = m_groups.find(row.name);
        if (state == m_groups.end())
            continue;
        const LagVerdict before = std::exchange(state->second.verdict, row.verdict);
        const Health was = lagVerdictHealth(before);
        const Health is = lagVerdictHealth(row.verdict);
        const bool firstJudgement =
            before == LagVerdict::Unknown && worse(is, Health::Unknown) == Health::Unknown;
        if (was == is || row.verdict == LagVerdict::Unknown || firstJudgement)
            continue;
        report(is, "verdict", row.name, fmt::format("{} {}", row.name, lagVerdictWord(row.verdict)),
               row.reason);
    }
}

} // namespace vigia::core::ops
