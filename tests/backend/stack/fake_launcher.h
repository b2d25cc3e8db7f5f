#pragma once

#include "backend/stack/supervised_process.h"
#include "core/base/clock.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vigia::tests {

/// Time that moves only when told.
class HandClock : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override {
        return core::UtcTime{} + std::chrono::duration_cast<std::chrono::microseconds>(m_since);
    }
    [[nodiscard]] core::SteadyTime steadyNow() const override {
        return core::SteadyTime{} + m_since;
    }
    void advance(std::chrono::milliseconds by) { m_since += by; }

private:
    std::chrono::milliseconds m_since{1000000};
};

/// Launches nothing: remembers commands and signals; a test says how a child ends.
class FakeLauncher : public backend::stack::ProcessLauncher {
public:
    core::Result<backend::stack::Child> launch(const backend::stack::Command& command) override {
        if (!refusal.empty())
            return core::failure(core::ErrorCode::NotFound, refusal);
        launched.push_back(command.argv.front());
        return backend::stack::Child{static_cast<pid_t>(100 + launched.size()), {}};
    }
    void signal(pid_t pid, int signal, bool) override {
        sent.push_back(signal);
        sentTo[pid].push_back(signal);
    }
    std::optional<backend::stack::ExitInfo> ended(pid_t pid) override {
        if (gone.erase(pid) > 0)
            return backend::stack::ExitInfo{0, 0};
        return std::exchange(exit, std::nullopt);
    }

    std::vector<std::string> launched;
    std::vector<int> sent;
    std::map<pid_t, std::vector<int>> sentTo;
    std::set<pid_t> gone; ///< ended in order, and not reaped yet
    std::optional<backend::stack::ExitInfo> exit;
    std::string refusal;
};

} // namespace vigia::tests
