#pragma once

#include "backend/http/health.h"
#include "backend/kafka/admin.h"
#include "backend/postgres/pool.h"
#include "core/base/poller.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace vigia::backend::host {

/// How database, Kafka and disk of this process were when they were last asked.
struct GroundState {
    bool databaseUp = false;
    double databaseMillis = 0;
    bool kafkaUp = false;
    double kafkaMillis = 0;
    std::int64_t freeBytes = 0;
    double freeShare = 1;
    std::optional<std::int64_t> databaseBytes;
    std::map<std::string, int> databaseConnections; ///< by state: `active`, `idle` …
};

/// Asks database, Kafka and disk every second, once for all listeners of the process. Threads
/// `health-db` and `health-kafka`, so that one that hangs doesn't hide the other, and
/// `health-size`, which asks for the size of the database and its connections every ten seconds.
class PlatformHealth {
public:
    PlatformHealth(postgres::Pool& pool, std::unique_ptr<kafka::Admin> admin, std::string folder);
    ~PlatformHealth();

    void start();
    void stop();
    [[nodiscard]] GroundState state() const;

private:
    void askDatabase();
    void askDatabaseSize();
    void askKafka();

    postgres::Pool& m_pool;
    const std::unique_ptr<kafka::Admin> m_admin;
    const std::string m_folder;
    mutable std::mutex m_mutex;
    GroundState m_state;
    core::Poller m_databaseLook;
    core::Poller m_sizeLook;
    core::Poller m_kafkaLook;
};

/// The components `database`, `kafka` and `diskSpace` of platform.md 3.2.
std::vector<http::ComponentHealth> groundComponents(const GroundState& state);

} // namespace vigia::backend::host
