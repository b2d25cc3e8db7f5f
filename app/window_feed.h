#pragma once

#include "app/console_control.h"
#include "core/ops/cluster_desk.h"

#include <memory>

namespace vigia::app {

/// What all windows on a cluster share: its publications, and the threads that act on it.
class SharedFeed {
public:
    virtual ~SharedFeed() = default;
    virtual core::Published<core::ops::ConsoleSnapshot>& snapshots() = 0;
    virtual core::Published<core::ops::StartProgress>& progress() = 0;
    virtual core::Published<core::ops::ConnectionReport>& connection() = 0;
    virtual ControlWork& work() = 0;
};

/// One window's part of a cluster: the shared feed, kept as long as the window has it, and a lock
/// of the window's own.
class WindowFeed final : public core::ops::ClusterFeed {
public:
    WindowFeed(std::shared_ptr<SharedFeed> shared, std::unique_ptr<core::ops::WriteGate> gate)
        : m_shared(std::move(shared)), m_control(m_shared->work(), std::move(gate)) {}

    core::Published<core::ops::ConsoleSnapshot>& snapshots() override {
        return m_shared->snapshots();
    }
    core::Published<core::ops::StartProgress>& progress() override { return m_shared->progress(); }
    core::Published<core::ops::ConnectionReport>& connection() override {
        return m_shared->connection();
    }
    core::ops::PlatformControl& control() override { return m_control; }

private:
    const std::shared_ptr<SharedFeed> m_shared;
    ConsoleControl m_control;
};

} // namespace vigia::app
