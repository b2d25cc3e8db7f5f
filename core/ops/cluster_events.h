#pragma once

#include "core/ops/cluster_sample.h"
#include "core/ops/console_snapshot.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// Finds what happened on a cluster by comparing consecutive samples. What is seen by polling
/// happened between the two looks, so every event carries that bound. Used by one thread.
class ClusterEvents {
public:
    /// `ownedBrokers`: whose processes somebody else watches more closely; their coming and going
    /// is not reported here.
    std::vector<Event> observe(const ClusterSamplePtr& sample, const std::vector<GroupRow>& groups,
                               const std::set<std::int32_t>& ownedBrokers);

    /// Leader changes since the start, by topic.
    [[nodiscard]] const std::map<std::string, std::uint64_t>& leaderChanges() const {
        return m_leaderChanges;
    }

private:
    struct GroupState {
        std::string state;
        std::uint64_t assignment = 0; ///< fingerprint of who owns what
        UtcTime at{};
        std::optional<UtcTime> unsettledSince;
        LagVerdict verdict = LagVerdict::Unknown;
    };

    void compareBrokers(const ClusterSample& now, const std::set<std::int32_t>& owned);
    void compareController(const ClusterSample& now);
    void compareTopics(const ClusterSample& now);
    void compareLeaders(const ClusterSample& now);
    void compareGroups(const ClusterSample& now);
    void compareGroup(const GroupSample& group, GroupState& before);
    void compareVerdicts(const std::vector<GroupRow>& rows);
    Event& report(Health health, std::string kind, std::string subject, std::string title,
                  std::string detail);

    ClusterSamplePtr m_before;
    std::map<std::string, GroupState> m_groups;
    std::map<std::int32_t, UtcTime> m_downSince;
    std::map<std::string, std::uint64_t> m_leaderChanges;
    std::vector<Event> m_found;
    std::string m_cluster;
    UtcTime m_now{};
    UtcTime m_notBefore{};
};

} // namespace vigia::core::ops
