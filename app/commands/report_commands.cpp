#include "app/commands/commands.h"
#include "app/commands/load_runs.h"
#include "app/observation.h"
#include "app/report_output.h"
#include "backend/host/system_clock.h"
#include "core/ops/duration_text.h"

namespace vigia::app {
namespace {

constexpr std::chrono::hours kMostHistory{24 * 7}; ///< what the history keeps

core::Result<std::chrono::seconds> sinceOf(const Parsed& parsed) {
    const auto since = core::ops::parseDuration(parsed.option("since", "1h"));
    if (!since)
        return since.error();
    if (*since < std::chrono::minutes(1) || *since > kMostHistory)
        return core::failure(core::ErrorCode::InvalidInput,
                             "--since goes from 1m to 7d: no history reaches further back");
    return std::chrono::duration_cast<std::chrono::seconds>(*since);
}

int reportOperations(const Context& context, const Parsed& parsed) {
    const auto since = sinceOf(parsed);
    const auto formats =
        formatsOf(parsed); // wrong use is told before the looks, which take seconds
    if (!since || !formats)
        return reportError(since ? formats.error() : since.error());
    const backend::host::SystemClock clock;
    const auto begun = clock.now();
    const auto cluster = parsed.option("cluster");
    const auto snapshot = cluster.empty() || cluster == backend::config::kOwnCluster
                              ? observePlatform(context, kUsualLooks, *since)
                              : observeCluster(context, cluster, kUsualLooks);
    if (!snapshot)
        return reportError(snapshot.error());
    const auto now = clock.now();
    return deliver(context, parsed, operationsReportOf(**snapshot, now - *since, now, begun));
}

int reportLoad(const Context& context, const Parsed& parsed) {
    const auto run = keptRun(context, parsed.argument("run"));
    return run ? deliver(context, parsed, loadReportOf(context, run->result))
               : reportError(run.error());
}

const OptionSpec kFormat{"--format", "NAME",
                         "html, pdf, markdown, csv, json or junit; may be given often; default: "
                         "every one",
                         true};
const OptionSpec kInto{"--into", "DIR", "where the files go; default: this folder", false};

} // namespace

std::vector<Command> reportCommands() {
    return {{"report operations",
             "A report of a time range: health, throughput, lag, events, stock",
             "report operations --since 1h --into reports",
             {},
             {{"--since", "DURATION", "how far back: 30m, 1h (default), 24h, 7d", false},
              kFormat,
              kInto,
              {"--cluster", "NAME", "a cluster of the configuration; default: the platform's own",
               false}},
             reportOperations},
            {"load report",
             "The report of a run that was kept, compared with its scenario's baseline",
             "load report last --format html --into reports",
             {{"run", kRunHelp, true}},
             {kFormat, kInto},
             reportLoad}};
}

} // namespace vigia::app
