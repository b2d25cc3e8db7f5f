#pragma once

#include "app/load_plan.h"
#include "backend/host/task_queue.h"
#include "backend/load/load_run.h"
#include "core/load/load_desk.h"
#include "core/ops/console_snapshot.h"

#include <atomic>
#include <mutex>
#include <stop_token>
#include <thread>

namespace vigia::app {

/// The load tests of a desktop: runs one at a time on a thread of its own, keeps them in the runs'
/// folder and tells how it goes. Any thread may call it. `stop()` of the program ends a run at
/// once; what it came to is kept.
class ProgramLoadDesk final : public core::load::LoadDesk {
public:
    /// What watches the platform has seen, for a run's lag and events; null: nothing.
    using Seen = std::function<core::ops::ConsoleSnapshotPtr()>;

    explicit ProgramLoadDesk(const Context& context, Seen seen = {});
    ~ProgramLoadDesk() override;

    void begin();
    void end();

    core::Published<std::vector<core::load::ScenarioCard>>& scenarios() override {
        return m_scenarios;
    }
    core::Published<core::load::LoadStatus>& status() override { return m_status; }
    void start(std::string scenario, bool brief, core::ops::WritePass pass, Done done) override;
    void stop() override;
    void list(Listed listed) override;
    void read(std::string id, Read read) override;
    void compare(std::string before, std::vector<std::string> others, Compared compared) override;
    void annotate(std::string id, core::load::RunAnnotation annotation, Done done) override;
    void makeBaseline(std::string id, Done done) override;
    void remove(std::string id, Done done) override;

private:
    struct Plan;
    class Watcher;

    core::Result<std::unique_ptr<Plan>> plan(const LoadWish& wish) const;
    void refreshScenarios();
    void startNow(const LoadWish& wish, const Done& done);
    void run(std::unique_ptr<Plan> plan);
    /// On the files' thread; answers Rejected when it is full.
    void onFiles(std::function<void()> task, const std::function<void(core::Error)>& refused);
    void change(std::string sentence, Done done,
                std::function<core::Result<void>(core::load::RunStore&)> act);

    const Context& m_context;
    const Seen m_seen;
    core::Published<core::load::LoadStatus> m_status;
    core::Published<std::vector<core::load::ScenarioCard>> m_scenarios;
    std::string m_scenariosMark; ///< of the files' thread: what was published
    std::mutex m_mutex;          ///< guards what follows
    std::stop_source m_drain;
    std::stop_source m_now;
    std::atomic<bool> m_running{false};
    std::jthread m_thread;
    backend::host::TaskQueue m_files{"load-files", 1, 64};
};

} // namespace vigia::app
