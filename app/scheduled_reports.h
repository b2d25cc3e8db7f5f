#pragma once

#include "app/command.h"
#include "app/platform.h"
#include "backend/report/report_schedule.h"
#include "core/base/poller.h"

#include <memory>

namespace vigia::app {

/// The daily or weekly operations reports of a daemon (`reports.every`): watches the platform on
/// its own and writes each report soon after its period ended, on the thread `reports`. `context`
/// outlives it; the destructor waits.
class ScheduledReports {
public:
    /// Nothing when the configuration asks for none.
    static std::unique_ptr<ScheduledReports> begin(const Context& context);
    ~ScheduledReports();

private:
    ScheduledReports(const Context& context, backend::report::ScheduleOptions options,
                     std::chrono::seconds lookBack);
    void turn();

    Platform m_platform;
    const backend::report::ReportSchedule m_schedule;
    std::string m_problem; ///< the last one that was told
    core::Poller m_poller;
};

} // namespace vigia::app
