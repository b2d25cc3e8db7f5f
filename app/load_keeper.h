#pragma once

#include "app/load_plan.h"
#include "backend/load/run_folder.h"
#include "core/ops/console_snapshot.h"

#include <filesystem>
#include <memory>
#include <stop_token>

namespace vigia::app {

/// What a face adds to a run; each may be empty.
struct LoadHooks {
    std::function<void(const backend::load::LoadProgress&)> progress; ///< on the run's thread
    /// What watches the cluster has seen by now, asked every half second; null: nothing.
    std::function<core::ops::ConsoleSnapshotPtr()> seen = {};
    /// What was seen beside the run so far, about every half second, on a thread of its own.
    std::function<void(std::shared_ptr<const core::load::Observed>)> observed = {};
};

/// A run that came to its end, and what became of its file.
struct LoadOutcome {
    core::load::RunResult result;
    std::optional<core::Error> notKept; ///< the disk refused
    std::vector<std::string> removed;   ///< older runs that made room, a sentence each
};

/// Makes, keeps and finishes a run, for the command and the page alike. One thread at a time; a run
/// that is not run, or could not, leaves no file.
class LoadKeeper {
public:
    /// Begins the run's file in the folder of runs.
    static core::Result<std::unique_ptr<LoadKeeper>> begin(std::filesystem::path folder,
                                                           LoadPlan plan);
    ~LoadKeeper();

    [[nodiscard]] const LoadPlan& plan() const { return m_plan; }
    /// Once. Blocks until the course is over; `drain` ends the arrivals, `now` everything at once.
    core::Result<LoadOutcome> run(const LoadHooks& hooks, const std::stop_token& drain,
                                  const std::stop_token& now);

private:
    LoadKeeper(std::filesystem::path folder, LoadPlan plan);

    const std::filesystem::path m_folder;
    LoadPlan m_plan;
    std::unique_ptr<backend::load::RunFile> m_file; ///< null when its run is over
};

} // namespace vigia::app
