#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace vigia::backend::stack {

/// Measures how much data folders hold, every ten seconds on a thread of its own (`vigia-disk`): a
/// walk over many files must not hold up the supervisor. Any thread may ask.
class DiskUsage {
public:
    DiskUsage() = default;
    ~DiskUsage() { stop(); }
    DiskUsage(const DiskUsage&) = delete;
    DiskUsage& operator=(const DiskUsage&) = delete;

    void start(std::vector<std::string> folders);
    void stop();
    /// Absent until it was measured.
    [[nodiscard]] std::optional<std::int64_t> bytes(const std::string& folder) const;

private:
    void run(const std::stop_token& stop, const std::vector<std::string>& folders);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::map<std::string, std::int64_t> m_bytes;
    std::jthread m_thread;
};

} // namespace vigia::backend::stack
