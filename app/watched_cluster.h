#pragma once

#include "app/command.h"
#include "app/window_feed.h"
#include "backend/host/system_clock.h"
#include "backend/kafka/admin.h"
#include "backend/monitor/monitor.h"
#include "core/ops/cluster_desk.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace vigia::app {

/// A cluster that is only watched: one sampler with its monitor, and the doctor whenever the
/// connection fails. Nothing is ever written to it: every action that would is refused. `start()`
/// returns at once; the thread `watch` reads the secrets, connects and examines. Any thread may
/// read its publications; stop() and the destructor wait up to a few seconds.
class WatchedCluster final : public SharedFeed {
public:
    /// `context` is copied, so that an edit of the configuration changes no running feed.
    WatchedCluster(Context context, std::string name);
    ~WatchedCluster() override;
    WatchedCluster(const WatchedCluster&) = delete;
    WatchedCluster& operator=(const WatchedCluster&) = delete;

    void start();
    void stop();

    core::Published<core::ops::ConsoleSnapshot>& snapshots() override { return m_snapshots; }
    core::Published<core::ops::StartProgress>& progress() override { return m_progress; }
    core::Published<core::ops::ConnectionReport>& connection() override { return m_connection; }
    ControlWork& work() override { return m_work; }

private:
    [[nodiscard]] ControlActions actions();
    void run(const std::stop_token& stop);
    bool connect();
    void examine(const std::stop_token& stop);
    void lookAtCertificates(const std::stop_token& stop);
    void failedStep(const char* step, const core::Error& error);
    [[nodiscard]] bool answers() const;
    [[nodiscard]] std::shared_ptr<backend::monitor::Monitor> monitor() const;
    core::Result<core::JsonValue> topicConfiguration(const std::string& topic);

    const Context m_context;
    const std::string m_name;
    backend::host::SystemClock m_clock;
    core::Published<core::ops::ConsoleSnapshot> m_snapshots;
    core::Published<core::ops::StartProgress> m_progress;
    core::Published<core::ops::ConnectionReport> m_connection;
    std::atomic<std::chrono::seconds> m_range{std::chrono::minutes(15)};

    mutable std::mutex
        m_mutex; ///< what follows is made by `watch` and used by the control's threads
    backend::kafka::ClientConfig m_client;
    std::shared_ptr<backend::kafka::Admin> m_admin;
    std::shared_ptr<backend::monitor::Monitor> m_monitor;

    ControlWork m_work;
    std::jthread m_thread;
};

} // namespace vigia::app
