#pragma once

#include "backend/monitor/histogram_window.h"
#include "backend/monitor/prometheus_text.h"
#include "core/base/clock.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace vigia::backend::monitor {

/// What one instance did between two scrapes, and what it shows now.
struct MeterReading {
    std::optional<double> requestsPerSecond;  ///< health, metrics and documentation not counted
    std::optional<double> errorsPerSecond;    ///< 5xx
    std::optional<double> conflictsPerSecond; ///< 409
    std::optional<double> recordsPerSecond;   ///< consumed
    std::optional<double> p95Millis;          ///< of requests, over the last minute
    BucketGrowth endToEnd;                    ///< seconds, over the last minute
    std::optional<std::int64_t> memoryBytes;
    std::optional<double> cpuPercent;
    std::map<std::string, std::string> paused; ///< consumer group → reason
};

/// Turns the scrapes of one instance into rates. Counters that fall have begun again at 0; the
/// first scrape gives no rates. Used by one thread.
class ServiceMeter {
public:
    MeterReading observe(const std::vector<MetricSample>& samples, core::UtcTime at);

private:
    struct Growth {
        double requests = 0, errors = 0, conflicts = 0, records = 0, cpu = 0;
        BucketGrowth http, endToEnd;
    };
    void take(const MetricSample& sample, Growth& growth, MeterReading& reading);
    void takeRequests(const MetricSample& sample, Growth& growth);
    double grown(const MetricSample& sample);

    std::unordered_map<std::string, double> m_last, m_next;
    std::optional<core::UtcTime> m_at;
    HistogramWindow m_http, m_endToEnd;
};

} // namespace vigia::backend::monitor
