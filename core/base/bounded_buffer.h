#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigia::core {

/// What a full buffer does with one more item.
enum class WhenFull { DropOldest, DropNewest };

/// Depth, capacity and drops of a bounded queue, as Diagnostics and `queue_*` metrics show them.
struct QueueStats {
    std::string name;
    std::uint64_t depth = 0;
    std::uint64_t capacity = 0;
    std::uint64_t dropped = 0;
};

/// A queue between threads that never grows beyond its capacity and counts what it drops.
template <class T> class BoundedBuffer {
public:
    BoundedBuffer(std::string name, std::size_t capacity, WhenFull policy)
        : m_name(std::move(name)), m_capacity(capacity), m_policy(policy) {}

    /// False when the item (or, with DropOldest, an older one) was dropped or the buffer is closed.
    bool push(T item) {
        bool kept = true;
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return false;
            if (m_items.size() >= m_capacity) {
                ++m_dropped;
                kept = false;
                if (m_policy == WhenFull::DropNewest)
                    return false;
                m_items.pop_front();
            }
            m_items.push_back(std::move(item));
        }
        m_ready.notify_one();
        return kept;
    }

    /// Everything that waits, without blocking.
    [[nodiscard]] std::vector<T> drain() {
        const std::lock_guard lock(m_mutex);
        std::vector<T> all(std::make_move_iterator(m_items.begin()),
                           std::make_move_iterator(m_items.end()));
        m_items.clear();
        return all;
    }

    /// The next item; nothing after `timeout`, or at once when closed and empty.
    [[nodiscard]] std::optional<T> pop(std::chrono::milliseconds timeout) {
        std::unique_lock lock(m_mutex);
        m_ready.wait_for(lock, timeout, [this] { return m_closed || !m_items.empty(); });
        if (m_items.empty())
            return std::nullopt;
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        return item;
    }

    /// No more items are taken; waiting readers wake.
    void close() {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_ready.notify_all();
    }

    [[nodiscard]] bool closed() const {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }

    [[nodiscard]] QueueStats stats() const {
        const std::lock_guard lock(m_mutex);
        return {m_name, m_items.size(), m_capacity, m_dropped};
    }

private:
    const std::string m_name;
    const std::size_t m_capacity;
    const WhenFull m_policy;
    mutable std::mutex m_mutex;
    std::condition_variable m_ready;
    std::deque<T> m_items;
    std::uint64_t m_dropped = 0;
    bool m_closed = false;
};

} // namespace vigia::core
