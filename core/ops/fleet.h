#pragma once

#include "core/base/result.h"
#include "core/lag/lag_book.h"
#include "core/ops/cluster_sample.h"
#include "core/ops/console_snapshot.h"
#include "core/ops/health.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// One cluster of many, at a glance. Absent figures are unknown, never zero.
struct FleetRow {
    std::string cluster;
    std::string tag; ///< dev, test, prod
    std::string colour;
    bool readOnly = false;
    bool collected = true; ///< false: asked only while the fleet is looked at
    Health health = Health::Unknown;
    std::string reason;  ///< the headline: "Healthy", "Degraded: broker 2 is down"
    std::string failure; ///< why the last look failed, with what to do; empty when it did not
    std::optional<std::int64_t> brokers;
    std::optional<std::int64_t> brokersUp;
    std::optional<std::int64_t> topics;
    std::optional<std::int64_t> groups;
    std::optional<std::int64_t> groupsWithLag;
    std::optional<std::int64_t> totalLag;
    std::optional<std::int64_t> largestLag; ///< of one group
    std::string largestLagGroup;
    std::optional<std::int64_t> underReplicated;
    std::optional<std::int64_t> offline;
    UtcTime sampledAt{};                         ///< of the newest good look; the epoch: never
    std::optional<double> ageSeconds;            ///< of that look, at `Fleet::at`
    std::optional<std::int64_t> certificateDays; ///< whole days left; negative: expired
};

/// All clusters at one moment, in the order of the configuration. Published by the collector of
/// `backend/fleet` as an immutable snapshot.
struct Fleet {
    UtcTime at{};
    std::vector<FleetRow> rows;
};

/// The same rows with the age that they have at `now`.
Fleet asOf(Fleet fleet, UtcTime now);

/// What one look at a cluster of the fleet came to.
struct FleetLook {
    Result<ClusterSample> sample = failure(ErrorCode::Unreachable, "not asked yet");
    std::optional<std::int64_t> certificateDays;
    std::string explanation; ///< of a failed look: a better sentence than the client's own
};

/// What the configuration says of a cluster of the fleet.
struct FleetMember {
    std::string cluster;
    std::string tag = "dev";
    std::string colour = {};
    bool readOnly = false;
    bool always = false;        ///< `collect: always`: asked also while nobody looks
    bool fromFirstLook = false; ///< no row before a look succeeded: it may never be started
};

/// Turns the looks at one cluster into its row: keeps trackers of lag, so that verdicts grow with
/// the looks. Used by one thread at a time; reads no clock.
class FleetTracker {
public:
    explicit FleetTracker(FleetMember member, HealthRules rules = {});

    /// Takes one look, in the order of their times.
    void take(const FleetLook& look);
    [[nodiscard]] FleetRow row(UtcTime now, bool collected) const;
    /// It has a row by now.
    [[nodiscard]] bool isShown() const {
        return !m_member.fromFirstLook || m_seen.sampledAt != UtcTime{};
    }
    [[nodiscard]] const FleetMember& member() const { return m_member; }

private:
    void takeSample(const ClusterSample& sample);
    void forgetBrokers();
    void addFigures(FleetRow& row) const;

    FleetMember m_member;
    HealthRules m_rules;
    lag::LagBook m_book;
    ConsoleSnapshot m_seen; ///< what health is judged by; rows without their partitions
    std::string m_error;
    std::string m_explanation;
    std::optional<std::int64_t> m_certificateDays;
    std::int64_t m_topics = 0;
    bool m_asked = false;
};

/// A line a cluster, worst first, for a terminal; no colour.
std::string fleetText(const Fleet& fleet);
/// `[{cluster, tag, readOnly, health, reason, failure, brokers, brokersUp, topics, groups,
/// groupsWithLag, totalLag, largestLag, largestLagGroup, underReplicated, offline, sampledAt,
/// ageSeconds, certificateDays}]`, unknown ones null.
std::string fleetJson(const Fleet& fleet);
/// Of the worst cluster: 0 healthy, 10 degraded, 11 down; 3 when none was asked.
int fleetExitCode(const Fleet& fleet);

} // namespace vigia::core::ops
