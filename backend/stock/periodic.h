#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace vigia::backend::stock {

/// Runs a task on a thread of its own, at once and then every `interval`. `stop` interrupts the
/// pause and waits for a run under way. The task must not throw.
class Periodic {
public:
    /// `name`: the thread's, at most 15 characters.
    Periodic(std::string name, std::chrono::milliseconds interval, std::function<void()> task);
    ~Periodic();
    Periodic(const Periodic&) = delete;
    Periodic& operator=(const Periodic&) = delete;

    void start();
    void stop();

private:
    void run(const std::stop_token& stop);

    const std::string m_name;
    const std::chrono::milliseconds m_interval;
    const std::function<void()> m_task;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace vigia::backend::stock
