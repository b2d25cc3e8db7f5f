#include "backend/stock/periodic.h"

#include <pthread.h>

namespace vigia::backend::stock {

Periodic::Periodic(std::string name, std::chrono::milliseconds interval, std::function<void()> task)
    : m_name(std::move(name)), m_interval(interval), m_task(std::move(task)) {}

Periodic::~Periodic() {
    stop();
}

void Periodic::start() {
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Periodic::stop() {
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void Periodic::run(const std::stop_token& stop) {
    pthread_setname_np(pthread_self(), m_name.c_str());
    while (!stop.stop_requested()) {
        m_task();
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, m_interval, [] { return false; });
    }
}

} // namespace vigia::backend::stock
