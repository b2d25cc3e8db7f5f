#include "core/base/poller.h"

#include <pthread.h>

namespace vigia::core {

Poller::Poller(std::string name, std::chrono::milliseconds interval, std::function<void()> turn)
    : m_name(std::move(name)), m_turn(std::move(turn)), m_interval(interval) {}

void Poller::start() {
    if (m_thread.joinable())
        return;
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    pthread_setname_np(m_thread.native_handle(), m_name.substr(0, 15).c_str());
}

void Poller::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

void Poller::setInterval(std::chrono::milliseconds interval) {
    {
        const std::lock_guard lock(m_mutex);
        m_interval = interval;
    }
    m_changed.notify_all();
}

void Poller::wake() {
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_changed.notify_all();
}

void Poller::run(const std::stop_token& stop) {
    auto began = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        bool paused = false;
        {
            const std::lock_guard lock(m_mutex);
            paused = m_interval.count() == 0 && !m_woken;
            m_woken = false;
        }
        if (!paused) {
            began = std::chrono::steady_clock::now();
            m_turn();
        }
        if (!waitForTurn(stop, began))
            return;
    }
}

bool Poller::waitForTurn(const std::stop_token& stop, std::chrono::steady_clock::time_point began) {
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested() && !m_woken) {
        const auto interval = m_interval;
        const auto changed = [&] { return m_woken || m_interval != interval; };
        if (interval.count() == 0) {
            m_changed.wait(lock, stop, changed);
        } else if (!m_changed.wait_until(lock, stop, began + interval, changed)) {
            break;
        }
    }
    return !stop.stop_requested();
}

} // namespace vigia::core
