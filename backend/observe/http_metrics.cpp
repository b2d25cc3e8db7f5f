#include "backend/observe/http_metrics.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vigia::backend::observe {
namespace {

constexpr std::array<std::string_view, 7> kMethods = {"GET",   "HEAD",   "POST",   "PUT",
                                                      "PATCH", "DELETE", "OPTIONS"};

} // namespace

HttpMetrics::HttpMetrics(Metrics& metrics)
    : inFlight(metrics.gauge({"http_requests_in_flight", "Requests being handled."}).with()),
      connections(metrics.gauge({"http_connections", "Open client connections."}).with()),
      m_requests(metrics.counter(
          {"http_requests_total", "Answered requests.", {"method", "status", "endpoint"}})),
      m_seconds(metrics.histogram({"http_request_duration_seconds",
                                   "Time from a request's head to its answer.",
                                   {"method", "status", "endpoint"}})) {}

HttpSeries HttpMetrics::series(const std::string& method, int status, const std::string& endpoint) {
    const bool known = std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
    const std::vector<std::string> labels = {known ? method : "OTHER", std::to_string(status),
                                             endpoint};
    return {m_requests.with(labels), m_seconds.with(labels)};
}

} // namespace vigia::backend::observe
