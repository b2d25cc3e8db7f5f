#pragma once

#include "core/base/bounded_buffer.h"

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace vigia::backend::host {

/// Runs short tasks on a few named threads, in order of arrival. Bounded: a full queue refuses.
/// Tasks must not throw.
class TaskQueue {
public:
    using Task = std::function<void()>;

    /// `name` is at most 12 characters (thread names are `name-0`, …).
    TaskQueue(std::string name, std::size_t threads, std::size_t capacity);
    ~TaskQueue();
    TaskQueue(const TaskQueue&) = delete;
    TaskQueue& operator=(const TaskQueue&) = delete;

    void start();
    /// Takes no more tasks, runs those that wait, and joins.
    void stop();

    /// False when full or stopped: the task was not taken.
    bool post(Task task) { return m_tasks.push(std::move(task)); }
    [[nodiscard]] core::QueueStats stats() const { return m_tasks.stats(); }

private:
    void run();

    const std::string m_name;
    const std::size_t m_threadCount;
    core::BoundedBuffer<Task> m_tasks;
    std::vector<std::jthread> m_threads;
};

} // namespace vigia::backend::host
