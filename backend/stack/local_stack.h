#pragma once

#include "backend/stack/options.h"
#include "backend/stack/paths.h"
#include "backend/stack/postgres_files.h"
#include "backend/stack/service_user.h"
#include "backend/stack/stack_state.h"
#include "backend/stack/supervisor.h"
#include "backend/stack/tools.h"
#include "core/base/unique_fd.h"
#include "core/ops/platform_control.h"

#include <functional>
#include <memory>
#include <string>

namespace vigia::backend::stack {

/// Where the servers of a local stack answer.
struct StackAddresses {
    std::string kafka;    ///< bootstrap servers: `127.0.0.1:9092,127.0.0.1:9093,…`
    std::string postgres; ///< URL of role and database `vigia`, with its password: never print it
    std::string postgresUrlFile; ///< the file (mode 0600) that holds this URL
    std::string superuser;       ///< URL of the superuser, for `reset` and tests
    std::string kafkaVersion;    ///< `4.3.1`; only from the guard
    std::string dataFolder;      ///< of the stack; only from the guard
};

/// The local stack: real Kafka brokers and a private PostgreSQL, from an empty data folder to ready
/// servers. All calls from the main thread of one process, which must go on calling `turn()`; its
/// children end with that thread. The destructor stops everything.
class LocalStack {
public:
    using Progress = std::function<void(const core::ops::StartProgress&)>;

    LocalStack(StackOptions options, const core::Clock& clock);
    ~LocalStack();
    LocalStack(const LocalStack&) = delete;
    LocalStack& operator=(const LocalStack&) = delete;

    /// Finds and makes the folders and takes the lock: Conflict when another process runs this
    /// stack. `begin()` does it when it was not done.
    core::Result<void> open();
    /// Checks folder, Java, PostgreSQL and jars, takes the lock, writes the configuration and
    /// launches the servers. Returns at once; `turn()` carries the start on. A failure leaves
    /// nothing running.
    core::Result<void> begin();
    /// `begin()`, then turns until every server is ready; on failure everything is stopped again.
    core::Result<void> start(const Progress& progress);
    /// Ordered clean stop; returns when every process is gone. Data stay.
    void stop();

    /// One turn of supervision: waits at most `wait` for something to happen.
    void turn(std::chrono::milliseconds wait);
    /// What is to be done in each turn when the caller polls itself (the guard does).
    void tick();

    [[nodiscard]] core::ops::StartProgress progress() const;
    /// Every server answers.
    [[nodiscard]] bool ready() const;
    /// Empty before `begin()` succeeded.
    [[nodiscard]] const StackAddresses& addresses() const { return m_addresses; }
    [[nodiscard]] const StackPaths& paths() const { return m_paths; }
    [[nodiscard]] const StackState& state() const { return m_state; }
    /// Whom servers and workers run as.
    [[nodiscard]] const ServiceUser& user() const { return m_user; }
    /// Null before `begin()` succeeded.
    [[nodiscard]] Supervisor* supervisor() { return m_supervisor.get(); }

private:
    core::Result<void> readFolder();
    core::Result<void> takeLock();
    core::Result<void> writeConfiguration();
    core::Result<void> launchServers(const PostgresSecrets& secrets);
    void setAddresses(const PostgresSecrets& secrets);
    void keepClassArchive();

    StackOptions m_options;
    const core::Clock& m_clock;
    StackPaths m_paths;
    ServiceUser m_user;
    StackTools m_tools;
    StackState m_state;
    StackAddresses m_addresses;
    core::UniqueFd m_lock;
    std::unique_ptr<SystemLauncher> m_launcher;
    std::unique_ptr<Supervisor> m_supervisor;
    core::SteadyTime m_begun{};
    core::SteadyTime m_checked{};
    double m_readySeconds = 0; ///< 0: not ready yet
    std::string m_failure;
};

} // namespace vigia::backend::stack
