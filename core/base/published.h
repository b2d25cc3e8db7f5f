#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace vigia::core {

/// The newest immutable snapshot of T: one writer publishes, any thread reads without waiting for
/// it. A mutex guards only the copy of the pointer (GCC 12's atomic<shared_ptr> upsets
/// ThreadSanitizer).
template <class T> class Published {
public:
    void publish(std::shared_ptr<const T> next) {
        {
            const std::lock_guard lock(m_mutex);
            m_value.swap(next);
            ++m_generation;
        }
    } // the old snapshot dies here, outside the lock

    void publish(T next) { publish(std::make_shared<const T>(std::move(next))); }

    /// Null until something was published.
    [[nodiscard]] std::shared_ptr<const T> read() const {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }

    /// Rises with every publication; lets a timer skip work when nothing is new.
    [[nodiscard]] std::uint64_t generation() const {
        const std::lock_guard lock(m_mutex);
        return m_generation;
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const T> m_value;
    std::uint64_t m_generation = 0;
};

} // namespace vigia::core
