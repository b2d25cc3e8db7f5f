#pragma once

#include "core/stream/publisher.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace vigia::tests {

/// What a broker would hold, and how it misbehaves. Shared between a test and the publishers; any
/// thread.
class FakeBroker {
public:
    using Verdict =
        std::function<std::optional<core::stream::PublishError>(const core::stream::Record&)>;

    /// The records in the log, in order of arrival.
    std::vector<core::stream::Record> log() const {
        const std::lock_guard lock(m_mutex);
        return m_log;
    }
    std::vector<std::string> values() const {
        std::vector<std::string> out;
        for (const auto& record : log())
            out.push_back(record.value.value_or(""));
        return out;
    }
    std::int64_t append(const core::stream::Record& record) {
        const std::lock_guard lock(m_mutex);
        m_log.push_back(record);
        return static_cast<std::int64_t>(m_log.size()) - 1;
    }
    /// Decides about each record; nothing is delivered behind one that fails (until the purge).
    void judge(Verdict verdict) {
        const std::lock_guard lock(m_mutex);
        m_verdict = std::move(verdict);
    }
    Verdict verdict() const {
        const std::lock_guard lock(m_mutex);
        return m_verdict;
    }
    /// While held, nothing is acknowledged.
    void hold(bool held) {
        const std::lock_guard lock(m_mutex);
        m_held = held;
        m_changed.notify_all();
    }
    bool waitWhileHeld(std::chrono::milliseconds limit) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, limit, [this] { return !m_held; });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<core::stream::Record> m_log;
    Verdict m_verdict;
    bool m_held = false;
};

/// Publishes to a FakeBroker by the rules of BatchPublisher: one partition, no gaps.
class FakePublisher : public core::stream::BatchPublisher {
public:
    explicit FakePublisher(std::shared_ptr<FakeBroker> broker, std::size_t capacity = 100000)
        : m_broker(std::move(broker)), m_capacity(capacity) {}

    core::stream::Enqueued enqueue(const std::vector<core::stream::Record>& records,
                                   std::uint64_t firstTag) override {
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (m_broken || m_queue.size() >= m_capacity)
                return {i, core::stream::PublishError{core::stream::PublishErrorClass::Retriable,
                                                      "queue full"}};
            if (refuse && refuse(records[i]))
                return {i, refuse(records[i])};
            m_queue.emplace_back(firstTag + i, records[i]);
        }
        return {records.size(), std::nullopt};
    }

    std::vector<core::stream::PublishReport> awaitReports(std::chrono::milliseconds wait) override {
        std::vector<core::stream::PublishReport> reports;
        reports.swap(m_reports);
        if (!reports.empty() || m_queue.empty() || m_stuck || !m_broker->waitWhileHeld(wait))
            return reports;
        while (!m_queue.empty() && !m_stuck) {
            reports.push_back(deliver(m_queue.front()));
            m_queue.pop_front();
        }
        return reports;
    }

    void purge() override {
        for (const auto& [tag, record] : m_queue)
            m_reports.push_back(
                {tag, -1, -1,
                 core::stream::PublishError{core::stream::PublishErrorClass::Retriable, "purged"}});
        m_queue.clear();
        m_stuck = false;
    }

    [[nodiscard]] bool broken() const override { return m_broken; }
    core::Result<void> remake() override {
        m_broken = false;
        return {};
    }

    /// Set before the relay starts: what the producer itself refuses, and whether a failure is
    /// fatal to it.
    std::function<std::optional<core::stream::PublishError>(const core::stream::Record&)> refuse;
    bool failuresAreFatal = false;

private:
    core::stream::PublishReport
    deliver(const std::pair<std::uint64_t, core::stream::Record>& item) {
        const auto verdict = m_broker->verdict();
        auto error = verdict ? verdict(item.second) : std::nullopt;
        if (error) {
            m_stuck = true;
            m_broken = failuresAreFatal;
            return {item.first, -1, -1, std::move(error)};
        }
        return {item.first, 0, m_broker->append(item.second), std::nullopt};
    }

    std::shared_ptr<FakeBroker> m_broker;
    std::size_t m_capacity;
    std::deque<std::pair<std::uint64_t, core::stream::Record>> m_queue;
    std::vector<core::stream::PublishReport> m_reports;
    bool m_stuck = false;
    bool m_broken = false;
};

} // namespace vigia::tests
