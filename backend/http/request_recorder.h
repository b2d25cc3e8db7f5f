#pragma once

#include "backend/http/router.h"
#include "backend/observe/http_metrics.h"
#include "backend/observe/log.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

namespace vigia::backend::http {

/// Writes down what a server does: `http_*` metrics, access lines (DEBUG) and failures. The part
/// for requests belongs to the I/O thread; `failed` may be called from any.
class RequestRecorder {
public:
    RequestRecorder(observe::HttpMetrics* metrics, observe::Log* log);

    void begun();
    void ended();
    void connections(std::size_t count);
    /// `route` is null when no route was found.
    void answered(const Request& request, const Route* route, int status,
                  std::chrono::nanoseconds took);
    /// A handler threw. The text goes to the log only.
    void failed(const Request& request, std::string_view what) const;

private:
    using Key = std::tuple<const Route*, int, std::string>;

    observe::HttpMetrics* m_metrics;
    observe::Logger m_access;
    observe::Logger m_failures;
    std::map<Key, observe::HttpSeries> m_series;
};

} // namespace vigia::backend::http
