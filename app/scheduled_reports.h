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
    using Samples = std::shared_ptr<backend::monitor::SharedSamples>;

    /// Whether the configuration asks for any.
    static bool wanted(const Context& context);
    /// Nothing when the configuration asks for none. `samples`: looks that this process shares;
    /// null: it looks for itself.
    static std::unique_ptr<ScheduledReports> begin(const Context& context, Samples samples = {});
    ~ScheduledReports();

private:
    ScheduledReports(const Context& context, backend::report::ScheduleOptions options,
                     std::chrono::seconds lookBack, Samples samples);
    void turn();

    Platform m_platform;
    const backend::report::ReportSchedule m_schedule;
    std::string m_problem; ///< the last one that was told
    core::Poller m_poller;
};

} // namespace vigia::app
