#include "backend/http/request_recorder.h"

#include "backend/http/platform_error.h"

namespace vigia::backend::http {
namespace {

constexpr std::size_t kMostSeries =
    4'096; ///< methods come from outside: the cache must not grow with them

std::string endpointOf(const Route* route) {
    return route == nullptr ? "unmatched" : route->pattern;
}

std::string_view performanceLevel(double milliseconds) {
    if (milliseconds <= 1'000)
        return "FAST";
    return milliseconds <= 5'000 ? "NORMAL" : "SLOW";
}

observe::LogFields contextOf(const Request& request) {
    return {{"correlationId", request.correlationId},
            {"requestId", request.requestId},
            {"trace_id", traceIdOf(request)},
            {"httpMethod", request.method}};
}

} // namespace

RequestRecorder::RequestRecorder(observe::HttpMetrics* metrics, observe::Log* log)
    : m_metrics(metrics) {
    if (log == nullptr)
        return;
    m_access = log->logger("http.access");
    m_failures = log->logger("http");
}

void RequestRecorder::begun() {
    if (m_metrics != nullptr)
        m_metrics->inFlight.add(1);
}

void RequestRecorder::ended() {
    if (m_metrics != nullptr)
        m_metrics->inFlight.add(-1);
}

void RequestRecorder::connections(std::size_t count) {
    if (m_metrics != nullptr)
        m_metrics->connections.set(static_cast<double>(count));
}

void RequestRecorder::answered(const Request& request, const Route* route, int status,
                               std::chrono::nanoseconds took) {
    const double seconds = std::chrono::duration<double>(took).count();
    if (m_metrics != nullptr) {
        if (m_series.size() >= kMostSeries)
            m_series.clear();
        const auto [entry, fresh] = m_series.try_emplace(Key(route, status, request.method));
        if (fresh)
            entry->second = m_metrics->series(request.method, status, endpointOf(route));
        entry->second.requests.add();
        entry->second.seconds.observe(seconds);
    }
    if (!m_access.enabled(observe::Level::Debug))
        return;
    observe::LogFields fields = contextOf(request);
    fields.insert(fields.end(), {{"event", "HTTP_REQUEST_RECEIVED"},
                                 {"endpoint", endpointOf(route)},
                                 {"statusCode", status},
                                 {"duration_ms", seconds * 1'000},
                                 {"performanceLevel", performanceLevel(seconds * 1'000)}});
    m_access.debug("request answered", fields);
}

void RequestRecorder::failed(const Request& request, std::string_view what) const {
    observe::LogFields fields = contextOf(request);
    fields.insert(fields.end(), {{"endpoint", request.route}, {"errorContext", what}});
    m_failures.error("a handler failed", fields);
}

} // namespace vigia::backend::http
