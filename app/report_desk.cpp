#include "app/report_desk.h"

#include "app/commands/load_runs.h"
#include "app/report_output.h"
#include "backend/host/system_clock.h"

#include <filesystem>

namespace vigia::app {

using core::ErrorCode;
using core::failure;
using core::Result;
using core::report::Report;
using core::report::ReportWish;

ProgramReportDesk::ProgramReportDesk(const Context& context, std::string usualFolder)
    : m_context(context), m_usualFolder(std::move(usualFolder)),
      m_since(backend::host::SystemClock().now()) {}

void ProgramReportDesk::begin() {
    m_work.start();
}

void ProgramReportDesk::end() {
    m_ending.request_stop();
    m_work.stop();
}

void ProgramReportDesk::operations(core::ops::ConsoleSnapshotPtr snapshot, core::UtcTime from,
                                   core::UtcTime to, ReportWish wish, std::stop_token stop,
                                   Progress progress, Written written) {
    queue([this, snapshot = std::move(snapshot), from,
           to]() -> Result<Report> { return operationsReportOf(*snapshot, from, to, m_since); },
          {std::move(wish), std::move(stop), std::move(progress)}, std::move(written));
}

void ProgramReportDesk::run(std::string id, ReportWish wish, std::stop_token stop,
                            Progress progress, Written written) {
    queue(
        [this, id = std::move(id)]() -> Result<Report> {
            const auto kept = keptRun(m_context, id);
            return kept ? Result<Report>(loadReportOf(m_context, kept->result)) : kept.error();
        },
        {std::move(wish), std::move(stop), std::move(progress)}, std::move(written));
}

void ProgramReportDesk::queue(Made made, Job job, Written written) {
    const auto task = [this, made = std::move(made), job = std::move(job), written] {
        if (ended(job))
            return written(calledOff(0));
        auto report = made();
        if (!report)
            return written(report.error());
        written(writeReport(m_context, std::move(*report), job.wish,
                            {[this, &job] { return ended(job); }, job.progress}));
    };
    if (!m_work.post(task))
        written(failure(ErrorCode::Rejected, "too many reports wait already; try again"));
}

bool ProgramReportDesk::ended(const Job& job) const {
    return job.stop.stop_requested() || m_ending.stop_requested();
}

std::string usualReportFolder(const Context& context) {
    const auto& environment = context.sources.environment;
    const auto home = environment.find("HOME");
    const std::filesystem::path folder = home != environment.end() ? home->second : "/tmp";
    std::error_code ignored;
    return std::filesystem::is_directory(folder / "Documents", ignored)
               ? (folder / "Documents" / "Vigia").string()
               : (folder / "vigia-reports").string();
}

} // namespace vigia::app
