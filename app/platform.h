#pragma once

#include "app/command.h"
#include "app/console_control.h"
#include "app/demo_switch.h"
#include "backend/host/platform_source.h"
#include "backend/host/role_process.h"
#include "backend/host/system_clock.h"
#include "backend/http/client.h"
#include "backend/kafka/admin.h"
#include "backend/monitor/demo_traffic.h"
#include "backend/monitor/monitor.h"
#include "backend/monitor/shared_samples.h"
#include "backend/postgres/pool.h"
#include "backend/stack/guard_client.h"
#include "core/base/published.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace vigia::app {

/// How much of the platform a face wants.
struct PlatformWish {
    bool startStack = true; ///< start guard, servers and workers when they don't run; else only
                            ///< look at what is there
    bool demo = true;       ///< demo traffic may run in this process
    bool inProcess = false; ///< the services run here instead of in workers of the guard
    std::chrono::seconds lookBack{0}; ///< series reach back so far, as the console on this machine
                                      ///< kept them
    /// Looks at the cluster that somebody else of this process shares; null: none.
    std::shared_ptr<backend::monitor::SharedSamples> samples = {};
};

/// The platform as a face sees it: the guard with its servers and workers, the monitor over all of
/// it, and the actions. `start()` returns at once; the thread `platform` brings everything up and
/// publishes each step. Owned by the face, which reads `progress()` and `snapshot()` and acts
/// through a `ConsoleControl` over `work()`. `context` outlives it.
class Platform {
public:
    Platform(const Context& context, PlatformWish wish);
    ~Platform();
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;

    void start();
    void stop();

    [[nodiscard]] core::Published<core::ops::StartProgress>& progress() { return m_progress; }
    [[nodiscard]] core::Published<core::ops::ConsoleSnapshot>& snapshot() { return m_snapshot; }
    [[nodiscard]] ControlWork& work() { return m_work; }
    [[nodiscard]] const core::Clock& clock() const { return m_clock; }

private:
    void run(const std::stop_token& stop);
    core::Result<void> attach(const std::stop_token& stop);
    core::Result<void> waitForServers(const std::stop_token& stop);
    core::Result<void> defineWorkers();
    core::Result<void> connect(const std::stop_token& stop);
    core::Result<void> waitForServices(const std::stop_token& stop);
    core::Result<void> startRoles(const std::stop_token& stop);
    core::Result<void> startMonitor(const std::stop_token& stop);
    [[nodiscard]] std::filesystem::path ownHistoryFolder();
    void startDemo();
    void publishStep(const std::string& name, core::ops::Health health, const std::string& detail);
    void takeProgress(const core::ops::StartProgress& progress);
    void takeEvent(const backend::stack::ProcessEvent& event);
    void publish();
    [[nodiscard]] ControlActions actions();
    [[nodiscard]] std::string gatewayUrl() const;
    core::Result<core::ops::RestAnswer> rest(const std::string& method, const std::string& path,
                                             const std::string& body,
                                             const core::ops::WritePass& pass);
    core::Result<core::JsonValue> topicConfiguration(const std::string& topic);
    core::Result<std::string> setDemo(bool on, const core::ops::WritePass& pass);

    const Context& m_context;
    const PlatformWish m_wish;
    const DemoSwitch m_demoSwitch;
    backend::host::SystemClock m_clock;
    core::Published<core::ops::StartProgress> m_progress;
    core::Published<core::ops::ConsoleSnapshot> m_snapshot;
    core::SteadyTime m_begun{};

    mutable std::mutex m_mutex; ///< what follows is made by `platform` and used by the guard's and
                                ///< the control's threads
    core::ops::StartProgress m_stackSteps; ///< of the guard
    core::ops::StartProgress m_ownSteps;
    std::string m_failure;
    std::string m_gatewayUrl;
    std::shared_ptr<backend::stack::GuardClient> m_guard;
    std::shared_ptr<backend::postgres::Pool> m_pool;
    std::shared_ptr<backend::kafka::Admin> m_admin;
    std::shared_ptr<backend::http::Client> m_gateway;
    std::shared_ptr<backend::monitor::DemoTraffic> m_demo;
    std::shared_ptr<backend::monitor::Monitor> m_monitor;

    backend::stack::StackAddresses m_addresses;
    std::unique_ptr<backend::host::RoleProcess> m_roles; ///< in process only
    std::atomic<std::chrono::seconds> m_historyRange{std::chrono::minutes(15)};
    int m_historyLock = -1; ///< held while this console writes the history
    ControlWork m_work;
    std::jthread m_thread;
};

} // namespace vigia::app
