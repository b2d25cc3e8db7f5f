#include "app/load_keeper.h"

#include "app/run_watch.h"
#include "backend/host/system_clock.h"

namespace vigia::app {

using namespace core::load;
using core::Result;

LoadKeeper::LoadKeeper(std::filesystem::path folder, LoadPlan plan)
    : m_folder(std::move(folder)), m_plan(std::move(plan)) {}

LoadKeeper::~LoadKeeper() {
    if (m_file)
        m_file->discard();
}

Result<std::unique_ptr<LoadKeeper>> LoadKeeper::begin(std::filesystem::path folder, LoadPlan plan) {
    const auto course = Course::create(plan.scenario.stages);
    if (!course)
        return course.error();
    auto file = backend::load::RunFile::begin(folder, plan.head, *course);
    if (!file)
        return file.error();
    std::unique_ptr<LoadKeeper> keeper(new LoadKeeper(std::move(folder), std::move(plan)));
    keeper->m_file = std::move(*file);
    return keeper;
}

Result<LoadOutcome> LoadKeeper::run(const LoadHooks& hooks, const std::stop_token& drain,
                                    const std::stop_token& now) {
    m_plan.options.keep = m_file.get();
    RunWatch watch(m_plan.head.begunAt, hooks.seen, hooks.observed);
    m_plan.options.progress = [&](const backend::load::LoadProgress& progress) {
        watch.generator(progress);
        if (hooks.progress)
            hooks.progress(progress);
    };
    watch.start();
    auto record = backend::load::runLoad(m_plan.scenario, m_plan.options, drain, now);
    if (!record)
        return record.error();
    record->observed = watch.finish(backend::host::SystemClock().now());
    LoadOutcome outcome{judged(m_plan.head, std::move(*record), drain.stop_requested()), {}, {}};
    if (const auto kept = m_file->finish(outcome.result); !kept)
        outcome.notKept = kept.error();
    m_file.reset();
    outcome.removed = backend::load::RunFolder(m_folder).prune();
    return outcome;
}

} // namespace vigia::app
