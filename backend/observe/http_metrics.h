#pragma once

#include "backend/observe/metrics.h"

#include <string>

namespace vigia::backend::observe {

/// Counter and histogram of one method, status and endpoint.
struct HttpSeries {
    Counter requests;
    Histogram seconds;
};

/// `http_*` of one role. Any thread; servers keep the series they use.
class HttpMetrics {
public:
    explicit HttpMetrics(Metrics& metrics);

    /// `endpoint` is a route template; unknown methods count as OTHER.
    HttpSeries series(const std::string& method, int status, const std::string& endpoint);

    Gauge inFlight;
    Gauge connections;

private:
    CounterFamily m_requests;
    HistogramFamily m_seconds;
};

} // namespace vigia::backend::observe
