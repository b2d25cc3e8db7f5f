#pragma once

#include "backend/postgres/pool.h"
#include "core/base/clock.h"

#include <map>
#include <string>
#include <thread>
#include <vector>

namespace vigia::backend::host {

/// What a process says of itself in `ops.instances` (platform.md 5.1).
struct InstanceInfo {
    std::string instance; ///< `stock-1`
    std::vector<std::string> roles;
    std::string host;
    int pid = 0;
    std::map<std::string, std::string> urls; ///< role → base URL of its listener
    std::string version;
    core::UtcTime startedAt{};
};

/// Writes this process's row every 5 s and removes it at stop(). A database that is away is tried
/// again at the next beat; nobody waits for it. Thread `instances`.
class InstanceHeartbeat {
public:
    InstanceHeartbeat(postgres::Pool& pool, InstanceInfo info);
    ~InstanceHeartbeat();

    void start();
    void stop();

private:
    void run(const std::stop_token& stop);
    void beat();
    void remove();

    postgres::Pool& m_pool;
    const InstanceInfo m_info;
    std::jthread m_thread;
};

} // namespace vigia::backend::host
