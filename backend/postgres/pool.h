#pragma once

#include "backend/postgres/connection.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace vigia::backend::postgres {

/// What the pool and its transactions tell the metrics; every function is optional and called from
/// any thread.
struct PoolHooks {
    std::function<void(double seconds)> waited;                           ///< db_pool_wait_seconds
    std::function<void(std::string_view name, double seconds)> operation; ///< db_operation_seconds
    std::function<void(std::string_view sqlClass)> failed;                ///< db_errors_total
    std::function<void()> connectFailed; ///< db_connection_errors_total
};

struct PoolOptions {
    ConnectionOptions connection;
    std::size_t size = 8;
    std::chrono::milliseconds waitLimit{1500};
    std::chrono::milliseconds checkEvery{30000};
    PoolHooks hooks;
};

/// Numbers at one moment, for metrics and diagnostics.
struct PoolStats {
    std::size_t max = 0;
    std::size_t idle = 0;
    std::size_t inUse = 0;
    std::size_t waiting = 0;
    std::uint64_t opened = 0;
    std::uint64_t discarded = 0;
    std::uint64_t waitTimeouts = 0;
    std::uint64_t connectErrors = 0;
};

class Pool;

/// One connection, borrowed. The destructor gives it back, or closes it when it broke.
class Lease {
public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : m_pool(&pool), m_connection(std::move(connection)) {}
    ~Lease();
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;

    [[nodiscard]] pqxx::connection& connection() { return m_connection->raw(); }
    /// The connection's state is not known: close it instead of giving it back.
    void discard() { m_broken = true; }

private:
    Pool* m_pool;
    std::unique_ptr<Connection> m_connection;
    bool m_broken = false;
};

/// Connections to the primary, opened on demand and used by any thread. Leases must be gone before
/// the pool is.
class Pool {
public:
    explicit Pool(PoolOptions options);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Starts the check of idle connections (thread `pg-pool`). acquire() works without it.
    void start();
    /// Refuses new leases, wakes waiters, waits until every lease is back, closes all.
    void stop();

    /// A statement that every connection knows, also new ones after a reconnect. Prepared on first
    /// use. The first text of a name stays.
    void prepare(const std::string& name, const std::string& sql);

    /// Waits at most waitLimit for a free connection. Unreachable: none free in time, or no server;
    /// Rejected: stopped.
    core::Result<Lease> acquire();

    [[nodiscard]] PoolStats stats() const;
    [[nodiscard]] const PoolOptions& options() const { return m_options; }

private:
    friend class Lease;
    void giveBack(std::unique_ptr<Connection> connection, bool broken);
    void tellFree();
    core::Result<Lease> open();
    std::unique_ptr<Connection> takeIdle();
    void prepareAll(Connection& connection);
    void checkLoop(const std::stop_token& stop);
    void checkIdle();

    const PoolOptions m_options;
    mutable std::mutex m_mutex;
    std::condition_variable m_free;         ///< a lease may be had, or the pool is stopped
    std::condition_variable m_returned;     ///< for stop()
    std::condition_variable_any m_checkDue; ///< for the check of idle connections
    std::vector<std::unique_ptr<Connection>> m_idle;
    std::map<std::string, std::string> m_statements;
    PoolStats m_stats;
    bool m_stopped = false;
    std::jthread m_checker;
};

} // namespace vigia::backend::postgres
