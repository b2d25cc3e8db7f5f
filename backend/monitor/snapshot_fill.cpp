#include "backend/monitor/snapshot_builder.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::backend::monitor {
namespace {

using core::UtcTime;
using core::ops::ConsoleSnapshot;
using core::ops::GroupRow;
using core::ops::ProcessState;

constexpr double kFromThousandths = 0.001;
/// With more groups than this only the one that is looked at carries its course in the snapshot.
constexpr std::size_t kGroupsWithHistory = 32;
/// Up to here every sample goes into the snapshots.
constexpr std::chrono::minutes kFinestRange{30};
constexpr int kMostPoints = 600;

} // namespace

void SnapshotBuilder::fillRows(ConsoleSnapshot& snapshot, UtcTime now) {
    snapshot.brokers = m_brokers;
    snapshot.topics = m_topics;
    snapshot.groups = m_groups;
    snapshot.kafkaVersion = m_options.kafkaVersion;
    if (m_sample) {
        snapshot.sampledAt = m_sample->finishedAt;
        snapshot.missingRights = m_sample->missingRights;
        if (!m_sample->kafkaVersion.empty())
            snapshot.kafkaVersion = m_sample->kafkaVersion;
    }
    for (auto& broker : snapshot.brokers) {
        const auto cpu = m_cpuPercent.find(fmt::format("broker-{}", broker.id));
        if (broker.owned && cpu != m_cpuPercent.end())
            broker.cpuPercent = cpu->second;
        if (const auto days = m_certificateDays.find(broker.id); days != m_certificateDays.end())
            broker.certificateDays = days->second;
    }
    const auto& changes = m_clusterEvents.leaderChanges();
    snapshot.leaderChanges.assign(changes.begin(), changes.end());
    for (const auto& topic : snapshot.topics) {
        snapshot.underReplicated += topic.underReplicated;
        snapshot.offline += topic.offline;
    }
    for (GroupRow& group : snapshot.groups) {
        if (group.name == m_watched || snapshot.groups.size() <= kGroupsWithHistory)
            fillHistories(group, now);
    }
}

void SnapshotBuilder::fillHistories(GroupRow& row, UtcTime now) const {
    row.lagHistory = course("g/" + row.name + "/lag", now);
    row.timeLagHistory = course("g/" + row.name + "/time", now, kFromThousandths);
    if (row.name != m_watched)
        return;
    for (auto& partition : row.partitions)
        partition.lagHistory =
            course(fmt::format("p/{}/{}/{}", row.name, partition.topic, partition.partition), now);
}

void SnapshotBuilder::fillPlatform(ConsoleSnapshot& snapshot, const MonitorInputs& inputs,
                                   UtcTime now) {
    if (!m_options.hasPlatform)
        return;
    static const core::ops::PlatformState kNothing;
    static const std::map<std::string, core::ops::ServiceFigures> kNoFigures;
    const auto& platform = inputs.platform.value ? *inputs.platform.value : kNothing;
    const auto& figures = inputs.services.value ? inputs.services.value->figures : kNoFigures;
    snapshot.services = core::ops::serviceRows(platform, m_processes, figures, now);
    for (auto& service : snapshot.services) {
        const auto cpu = m_cpuPercent.find(service.instance);
        if (!service.cpuPercent && cpu != m_cpuPercent.end())
            service.cpuPercent = cpu->second;
    }
    snapshot.stock = m_stock;
    if (inputs.platform.round > 0)
        snapshot.databaseUp = inputs.platform.error.empty();
    if (snapshot.databaseUp.value_or(false))
        snapshot.outbox = platform.outbox;
    for (const auto& process : m_processes) {
        if (process.kind == "postgres" && process.state != ProcessState::Running)
            snapshot.databaseUp = false;
    }
    snapshot.demoSharePercent = m_demoShare;
    snapshot.demoElsewhere = inputs.demo.elsewhere;
}

/// As far back as the range goes, in no more points than a chart can show: a day of every series
/// would else be a million points a second.
core::ops::Series SnapshotBuilder::course(const std::string& key, UtcTime now, double scale) const {
    const bool fine = m_range <= kFinestRange;
    const std::chrono::milliseconds step = m_range / kMostPoints;
    return m_history.series(key, now - m_range, scale, fine ? std::chrono::milliseconds(0) : step);
}

core::ops::Gauge SnapshotBuilder::gauge(const std::string& key, UtcTime now) const {
    core::ops::Gauge gauge;
    if (const auto value = m_gauges.find(key); value != m_gauges.end())
        gauge.value = value->second;
    gauge.history = course(key, now, kFromThousandths);
    return gauge;
}

void SnapshotBuilder::fillGauges(ConsoleSnapshot& snapshot, UtcTime now) const {
    snapshot.recordsIn = gauge("c/in", now);
    snapshot.recordsOut = gauge("c/out", now);
    snapshot.totalLag = gauge("c/lag", now);
    snapshot.worstTimeLag = gauge("c/time", now);
    if (!m_options.hasPlatform)
        return;
    snapshot.endToEndP50 = gauge("c/p50", now);
    snapshot.endToEndP95 = gauge("c/p95", now);
    snapshot.endToEndP99 = gauge("c/p99", now);
    snapshot.httpRequests = gauge("c/http", now);
    snapshot.httpErrors = gauge("c/errors", now);
    snapshot.conflicts = gauge("c/conflicts", now);
    snapshot.stockValue = gauge("c/value", now);
    snapshot.lowStock = gauge("c/low", now);
}

} // namespace vigia::backend::monitor
