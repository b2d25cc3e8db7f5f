#include "backend/http/health.h"

#include <pthread.h>

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace vigia::backend::http {
namespace {

constexpr std::chrono::seconds kStale{10};

/// A source that throws is down; the reason is its own to log.
HealthReport checked(HealthSource& source) {
    try {
        return source.check();
    } catch (...) {
        return {HealthStatus::Down, {{.name = "check", .status = HealthStatus::Down}}};
    }
}

} // namespace

std::string_view healthStatusName(HealthStatus status) {
    switch (status) {
    case HealthStatus::Up:
        return "UP";
    case HealthStatus::Degraded:
        return "DEGRADED";
    case HealthStatus::Down:
        return "DOWN";
    case HealthStatus::Unknown:
        break;
    }
    return "UNKNOWN";
}

HealthChecker::HealthChecker(HealthSource& source, const core::Clock& clock,
                             std::chrono::milliseconds interval)
    : m_source(source), m_clock(clock), m_interval(interval) {}

HealthChecker::~HealthChecker() {
    stop();
}

void HealthChecker::start() {
    m_thread = std::jthread([this](const std::stop_token& stopping) {
        pthread_setname_np(pthread_self(), "health");
        std::mutex mutex;
        std::condition_variable_any wake;
        while (!stopping.stop_requested()) {
            checkNow();
            std::unique_lock lock(mutex);
            wake.wait_for(lock, stopping, m_interval, [] { return false; });
        }
    });
}

void HealthChecker::stop() {
    m_thread = std::jthread();
}

void HealthChecker::checkNow() {
    const core::SteadyTime begin = m_clock.steadyNow();
    HealthReport report = checked(m_source);
    const auto took = std::chrono::floor<std::chrono::microseconds>(m_clock.steadyNow() - begin);
    m_latest.publish(Checked{std::move(report), m_clock.now(), took});
}

HealthChecker::Checked HealthChecker::latest() const {
    const auto last = m_latest.read();
    if (!last)
        return {{}, m_clock.now(), {}};
    Checked shown = *last;
    if (m_clock.now() - shown.at > kStale) {
        shown.report.status = HealthStatus::Down;
        shown.report.components.push_back({.name = "check", .status = HealthStatus::Down});
    }
    return shown;
}

bool HealthChecker::ready() const {
    const HealthStatus status = latest().report.status;
    return m_source.ready() && status != HealthStatus::Down && status != HealthStatus::Unknown;
}

} // namespace vigia::backend::http
