#include "backend/monitor/service_meter.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace vigia::backend::monitor {
namespace {

/// Requests that machines make about the service itself.
bool aboutItself(std::string_view endpoint) {
    for (const std::string_view prefix : {"/health", "/ping", "/metrics", "/actuator",
                                          "/v3/api-docs", "/api-docs", "/swagger-ui"}) {
        if (endpoint.starts_with(prefix))
            return true;
    }
    return false;
}

std::optional<double> boundOf(const MetricSample& sample) {
    const std::string_view text = sample.label("le");
    if (text == "+Inf")
        return std::numeric_limits<double>::infinity();
    double bound = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), bound);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional(bound)
                                                                           : std::nullopt;
}

std::string seriesKey(const MetricSample& sample) {
    std::string key = sample.name;
    for (const auto& [name, text] : sample.labels)
        key.append(1, '\0').append(name).append(1, '\1').append(text);
    return key;
}

} // namespace

MeterReading ServiceMeter::observe(const std::vector<MetricSample>& samples, core::UtcTime at) {
    Growth growth;
    MeterReading reading;
    m_next.clear();
    for (const MetricSample& sample : samples)
        take(sample, growth, reading);
    m_last.swap(m_next);
    const double seconds = m_at ? std::chrono::duration<double>(at - *m_at).count() : 0;
    m_at = at;
    if (seconds > 0) {
        reading.requestsPerSecond = growth.requests / seconds;
        reading.errorsPerSecond = growth.errors / seconds;
        reading.conflictsPerSecond = growth.conflicts / seconds;
        reading.recordsPerSecond = growth.records / seconds;
        reading.cpuPercent = 100 * growth.cpu / seconds;
        m_http.add(at, growth.http);
        m_endToEnd.add(at, growth.endToEnd);
    }
    if (const auto p95 = m_http.quantile(0.95))
        reading.p95Millis = *p95 * 1000;
    reading.endToEnd = m_endToEnd.sum();
    return reading;
}

void ServiceMeter::take(const MetricSample& sample, Growth& growth, MeterReading& reading) {
    if (sample.name == "http_requests_total") {
        takeRequests(sample, growth);
    } else if (sample.name == "http_request_duration_seconds_bucket") {
        const auto bound = boundOf(sample);
        if (bound && !aboutItself(sample.label("endpoint")))
            growth.http[*bound] += grown(sample);
    } else if (sample.name == "message_end_to_end_seconds_bucket") {
        if (const auto bound = boundOf(sample))
            growth.endToEnd[*bound] += grown(sample);
    } else if (sample.name == "kafka_messages_consumed_total") {
        growth.records += grown(sample);
    } else if (sample.name == "process_cpu_seconds_total") {
        growth.cpu += grown(sample);
    } else if (sample.name == "process_resident_memory_bytes" && sample.value >= 0 &&
               sample.value < 1e15) {
        reading.memoryBytes = static_cast<std::int64_t>(sample.value);
    } else if (sample.name == "kafka_consumer_paused" && sample.value > 0) {
        reading.paused[std::string(sample.label("consumer_group"))] = sample.label("reason");
    }
}

void ServiceMeter::takeRequests(const MetricSample& sample, Growth& growth) {
    if (aboutItself(sample.label("endpoint")))
        return;
    const double more = grown(sample);
    growth.requests += more;
    const std::string_view status = sample.label("status");
    growth.errors += status.starts_with('5') ? more : 0;
    growth.conflicts += status == "409" ? more : 0;
}

double ServiceMeter::grown(const MetricSample& sample) {
    if (!std::isfinite(sample.value))
        return 0;
    const std::string key = seriesKey(sample);
    m_next[key] = sample.value;
    if (!m_at)
        return 0;
    const auto before = m_last.find(key);
    if (before == m_last.end() || sample.value < before->second)
        return sample.value;
    return sample.value - before->second;
}

} // namespace vigia::backend::monitor
