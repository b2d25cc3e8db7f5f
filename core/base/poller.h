#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace vigia::core {

/// Runs one piece of work again and again on a named thread of its own. The next turn begins one
/// interval after the last one began, or at once when it took longer. Any thread may call it;
/// stop() waits for the turn at hand.
class Poller {
public:
    /// `name`: at most 15 characters. `turn` must end by its own deadline and throw nothing.
    Poller(std::string name, std::chrono::milliseconds interval, std::function<void()> turn);
    ~Poller() { stop(); }
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    void start();
    void stop();
    /// Zero pauses: the turn at hand ends, no other begins.
    void setInterval(std::chrono::milliseconds interval);
    /// Begins the next turn now, also while paused.
    void wake();

private:
    void run(const std::stop_token& stop);
    bool waitForTurn(const std::stop_token& stop, std::chrono::steady_clock::time_point began);

    const std::string m_name;
    const std::function<void()> m_turn;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::chrono::milliseconds m_interval;
    bool m_woken = false;
    std::jthread m_thread;
};

} // namespace vigia::core
