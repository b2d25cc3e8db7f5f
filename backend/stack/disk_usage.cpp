#include "backend/stack/disk_usage.h"

#include "backend/stack/process_stats.h"

#include <pthread.h>

namespace vigia::backend::stack {
namespace {
constexpr std::chrono::seconds kInterval{10};
}

void DiskUsage::start(std::vector<std::string> folders) {
    stop();
    m_thread = std::jthread(
        [this, all = std::move(folders)](const std::stop_token& stop) { run(stop, all); });
    ::pthread_setname_np(m_thread.native_handle(), "vigia-disk");
}

void DiskUsage::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

std::optional<std::int64_t> DiskUsage::bytes(const std::string& folder) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_bytes.find(folder);
    return found == m_bytes.end() ? std::nullopt : std::optional(found->second);
}

void DiskUsage::run(const std::stop_token& stop, const std::vector<std::string>& folders) {
    while (!stop.stop_requested()) {
        for (const std::string& folder : folders) {
            const std::int64_t bytes = diskBytes(folder);
            const std::lock_guard lock(m_mutex);
            m_bytes[folder] = bytes;
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, kInterval, [] { return false; });
    }
}

} // namespace vigia::backend::stack
