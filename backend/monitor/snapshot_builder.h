#pragma once

#include "backend/monitor/service_poll.h"
#include "core/lag/history.h"
#include "core/lag/lag_book.h"
#include "core/lag/series_log.h"
#include "core/ops/cluster_events.h"
#include "core/ops/cluster_rows.h"
#include "core/ops/console_snapshot.h"
#include "core/ops/event_log.h"
#include "core/ops/health.h"
#include "core/ops/process_events.h"
#include "core/ops/process_news.h"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace vigia::backend::monitor {

/// The newest answer of a source, and how many there were; a failure keeps the value before it.
template <class T> struct Latest {
    std::shared_ptr<const T> value;
    std::string error; ///< why the last answer failed; empty when it did not
    core::UtcTime at{};
    std::uint64_t round = 0;
};

/// What this console's demo traffic does.
struct DemoFigures {
    std::uint64_t requests = 0; ///< sent since its start
    bool elsewhere = false;     ///< another console sends it
};

/// Everything that was learnt since the last snapshot.
struct MonitorInputs {
    Latest<core::ops::ClusterSample> cluster;
    Latest<std::vector<core::ops::ProcessStatus>> processes;
    Latest<core::ops::PlatformState> platform;
    Latest<ServiceRound> services;
    std::vector<std::pair<core::lag::RecordQuestion, std::optional<core::UtcTime>>> answers;
    DemoFigures demo;
};

struct BuilderOptions {
    std::string cluster = "local";
    std::string tag = "dev";
    std::optional<bool> readOnly = {}; ///< absent: production is
    std::string kafkaVersion; ///< `4.3`; empty: as the sampler says, which mostly can't know
    bool hasPlatform = true;
    std::set<std::string> ownGroups; ///< they read committed data
    core::ops::HealthRules health;
};

/// Turns inputs into snapshots: keeps trackers, history and events of one cluster. Used by one
/// thread; takes no locks, asks nobody and reads no clock.
class SnapshotBuilder {
public:
    explicit SnapshotBuilder(BuilderOptions options);

    core::ops::ConsoleSnapshot build(const MonitorInputs& inputs, core::UtcTime now);

    /// Keeps per-partition history of this group in the snapshots (empty: of none).
    void watchGroup(std::string group) { m_watched = std::move(group); }
    /// How far back the series of the snapshots reach.
    void setRange(std::chrono::seconds range) { m_range = range; }
    /// How old a sample may grow before the cluster counts as not answering.
    void setStaleAfter(std::chrono::microseconds age) { m_options.health.staleAfter = age; }
    /// Whole days left on the certificate of each broker, as far as known.
    void setCertificateDays(std::map<std::int32_t, std::int64_t> days) {
        m_certificateDays = std::move(days);
    }
    [[nodiscard]] std::vector<core::lag::RecordQuestion> questions(std::size_t most) const {
        return m_book.questions(most);
    }
    /// Completed points since the last call, for the history file.
    std::vector<core::lag::KeyedPoint> takeForDisk();
    /// A point of the history file, before the first snapshot.
    void recall(const std::string& key, const core::lag::PackedPoint& point);
    void addEvents(std::vector<core::ops::Event> events) {
        m_events.add(m_processNews.fresh(std::move(events)));
    }

private:
    void takeCluster(const MonitorInputs& inputs, core::UtcTime now);
    void takeSample(const MonitorInputs& inputs);
    void takeProcesses(const MonitorInputs& inputs);
    void takePlatform(const MonitorInputs& inputs);
    void takeServices(const MonitorInputs& inputs);
    void rememberGroups(core::UtcTime at);
    void rememberTopics(core::UtcTime at);
    void rememberEnds(const core::ops::ClusterSample& sample);
    void rememberGauge(const std::string& key, core::UtcTime at, std::optional<double> value);
    void fillRows(core::ops::ConsoleSnapshot& snapshot, core::UtcTime now);
    void fillHistories(core::ops::GroupRow& row, core::UtcTime now) const;
    void fillPlatform(core::ops::ConsoleSnapshot& snapshot, const MonitorInputs& inputs,
                      core::UtcTime now);
    void fillGauges(core::ops::ConsoleSnapshot& snapshot, core::UtcTime now) const;
    [[nodiscard]] core::ops::Series course(const std::string& key, core::UtcTime now,
                                           double scale = 1) const;
    [[nodiscard]] core::ops::Gauge gauge(const std::string& key, core::UtcTime now) const;

    BuilderOptions m_options;
    core::lag::LagBook m_book;
    core::lag::History m_history;
    core::ops::ClusterEvents m_clusterEvents;
    core::ops::ProcessEvents m_processEvents;
    core::ops::PlatformEvents m_platformEvents;
    core::ops::ProcessNews m_processNews;
    core::ops::EventLog m_events;
    core::ops::CpuMeter m_cpu;

    core::ops::ClusterSamplePtr m_sample; ///< the newest good one
    std::vector<core::ops::GroupRow> m_groups;
    std::vector<core::ops::TopicRow> m_topics;
    std::vector<core::ops::BrokerRow> m_brokers;
    std::vector<core::ops::ProcessStatus> m_processes;
    std::map<std::string, std::optional<double>> m_cpuPercent;
    std::map<std::string, std::optional<double>> m_gauges;
    std::map<std::int32_t, std::int64_t> m_certificateDays;
    std::map<std::pair<std::string, std::int32_t>, std::int64_t> m_writtenEnds;
    std::vector<core::lag::KeyedPoint> m_endsForDisk;
    std::set<std::string> m_laggingPartitions;
    std::optional<core::ops::StockTotals> m_stock;
    std::string m_watched;
    std::chrono::seconds m_range{15 * 60};
    std::uint64_t m_clusterRound = 0, m_processRound = 0, m_platformRound = 0, m_serviceRound = 0,
                  m_generation = 0;
    std::uint64_t m_demoRequests = 0;
    core::UtcTime m_servicesAt{}, m_endsAt{}, m_tidiedAt{};
    double m_demoShare = 0;
};

} // namespace vigia::backend::monitor
