#pragma once

#include "backend/host/task_queue.h"
#include "core/ops/platform_control.h"

#include <functional>

namespace vigia::app {

/// What the console's actions end in; each blocks and may be called from any thread.
struct ControlActions {
    std::function<core::Result<std::string>(const std::string& target, const std::string& verb)>
        process;
    std::function<core::Result<std::string>(const std::string& role, int count)> scale;
    std::function<core::Result<std::string>(bool on)> demoTraffic;
    std::function<core::Result<core::ops::RestAnswer>(
        const std::string& method, const std::string& path, const std::string& body)>
        rest;
    std::function<core::Result<core::JsonValue>(const std::string& cluster,
                                                const std::string& topic)>
        topicConfiguration;
    std::function<void(const std::string& cluster, const std::string& group)> watchGroup;
    std::function<void(std::chrono::seconds)> historyRange;
    std::function<void(std::chrono::milliseconds)> sampleInterval;
};

/// The faces' way to act: every call becomes a task on a background thread and answers from there.
/// Process control has a thread of its own, so that a slow REST call never holds back a kill. Full
/// queues answer Rejected at once.
class ConsoleControl final : public core::ops::PlatformControl {
public:
    explicit ConsoleControl(ControlActions actions);
    ~ConsoleControl() override;

    void start();
    void stop();

    void process(std::string target, std::string verb, Done done) override;
    void scale(std::string role, int count, Done done) override;
    void setDemoTraffic(bool on, Done done) override;
    void rest(std::string method, std::string path, std::string body, Answered answered) override;
    void topicConfiguration(std::string cluster, std::string topic, Described described) override;
    void watchGroup(std::string cluster, std::string group) override;
    void setHistoryRange(std::chrono::seconds range) override;
    void setSampleInterval(std::chrono::milliseconds interval) override;

private:
    const ControlActions m_actions;
    backend::host::TaskQueue m_processTasks{"control", 1, 64};
    backend::host::TaskQueue m_restTasks{"console-rest", 4, 256};
};

} // namespace vigia::app
