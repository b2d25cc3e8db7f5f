#pragma once

#include "backend/kafka/client_config.h"
#include "backend/kafka/record_peek.h"
#include "core/base/clock.h"
#include "core/ops/sampler.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace vigia::backend::kafka {

struct SamplerOptions {
    std::string cluster = {}; ///< the name it has in the configuration (`local`)
    ClientConfig client = {};
    std::chrono::milliseconds interval{1000}; ///< one look never takes longer
    std::chrono::milliseconds describeEvery{10'000};
    std::chrono::milliseconds logStartEvery{60'000};
    std::size_t inFlight = 32;        ///< group requests at a time
    std::size_t offsetsPerCall = 250; ///< measured: larger calls cost quadratically more
    int recordTimesPerSecond = 20;
    std::size_t stableOffsetsUpTo =
        20'000; ///< beyond so many committed partitions only high watermarks are read
};

/// Looks at one cluster: brokers, topics, ends, groups, commits. Reads only, joins nothing, leaves
/// nothing behind. sample() is called by one thread at a time; recordTime() by any. Keeps one
/// client for all looks.
class ClusterSampler final : public core::ops::SampleSource {
public:
    ClusterSampler(SamplerOptions options, const core::Clock& clock);
    ~ClusterSampler() override;
    ClusterSampler(const ClusterSampler&) = delete;
    ClusterSampler& operator=(const ClusterSampler&) = delete;

    /// Never longer than the interval. What could not be read says so where it belongs (`error` of
    /// the sample, topic, group or commit) and is absent, never zero. Commits are read first, ends
    /// second (lag.md 1). With the whole cluster away the brokers seen before come back as not
    /// reachable; a failure when there were none.
    core::Result<core::ops::ClusterSample> sample() override;

    /// When the first record at or after `offset` was written; absent when there are only
    /// transaction markers up to the end. Blocks at most the interval; Rejected when asked too
    /// often (recordTimesPerSecond).
    core::Result<std::optional<core::UtcTime>>
    recordTime(const std::string& topic, std::int32_t partition, std::int64_t offset) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::kafka
