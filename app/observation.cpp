#include "app/observation.h"

#include "app/platform.h"
#include "app/platform_access.h"
#include "app/stack_options.h"
#include "backend/stack/guard_client.h"
#include "backend/stack/guard_text.h"
#include "backend/stack/paths.h"
#include "backend/stack/sized_source.h"

#include <algorithm>
#include <thread>

namespace vigia::app {
namespace {

using core::ErrorCode;
using core::Result;
using core::ops::ConsoleSnapshot;
using core::ops::ConsoleSnapshotPtr;

constexpr std::chrono::seconds kPatience{20};
constexpr std::chrono::milliseconds kGlance{50};
/// A cluster that said nothing for so long: its guard is asked why.
constexpr std::chrono::seconds kAskGuardAfter{6};

/// Looks beyond the wanted ones for figures that are still unknown.
constexpr std::uint64_t kPatientLooks = 4;

/// Cluster and services were both asked.
bool isSeen(const ConsoleSnapshot& snapshot) {
    return snapshot.sampledAt != core::UtcTime{} &&
           (!snapshot.hasPlatform || snapshot.databaseUp.has_value());
}

/// Rates are known from the second answer of a source on.
bool ratesAreKnown(const ConsoleSnapshot& snapshot) {
    const bool services = snapshot.services.empty() || snapshot.httpRequests.value.has_value();
    return snapshot.recordsIn.value.has_value() && services;
}

/// Why a cluster that runs here does not answer, by its guard's word; empty when that knows
/// nothing.
std::string guardsReasons(const Context& context) {
    if (context.config.profile != backend::config::Profile::Local)
        return {};
    auto guard = backend::stack::GuardClient::connect(stackOptions(context));
    if (!guard)
        return {};
    const auto status = (*guard)->status();
    const std::string trouble = status ? backend::stack::troubleText(*status) : std::string();
    return trouble.empty() ? trouble : "Kafka does not answer. " + trouble;
}

/// Waits for the snapshot of the wanted look, and a little longer for its rates. `failure` tells a
/// reason to give up.
template <class Failure>
Result<ConsoleSnapshotPtr> waitFor(core::Published<ConsoleSnapshot>& snapshots, int looks,
                                   Failure failure) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < deadline) {
        const auto snapshot = snapshots.read();
        if (snapshot && isSeen(*snapshot) &&
            snapshot->generation >= static_cast<std::uint64_t>(looks) &&
            (ratesAreKnown(*snapshot) ||
             snapshot->generation >= static_cast<std::uint64_t>(looks) + kPatientLooks))
            return snapshot;
        if (const std::string reason = failure(); !reason.empty())
            return core::failure(ErrorCode::Unreachable, reason);
        std::this_thread::sleep_for(kGlance);
    }
    return core::failure(
        ErrorCode::Timeout,
        "the cluster did not answer within 20 s; check its addresses with `vigia config print`");
}

} // namespace

std::unique_ptr<core::ops::SampleSource> ownSampler(const Context& context,
                                                    backend::kafka::SamplerOptions options,
                                                    const core::Clock& clock) {
    auto sampler = std::make_unique<backend::kafka::ClusterSampler>(std::move(options), clock);
    const auto paths = backend::stack::stackPaths(stackOptions(context));
    if (context.config.profile == backend::config::Profile::Remote || !paths)
        return sampler;
    backend::stack::SizedSource::BrokerFolders folders;
    for (int id = 1; id <= context.config.stack.brokers; ++id)
        folders[id] = paths->brokerData(id);
    return std::make_unique<backend::stack::SizedSource>(std::move(sampler), std::move(folders));
}

std::unique_ptr<core::ops::SampleSource>
platformSampler(const Context& context, const std::string& servers, const core::Clock& clock) {
    backend::kafka::SamplerOptions sampler;
    sampler.cluster = backend::config::kOwnCluster;
    sampler.client = clientConfig(servers, context.config.kafka.properties);
    sampler.client.clientId = "vigia-monitor";
    return ownSampler(context, std::move(sampler), clock);
}

Result<std::unique_ptr<ClusterWatch>> ClusterWatch::begin(const Context& context,
                                                          const std::string& cluster) {
    const auto client = clusterAccess(context, cluster);
    if (!client)
        return client.error();
    const bool own = cluster.empty() || cluster == backend::config::kOwnCluster;
    std::unique_ptr<ClusterWatch> watch(new ClusterWatch);
    backend::kafka::SamplerOptions sampler;
    sampler.cluster = own ? backend::config::kOwnCluster : cluster;
    sampler.client = *client;
    sampler.interval = std::chrono::seconds(5);
    backend::monitor::MonitorOptions options;
    options.builder.cluster = sampler.cluster;
    options.builder.tag = clusterTag(context, sampler.cluster);
    options.builder.hasPlatform = false;
    backend::monitor::MonitorParts parts;
    if (own)
        parts.cluster = ownSampler(context, std::move(sampler), watch->m_clock);
    else
        parts.cluster =
            std::make_unique<backend::kafka::ClusterSampler>(std::move(sampler), watch->m_clock);
    watch->m_monitor = std::make_unique<backend::monitor::Monitor>(
        std::move(options), std::move(parts), watch->m_clock, watch->m_snapshots);
    watch->m_monitor->start();
    return watch;
}

Result<ConsoleSnapshotPtr> observeCluster(const Context& context, const std::string& cluster,
                                          int looks) {
    const auto watch = ClusterWatch::begin(context, cluster);
    if (!watch)
        return watch.error();
    return waitFor((*watch)->snapshots(), looks, [] { return std::string(); });
}

Result<ConsoleSnapshotPtr> observePlatform(const Context& context, int looks,
                                           std::chrono::seconds lookBack) {
    Platform platform(context, {false, false, false, lookBack});
    platform.start();
    auto askAt = std::chrono::steady_clock::now() + kAskGuardAfter;
    auto seen = waitFor(platform.snapshot(), looks, [&] {
        const auto progress = platform.progress().read();
        if (progress && !progress->failure.empty())
            return progress->failure;
        const auto snapshot = platform.snapshot().read();
        const bool sampled = snapshot && snapshot->sampledAt != core::UtcTime{};
        if (sampled || std::chrono::steady_clock::now() < askAt)
            return std::string();
        askAt += kAskGuardAfter;
        return guardsReasons(context);
    });
    platform.stop();
    return seen;
}

} // namespace vigia::app
