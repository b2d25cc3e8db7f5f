#pragma once

#include <QByteArray>
#include <QString>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace vigia::ui::widgets {

/// The thread `ui-files` that does the desktop's few file accesses, so that the GUI thread does
/// none: exports, and the process's own memory. At most 64 jobs wait; more are refused and counted.
/// The destructor finishes what waits.
class Background {
public:
    Background();
    ~Background();
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// False when too many jobs wait. `job` runs on the background thread and must not throw.
    bool run(std::function<void()> job);
    [[nodiscard]] std::uint64_t refused() const;

private:
    void work(const std::stop_token& stop);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::function<void()>> m_jobs;
    std::uint64_t m_refused = 0;
    std::jthread m_thread;
};

/// Writes a whole file; a sentence says what went wrong, empty when all is well. Blocks.
QString writeFile(const QString& path, const QByteArray& bytes);

/// Resident memory of this process in bytes, 0 when unknown. Reads `/proc`.
std::int64_t residentBytes();

} // namespace vigia::ui::widgets
