#include "app/scheduled_reports.h"

#include "app/report_output.h"
#include "app/stack_options.h"
#include "backend/stack/paths.h"
#include "core/base/text.h"

#include <cstdio>

namespace vigia::app {
namespace {

using backend::report::Every;
using backend::report::ScheduleOptions;

constexpr std::chrono::minutes kLook{1};
constexpr std::chrono::hours kDay{24}, kWeek{24 * 7};

std::filesystem::path folderOf(const Context& context) {
    if (const auto folder = context.settings.value("reports.folder"); !folder.empty())
        return folder;
    const auto paths = backend::stack::stackPaths(stackOptions(context));
    return paths ? paths->data / "reports" : std::filesystem::path("reports");
}

} // namespace

bool ScheduledReports::wanted(const Context& context) {
    const auto every = context.settings.value("reports.every");
    return every == "day" || every == "week";
}

std::unique_ptr<ScheduledReports> ScheduledReports::begin(const Context& context, Samples samples) {
    if (!wanted(context))
        return nullptr;
    const auto every = context.settings.value("reports.every");
    ScheduleOptions options;
    options.every = every == "day" ? Every::Day : Every::Week;
    options.folder = folderOf(context);
    options.keep = static_cast<std::size_t>(context.settings.integer("reports.keep"));
    options.program = programName();
    options.secrets = knownSecrets(context);
    options.watchedSince = backend::host::SystemClock().now();
    const auto lookBack = every == "day" ? kDay + kLook : kWeek;
    return std::unique_ptr<ScheduledReports>(
        new ScheduledReports(context, std::move(options), lookBack, std::move(samples)));
}

ScheduledReports::ScheduledReports(const Context& context, ScheduleOptions options,
                                   std::chrono::seconds lookBack, Samples samples)
    : m_platform(context, {false, false, false, lookBack, std::move(samples)}),
      m_schedule(std::move(options)), m_poller("reports", kLook, [this] { turn(); }) {
    m_platform.start();
    m_poller.start();
}

ScheduledReports::~ScheduledReports() {
    m_poller.stop();
    m_platform.stop();
}

void ScheduledReports::turn() {
    const auto snapshot = m_platform.snapshot().read();
    if (!snapshot || snapshot->sampledAt == core::UtcTime{})
        return;
    const auto written = m_schedule.turn(*snapshot, m_platform.clock().now());
    if (!written && written.error().message != m_problem)
        std::fprintf(stderr, "vigia: the scheduled report is not written: %s\n",
                     written.error().message.c_str());
    m_problem = written ? "" : written.error().message;
    if (written && !written->empty())
        std::fprintf(stderr, "wrote %s and %zu more\n",
                     core::escapedForDisplay(written->front().string(), 300).c_str(),
                     written->size() - 1);
}

} // namespace vigia::app
