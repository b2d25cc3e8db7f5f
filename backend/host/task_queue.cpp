#include "backend/host/task_queue.h"

#include <pthread.h>

namespace vigia::backend::host {

TaskQueue::TaskQueue(std::string name, std::size_t threads, std::size_t capacity)
    : m_name(std::move(name)), m_threadCount(threads),
      m_tasks(m_name, capacity, core::WhenFull::DropNewest) {}

TaskQueue::~TaskQueue() {
    stop();
}

void TaskQueue::start() {
    for (std::size_t i = 0; i < m_threadCount; ++i) {
        m_threads.emplace_back([this] { run(); });
        pthread_setname_np(m_threads.back().native_handle(),
                           (m_name + "-" + std::to_string(i)).c_str());
    }
}

void TaskQueue::stop() {
    m_tasks.close();
    m_threads.clear();
}

void TaskQueue::run() {
    for (;;) {
        auto task = m_tasks.pop(std::chrono::hours(1));
        if (task)
            (*task)();
        else if (m_tasks.closed())
            return;
    }
}

} // namespace vigia::backend::host
