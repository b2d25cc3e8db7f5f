#pragma once

#include "backend/kafka/engine_probe.h"
#include "backend/observe/log.h"
#include "backend/observe/metrics.h"

#include <map>
#include <mutex>
#include <string>

namespace vigia::backend::host {

/// What a consumer engine tells, as the metrics of platform.md 6 and as log lines. Thread-safe.
class EngineMetrics final : public kafka::EngineProbe {
public:
    EngineMetrics(observe::Metrics& metrics, observe::Log& log, std::string group);

    void consumed(std::string_view topic, std::int32_t partition, std::size_t records) override;
    void outcome(std::string_view topic, const core::stream::Outcome& outcome) override;
    void batchSettled(std::span<const core::stream::Record> records,
                      std::chrono::nanoseconds duration) override;
    void paused(std::string_view topic, std::int32_t partition, std::string_view reason) override;
    void event(const kafka::EngineEvent& event) override;

private:
    void logFailure(std::string_view text, const char* event, std::string_view topic,
                    const core::stream::Outcome& outcome);

    const std::string m_group;
    observe::Logger m_log;
    observe::CounterFamily m_consumed;
    observe::CounterFamily m_outcomes;
    observe::CounterFamily m_deadLetters;
    observe::CounterFamily m_retries;
    observe::HistogramFamily m_processing;
    observe::HistogramFamily m_endToEnd;
    observe::Counter m_rebalances;
    observe::GaugeFamily m_paused;
    std::mutex m_mutex;
    std::map<std::pair<std::string, std::int32_t>, std::string>
        m_reasons; ///< why a partition is paused
};

} // namespace vigia::backend::host
