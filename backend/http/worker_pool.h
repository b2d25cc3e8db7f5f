#pragma once

#include "core/base/bounded_buffer.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace vigia::backend::http {

/// Threads that run blocking handlers, with a bounded queue in front. Owned by a server; `post`
/// from any thread. `stop` (also the destructor) lets running jobs end and waits for them; queued
/// ones are kept until the destructor drops them unrun.
class WorkerPool {
public:
    using Job = std::function<void()>;

    WorkerPool(std::string name, unsigned threads, std::size_t capacity);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void start();
    void stop();
    /// False when the queue is full (counted) or the pool stops. Jobs must not throw.
    bool post(Job job);
    [[nodiscard]] core::QueueStats stats() const;

private:
    void work(const std::stop_token& stopping);

    const std::string m_name;
    const unsigned m_threadCount;
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_ready;
    std::deque<Job> m_jobs;
    std::uint64_t m_dropped = 0;
    bool m_stopped = false;
    std::vector<std::jthread> m_threads;
};

} // namespace vigia::backend::http
