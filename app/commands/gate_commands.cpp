#include "app/commands/commands.h"
#include "app/commands/whole_number.h"
#include "app/observation.h"
#include "backend/host/signals.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/ops/caught_up.h"
#include "core/ops/duration_text.h"
#include "core/ops/group_check.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace vigia::app {
namespace {

using core::ErrorCode;
using core::failure;
using core::ops::CaughtUp;
using core::ops::CheckLevel;
using core::ops::ConsoleSnapshot;
using core::ops::GroupRow;

constexpr int kGateLooks = 2; ///< a rest of transaction markers is known from the third on
constexpr std::chrono::seconds kFirstAnswer{20};
constexpr std::chrono::milliseconds kGlance{100};

/// What `groups wait` has learnt so far.
struct Waiting {
    CaughtUp gate;
    CaughtUp::Progress progress;
    core::UtcTime seenAt{}; ///< of the newest look that was taken
};

const GroupRow* findGroup(const ConsoleSnapshot& snapshot, const std::string& name) {
    const auto found = std::find_if(snapshot.groups.begin(), snapshot.groups.end(),
                                    [&](const GroupRow& group) { return group.name == name; });
    return found == snapshot.groups.end() ? nullptr : &*found;
}

void printWait(const Parsed& parsed, const Waiting& waiting, double seconds) {
    if (!parsed.json()) {
        std::puts(waiting.progress.sentence.c_str());
        return;
    }
    core::JsonWriter json;
    json.beginObject()
        .member("group", parsed.argument("name"))
        .member("caughtUp", waiting.progress.done)
        .member("records", waiting.progress.records)
        .member("partitions", waiting.progress.partitions)
        .member("message", waiting.progress.sentence)
        .member("seconds", seconds)
        .endObject();
    std::puts(json.text().c_str());
}

/// Takes a look that is new; InvalidInput when the first one knows no such group, Rejected when we
/// may only not see it. A group that goes away later, as on a restart of its coordinator, is waited
/// for.
core::Result<void> takeLook(const ConsoleSnapshot& snapshot, const std::string& name,
                            Waiting& waiting) {
    const GroupRow* group = findGroup(snapshot, name);
    if (group == nullptr && waiting.seenAt == core::UtcTime{}) {
        const auto error = core::ops::noSuchGroup(snapshot, name);
        return error.code == ErrorCode::NotFound ? failure(ErrorCode::InvalidInput, error.message)
                                                 : error;
    }
    waiting.seenAt = snapshot.sampledAt;
    if (group != nullptr)
        waiting.progress = waiting.gate.take(*group);
    return {};
}

int waitUntilCaughtUp(const Context& context, const Parsed& parsed,
                      std::chrono::milliseconds timeout) {
    using Clock = std::chrono::steady_clock;
    backend::host::Signals stopped;
    const auto watch = ClusterWatch::begin(context, parsed.option("cluster"));
    if (!watch)
        return reportError(watch.error());
    const auto begun = Clock::now();
    Waiting waiting;
    const auto isOver = [&] {
        const bool seen = waiting.seenAt != core::UtcTime{};
        return Clock::now() - begun >=
               (seen ? timeout : std::min<Clock::duration>(timeout, kFirstAnswer));
    };
    bool ended = false;
    while (!waiting.progress.done && !isOver() && !ended) {
        const auto snapshot = (*watch)->snapshots().read();
        if (snapshot && snapshot->sampledAt > waiting.seenAt) {
            if (const auto taken = takeLook(*snapshot, parsed.argument("name"), waiting); !taken)
                return reportError(taken.error());
        }
        ended = !waiting.progress.done && stopped.wait(kGlance) == backend::host::Signal::Stop;
    }
    if (waiting.seenAt == core::UtcTime{})
        return reportError(failure(ErrorCode::Unreachable,
                                   "the cluster did not answer; `vigia cluster test` says why"));
    printWait(parsed, waiting, std::chrono::duration<double>(Clock::now() - begun).count());
    return waiting.progress.done ? kOk : kFailed;
}

int waitForGroup(const Context& context, const Parsed& parsed) {
    const auto timeout = core::ops::parseDuration(parsed.option("timeout", "10m"));
    if (!timeout)
        return reportError(
            failure(ErrorCode::InvalidInput, "--timeout: " + timeout.error().message));
    return waitUntilCaughtUp(context, parsed, *timeout);
}

/// A check that can't be made is unknown to Nagios, whatever the reason.
int printUnknown(const std::string& sentence) {
    std::printf("UNKNOWN - %s\n", core::escapedForDisplay(sentence, 500).c_str());
    return static_cast<int>(CheckLevel::Unknown);
}

int checkGroups(const Context& context, const Parsed& parsed) {
    const auto maxLag = wholeNumber(parsed.option("max-lag"), 0);
    const auto warnLag = wholeNumber(parsed.option("warn-lag"), 0);
    if (!maxLag || (parsed.has("warn-lag") && !warnLag))
        return reportError(failure(ErrorCode::InvalidInput,
                                   "groups check needs --max-lag N, a whole number from 0; "
                                   "--warn-lag is one too"));
    const auto snapshot = observeCluster(context, parsed.option("cluster"), kGateLooks);
    if (!snapshot)
        return snapshot.error().code == ErrorCode::InvalidInput
                   ? reportError(snapshot.error())
                   : printUnknown(snapshot.error().message);
    const auto check =
        core::ops::checkGroups(**snapshot, {*maxLag, warnLag, parsed.argument("name")});
    if (!check)
        return printUnknown(check.error().message);
    std::puts((parsed.json() ? check->json : check->text).c_str());
    return static_cast<int>(check->level);
}

const OptionSpec kCluster{"--cluster", "NAME",
                          "a cluster of the configuration; default: the platform's own", false};

} // namespace

std::vector<Command> gateCommands() {
    return {
        {"groups wait",
         "Wait until a group has read everything that was there when the waiting began; exit code "
         "0 "
         "it has, 1 the time is over, 2 there is no such group, 3 the cluster could not be asked, "
         "4 we may not see the group",
         "groups wait billing --caught-up --timeout 10m",
         {{"name", "consumer group", true}},
         {kCluster,
          {"--caught-up", "", "what to wait for (the only thing so far)", false},
          {"--timeout", "DURATION", "30s, 10m (default), 2h", false}},
         waitForGroup},
        {"groups check",
         "Judge groups by their lag in one line for Nagios; exit code 0 OK, 1 WARNING, 2 CRITICAL "
         "(or wrong use), 3 UNKNOWN",
         "groups check --max-lag 1000 --cluster orders",
         {{"name", "consumer group; default: every one", false}},
         {kCluster,
          {"--max-lag", "RECORDS", "CRITICAL above it", false},
          {"--warn-lag", "RECORDS", "WARNING above it", false}},
         checkGroups},
    };
}

} // namespace vigia::app
