#include "backend/kafka/cluster_sampler.h"

#include "backend/kafka/sampler_state.h"

namespace vigia::backend::kafka {

using core::Result;
using core::ops::ClusterSample;

struct ClusterSampler::Impl {
    Impl(SamplerOptions given, const core::Clock& time)
        : options(std::move(given)), clock(time),
          peek(options.client, options.recordTimesPerSecond) {}

    SamplerOptions options;
    const core::Clock& clock;
    SamplerState state;
    ClientContext context;
    ClientHandle client;
    RecordPeek peek;

    Result<void> connect();
    Result<void> fill(Look& look);
};

Result<void> ClusterSampler::Impl::connect() {
    if (client)
        return {};
    auto made = makeAdminClient(options.client, context);
    if (!made)
        return made.error();
    client = std::move(*made);
    return {};
}

Result<void> ClusterSampler::Impl::fill(Look& look) {
    if (auto connected = connect(); !connected)
        return connected;
    look.client = client.get();
    if (auto topology = fillTopology(look); !topology)
        return topology;
    fillGroups(look);
    fillOffsets(look);
    if (state.clusterAt != SteadyPoint{})
        look.sample.missingRights = core::ops::missingRights(
            {state.operations, look.sample.topics.size(), look.sample.groups.size(),
             principalOf(options.client.properties)});
    return {};
}

ClusterSampler::ClusterSampler(SamplerOptions options, const core::Clock& clock)
    : m_impl(std::make_unique<Impl>(std::move(options), clock)) {}

ClusterSampler::~ClusterSampler() = default;

Result<ClusterSample> ClusterSampler::sample() {
    Look look{.client = nullptr,
              .options = m_impl->options,
              .clock = m_impl->clock,
              .state = m_impl->state,
              .deadline = std::chrono::steady_clock::now() + m_impl->options.interval,
              .sample = {}};
    look.sample.cluster = m_impl->options.cluster;
    look.sample.startedAt = m_impl->clock.now();
    if (auto filled = m_impl->fill(look); !filled) {
        if (look.sample.brokers.empty())
            return filled.error();
        look.sample.error = filled.error().message;
    }
    look.sample.finishedAt = m_impl->clock.now();
    return std::move(look.sample);
}

Result<std::optional<core::UtcTime>>
ClusterSampler::recordTime(const std::string& topic, std::int32_t partition, std::int64_t offset) {
    auto found = m_impl->peek.at(topic, partition, offset, m_impl->options.interval);
    if (!found)
        return found.error();
    return found->has_value() ? std::optional(found->value().time) : std::nullopt;
}

} // namespace vigia::backend::kafka
