#include "backend/observe/exposer.h"

#include <prometheus/exposer.h>

#include <exception>

namespace vigia::backend::observe {

class MetricsExposer::Impl {
public:
    Impl(const std::string& listen, const std::weak_ptr<prometheus::Collectable>& collectable)
        : m_exposer(listen, 1) {
        m_exposer.RegisterCollectable(collectable);
        const auto ports = m_exposer.GetListeningPorts();
        port = ports.empty() ? 0 : ports.front();
    }

    int port = 0;

private:
    prometheus::Exposer m_exposer;
};

MetricsExposer::MetricsExposer(std::string listen, const Metrics& metrics)
    : m_listen(std::move(listen)), m_metrics(metrics) {}

MetricsExposer::~MetricsExposer() {
    stop();
}

core::Result<void> MetricsExposer::start() {
    try {
        m_impl = std::make_unique<Impl>(m_listen, m_metrics.collectable());
    } catch (const std::exception&) {
        return core::failure(core::ErrorCode::Rejected,
                             "observe.metrics.listen: can't listen on " + m_listen +
                                 ". Stop what uses the port or choose another.");
    }
    return {};
}

void MetricsExposer::stop() {
    m_impl.reset();
}

int MetricsExposer::port() const {
    return m_impl ? m_impl->port : 0;
}

} // namespace vigia::backend::observe
