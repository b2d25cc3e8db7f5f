#pragma once

#include "app/command.h"
#include "backend/host/task_queue.h"
#include "core/report/report_desk.h"

namespace vigia::app {

/// The reports of a desktop, made and written on the thread `reports` as the commands make them.
/// Any thread may call it; `context` outlives it.
class ProgramReportDesk final : public core::report::ReportDesk {
public:
    /// `usualFolder`: what is offered when none was chosen yet.
    ProgramReportDesk(const Context& context, std::string usualFolder);

    void begin();
    /// Ends what is being written after its file, and answers what waits with Cancelled.
    void end();

    [[nodiscard]] std::string usualFolder() const override { return m_usualFolder; }
    void operations(core::ops::ConsoleSnapshotPtr snapshot, core::UtcTime from, core::UtcTime to,
                    core::report::ReportWish wish, std::stop_token stop, Progress progress,
                    Written written) override;
    void run(std::string id, core::report::ReportWish wish, std::stop_token stop, Progress progress,
             Written written) override;

private:
    struct Job {
        core::report::ReportWish wish;
        std::stop_token stop;
        Progress progress;
    };
    using Made = std::function<core::Result<core::report::Report>()>;

    void queue(Made made, Job job, Written written);
    [[nodiscard]] bool ended(const Job& job) const;

    const Context& m_context;
    const std::string m_usualFolder;
    const core::UtcTime m_since; ///< since when events are known
    std::stop_source m_ending;
    backend::host::TaskQueue m_work{"reports", 1, 8};
};

/// `Documents/Vigia` of this user where there are documents, else `vigia-reports` in the home.
std::string usualReportFolder(const Context& context);

} // namespace vigia::app
