#include "backend/http/worker_pool.h"

#include <pthread.h>

#include <optional>
#include <utility>

namespace vigia::backend::http {

WorkerPool::WorkerPool(std::string name, unsigned threads, std::size_t capacity)
    : m_name(std::move(name)), m_threadCount(threads), m_capacity(capacity) {}

WorkerPool::~WorkerPool() {
    stop();
}

void WorkerPool::start() {
    for (unsigned i = 0; i < m_threadCount; ++i) {
        m_threads.emplace_back([this, i](const std::stop_token& stopping) {
            const std::string name = m_name.substr(0, 12) + "-" + std::to_string(i % 100);
            pthread_setname_np(pthread_self(), name.c_str());
            work(stopping);
        });
    }
}

void WorkerPool::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    for (std::jthread& thread : m_threads)
        thread.request_stop();
    m_threads.clear();
}

bool WorkerPool::post(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped)
            return false;
        if (m_jobs.size() >= m_capacity) {
            ++m_dropped;
            return false;
        }
        m_jobs.push_back(std::move(job));
    }
    m_ready.notify_one();
    return true;
}

core::QueueStats WorkerPool::stats() const {
    const std::lock_guard lock(m_mutex);
    return {m_name, m_jobs.size(), m_capacity, m_dropped};
}

void WorkerPool::work(const std::stop_token& stopping) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_ready.wait(lock, stopping, [this] { return !m_jobs.empty(); });
            if (stopping.stop_requested())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
}

} // namespace vigia::backend::http
