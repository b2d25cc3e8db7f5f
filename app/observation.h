#pragma once

#include "app/command.h"
#include "backend/kafka/cluster_sampler.h"
#include "core/ops/console_snapshot.h"
#include "core/ops/sampler.h"

namespace vigia::app {

/// Looks `looks` times, a second apart, at a cluster of the configuration ("" or `local`: the
/// platform's own) and answers what it saw last. Verdicts that need a longer watch come from the
/// console's own history of the cluster, else are UNKNOWN. Reads only. Blocks a few seconds;
/// Unreachable when the cluster doesn't answer.
core::Result<core::ops::ConsoleSnapshotPtr> observeCluster(const Context& context,
                                                           const std::string& cluster, int looks);

/// The platform's own cluster with services, stock and outbox, as the monitor of a console sees it
/// after a few looks.
core::Result<core::ops::ConsoleSnapshotPtr> observePlatform(const Context& context, int looks);

/// The sampler of the platform's own cluster; it knows the sizes of the logs too where the local
/// stack's folders are.
std::unique_ptr<core::ops::SampleSource> ownSampler(const Context& context,
                                                    backend::kafka::SamplerOptions options,
                                                    const core::Clock& clock);

} // namespace vigia::app
