#pragma once

#include "backend/observe/metrics.h"
#include "core/base/result.h"

#include <memory>
#include <string>

namespace vigia::backend::observe {

/// A port of its own for Prometheus (`observe.metrics.listen`): answers also when the API is
/// saturated. Owned by the host, started and stopped from one thread; Metrics must outlive it.
class MetricsExposer {
public:
    MetricsExposer(std::string listen, const Metrics& metrics);
    ~MetricsExposer();
    MetricsExposer(const MetricsExposer&) = delete;
    MetricsExposer& operator=(const MetricsExposer&) = delete;

    /// `address:port`, port 0 for a free one. Rejected when the port can't be used.
    core::Result<void> start();
    void stop();
    [[nodiscard]] int port() const;

private:
    class Impl;
    const std::string m_listen;
    const Metrics& m_metrics;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::observe
