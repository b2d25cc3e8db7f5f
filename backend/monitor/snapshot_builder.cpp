#include "backend/monitor/snapshot_builder.h"

#include "backend/monitor/edge_traffic.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace vigia::backend::monitor {
namespace {

using namespace std::chrono_literals;
using core::UtcTime;
using core::ops::ConsoleSnapshot;
using core::ops::GroupRow;
using core::ops::ProcessState;

constexpr double kGaugeScale = 1000; ///< gauges are kept in thousandths
constexpr auto kEndsEvery = 10s;

std::optional<double> worstTimeLag(const std::vector<GroupRow>& groups) {
    std::optional<double> worst;
    for (const GroupRow& group : groups) {
        if (group.timeLag.source != core::ops::TimeLagSource::Unknown)
            worst = std::max(worst.value_or(0), group.timeLag.seconds);
    }
    return worst;
}

std::optional<double> totalLag(const std::vector<GroupRow>& groups) {
    std::optional<double> total;
    for (const GroupRow& group : groups) {
        if (group.lag)
            total = total.value_or(0) + static_cast<double>(*group.lag);
    }
    return total;
}

} // namespace

SnapshotBuilder::SnapshotBuilder(BuilderOptions options)
    : m_options(std::move(options)), m_processEvents(m_options.cluster),
      m_platformEvents(m_options.cluster) {}

ConsoleSnapshot SnapshotBuilder::build(const MonitorInputs& inputs, UtcTime now) {
    for (const auto& [question, time] : inputs.answers)
        m_book.answer(question, time);
    takeProcesses(inputs);
    takePlatform(inputs);
    takeServices(inputs);
    takeCluster(inputs, now);
    if (now - m_tidiedAt >= 1min) {
        m_history.tidy(now - 7 * 24h);
        m_tidiedAt = now;
    }
    ConsoleSnapshot snapshot;
    snapshot.cluster = m_options.cluster;
    snapshot.tag = m_options.tag;
    snapshot.readOnly = m_options.readOnly;
    snapshot.hasPlatform = m_options.hasPlatform;
    snapshot.generation = ++m_generation;
    fillRows(snapshot, now);
    fillPlatform(snapshot, inputs, now);
    fillGauges(snapshot, now);
    snapshot.events = m_events.events();
    snapshot.queues = {m_events.stats(),
                       {"history", m_history.bytes(), 32ULL * 1024 * 1024, m_history.evicted()}};
    core::ops::judgeHealth(snapshot, now, inputs.cluster.error, m_options.health);
    return snapshot;
}

void SnapshotBuilder::takeCluster(const MonitorInputs& inputs, UtcTime now) {
    if (inputs.cluster.round == m_clusterRound)
        return;
    m_clusterRound = inputs.cluster.round;
    if (!inputs.cluster.error.empty() || !inputs.cluster.value) {
        for (const char* key : {"c/in", "c/out", "c/lag", "c/time"})
            rememberGauge(key, now, std::nullopt);
        for (auto& broker : m_brokers) {
            if (broker.owned)
                continue;
            broker.health = core::ops::Health::Unknown;
            broker.reason = "not known: the last look failed";
        }
    }
    if (inputs.cluster.value && inputs.cluster.value != m_sample)
        takeSample(inputs);
}

void SnapshotBuilder::takeSample(const MonitorInputs& inputs) {
    const auto& sample = inputs.cluster.value;
    std::set<std::int32_t> owned;
    for (const auto& process : m_processes) {
        if (const auto id = core::ops::brokerIdOf(process.name))
            owned.insert(*id);
    }
    m_brokers = core::ops::brokerRows(*sample, m_processes);
    if (!sample->error.empty()) {
        m_events.add(m_clusterEvents.observe(sample, m_groups, owned));
        return;
    }
    core::lag::GroupHints hints;
    hints.ours = m_options.ownGroups;
    if (inputs.services.value)
        hints.pausedBecause = inputs.services.value->pausedBecause;
    m_groups = m_book.observe(*sample, hints);
    m_topics = core::ops::topicRows(*sample, m_sample.get(), m_groups);
    const auto rates = core::ops::clusterRates(*sample, m_sample.get());
    rememberGauge("c/in", sample->endsAt, rates.in);
    rememberGauge("c/out", sample->endsAt, rates.out);
    rememberGauge("c/lag", sample->endsAt, totalLag(m_groups));
    rememberGauge("c/time", sample->endsAt, worstTimeLag(m_groups));
    rememberGroups(sample->endsAt);
    rememberTopics(sample->endsAt);
    rememberEnds(*sample);
    m_events.add(m_clusterEvents.observe(sample, m_groups, owned));
    m_sample = sample;
}

void SnapshotBuilder::takeProcesses(const MonitorInputs& inputs) {
    if (inputs.processes.round == m_processRound)
        return;
    m_processRound = inputs.processes.round;
    if (!inputs.processes.error.empty() || !inputs.processes.value) {
        m_processes.clear(); // the guard is away: nobody knows
        return;
    }
    m_processes = *inputs.processes.value;
    for (const auto& process : m_processes)
        m_cpuPercent[process.name] =
            m_cpu.percent(process.name, process.cpuSeconds, inputs.processes.at);
    addEvents(m_processEvents.observe(m_processes, inputs.processes.at));
    if (m_sample)
        m_brokers = core::ops::brokerRows(inputs.cluster.value ? *inputs.cluster.value : *m_sample,
                                          m_processes);
}

void SnapshotBuilder::takePlatform(const MonitorInputs& inputs) {
    if (inputs.platform.round == m_platformRound)
        return;
    m_platformRound = inputs.platform.round;
    const bool ours = std::any_of(m_processes.begin(), m_processes.end(),
                                  [](const auto& process) { return process.kind == "postgres"; });
    const auto* state = inputs.platform.error.empty() ? inputs.platform.value.get() : nullptr;
    m_events.add(m_platformEvents.observe(state, inputs.platform.error, inputs.platform.at, ours));
}

void SnapshotBuilder::takeServices(const MonitorInputs& inputs) {
    if (inputs.services.round == m_serviceRound || !inputs.services.value)
        return;
    m_serviceRound = inputs.services.round;
    const ServiceRound& round = *inputs.services.value;
    const UtcTime at = inputs.services.at;
    static const std::vector<core::ops::InstanceRecord> kNobody;
    const auto& instances = inputs.platform.value ? inputs.platform.value->instances : kNobody;
    const EdgeTraffic edge = edgeTraffic(round, instances);
    rememberGauge("c/http", at, edge.requestsPerSecond);
    rememberGauge("c/errors", at, edge.errorPercent);
    rememberGauge("c/conflicts", at, edge.conflictPercent);
    rememberGauge("c/p50", at, edge.endToEndMillis(0.50));
    rememberGauge("c/p95", at, edge.endToEndMillis(0.95));
    rememberGauge("c/p99", at, edge.endToEndMillis(0.99));
    if (round.stock) {
        rememberGauge("c/value", at, round.stock->value.approximate());
        rememberGauge("c/low", at, static_cast<double>(round.stock->lowStock));
        m_stock = round.stock;
    }
    const double seconds = std::chrono::duration<double>(at - m_servicesAt).count();
    const bool counts =
        m_servicesAt != UtcTime{} && seconds > 0 && inputs.demo.requests >= m_demoRequests;
    if (counts && edge.requestsPerSecond.value_or(0) > 0) {
        const double demo = static_cast<double>(inputs.demo.requests - m_demoRequests) / seconds;
        m_demoShare = std::min(100.0, 100 * demo / *edge.requestsPerSecond);
    } else {
        m_demoShare = 0;
    }
    m_demoRequests = inputs.demo.requests;
    m_servicesAt = at;
}

void SnapshotBuilder::rememberGauge(const std::string& key, UtcTime at,
                                    std::optional<double> value) {
    m_gauges[key] = value;
    const bool fits = value && std::isfinite(*value) && std::abs(*value) < 9e15;
    m_history.add(key, at, fits ? std::optional(std::llround(*value * kGaugeScale)) : std::nullopt);
}

void SnapshotBuilder::rememberGroups(UtcTime at) {
    for (GroupRow& group : m_groups) {
        m_history.add("g/" + group.name + "/lag", at, group.lag);
        const bool known = group.timeLag.source != core::ops::TimeLagSource::Unknown;
        m_history.add("g/" + group.name + "/time", at,
                      known ? std::optional(std::llround(group.timeLag.seconds * kGaugeScale))
                            : std::nullopt);
        for (const auto& partition : group.partitions) {
            const std::string key =
                fmt::format("p/{}/{}/{}", group.name, partition.topic, partition.partition);
            const bool lags = partition.lag.value_or(0) > 0;
            if (lags || m_laggingPartitions.contains(key))
                m_history.add(key, at, partition.lag);
            if (lags)
                m_laggingPartitions.insert(key);
            else
                m_laggingPartitions.erase(key);
        }
        group.lagSpark = m_history.spark("g/" + group.name + "/lag", at - 15min, 60);
    }
}

void SnapshotBuilder::rememberTopics(UtcTime at) {
    for (auto& topic : m_topics) {
        const std::string key = "t/" + topic.name;
        const auto rate = topic.recordsPerSecond;
        m_history.add(key, at,
                      rate ? std::optional(std::llround(*rate * kGaugeScale)) : std::nullopt);
        topic.rateSpark = m_history.spark(key, at - 15min, 60);
        for (float& value : topic.rateSpark)
            value /= static_cast<float>(kGaugeScale);
    }
}

/// The map from offsets to times: every ten seconds the ends that moved.
void SnapshotBuilder::rememberEnds(const core::ops::ClusterSample& sample) {
    if (sample.endsAt - m_endsAt < kEndsEvery || m_endsForDisk.size() > 200'000)
        return;
    m_endsAt = sample.endsAt;
    for (const auto& topic : sample.topics) {
        for (const auto& partition : topic.partitions) {
            if (!partition.highWatermark)
                continue;
            const auto [written, isNew] =
                m_writtenEnds.try_emplace({topic.name, partition.partition}, -1);
            if (written->second == *partition.highWatermark)
                continue;
            written->second = *partition.highWatermark;
            m_endsForDisk.emplace_back(
                fmt::format("e/{}/{}", topic.name, partition.partition),
                core::lag::PackedPoint{core::epochMillis(sample.endsAt), *partition.highWatermark});
        }
    }
}

std::vector<core::lag::KeyedPoint> SnapshotBuilder::takeForDisk() {
    auto points = std::exchange(m_endsForDisk, {});
    for (auto& point : m_history.takeCompleted()) {
        if (!point.first.starts_with("t/"))
            points.push_back(std::move(point));
    }
    return points;
}

void SnapshotBuilder::recall(const std::string& key, const core::lag::PackedPoint& point) {
    const UtcTime at = core::fromEpochMillis(point.millis);
    if (!key.starts_with("e/")) {
        m_history.recall(key, at, point.value);
        return;
    }
    const std::size_t slash = key.rfind('/');
    std::int32_t partition = -1;
    const auto read = std::from_chars(key.data() + slash + 1, key.data() + key.size(), partition);
    if (slash > 2 && read.ec == std::errc{} && partition >= 0 && point.value)
        m_book.recallEnd(key.substr(2, slash - 2), partition, at, *point.value);
}

} // namespace vigia::backend::monitor
