#pragma once

#include "backend/host/task_queue.h"
#include "core/ops/platform_control.h"
#include "core/ops/write_gate.h"

#include <functional>
#include <memory>

namespace vigia::app {

/// What the console's actions end in; each blocks and may be called from any thread.
struct ControlActions {
    using Pass = core::ops::WritePass; ///< what the window was unlocked with
    std::function<core::Result<std::string>(const std::string& target, const std::string& verb,
                                            const Pass& pass)>
        process;
    std::function<core::Result<std::string>(const std::string& role, int count, const Pass& pass)>
        scale;
    std::function<core::Result<std::string>(bool on, const Pass& pass)> demoTraffic;
    std::function<core::Result<core::ops::RestAnswer>(const std::string& method,
                                                      const std::string& path,
                                                      const std::string& body, const Pass& pass)>
        rest;
    std::function<core::Result<core::JsonValue>(const std::string& cluster,
                                                const std::string& topic)>
        topicConfiguration;
    std::function<void(const std::string& cluster, const std::string& group)> watchGroup;
    std::function<void(std::chrono::seconds)> historyRange;
    std::function<void(std::chrono::milliseconds)> sampleInterval;
};

/// Background threads for the actions of one cluster, shared by its windows. Process control has a
/// thread of its own, so that a slow REST call never holds back a kill.
struct ControlWork {
    explicit ControlWork(ControlActions given) : actions(std::move(given)) {}

    void start();
    /// Waits for what runs; what is posted later is refused.
    void stop();

    const ControlActions actions;
    backend::host::TaskQueue processTasks{"control", 1, 64};
    backend::host::TaskQueue restTasks{"console-rest", 4, 256};
};

/// A window's way to act: every call becomes a task of the cluster's work and answers from there.
/// Each window has a gate of its own, because whoever unlocks gives a reason for what *he* does.
/// Full queues answer Rejected, and so does the locked gate to everything that changes something.
class ConsoleControl final : public core::ops::PlatformControl {
public:
    /// `work` outlives it.
    ConsoleControl(ControlWork& work, std::unique_ptr<core::ops::WriteGate> gate);

    core::Result<void> unlock(const std::string& cluster, const std::string& reason) override;
    void lock() override;
    void process(std::string target, std::string verb, Done done) override;
    void scale(std::string role, int count, Done done) override;
    void setDemoTraffic(bool on, Done done) override;
    void rest(std::string method, std::string path, std::string body, Answered answered) override;
    void topicConfiguration(std::string cluster, std::string topic, Described described) override;
    void watchGroup(std::string cluster, std::string group) override;
    void setHistoryRange(std::chrono::seconds range) override;
    void setSampleInterval(std::chrono::milliseconds interval) override;

private:
    /// Posts a task that changes something, if the gate lets it through now.
    template <class Answer, class Task>
    void change(backend::host::TaskQueue& queue, const Answer& answer, Task task);

    ControlWork& m_work;
    const std::unique_ptr<core::ops::WriteGate> m_gate;
};

} // namespace vigia::app
