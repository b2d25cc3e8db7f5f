#pragma once

#include "core/base/result.h"
#include "core/ops/cluster_sample.h"

#include <optional>
#include <string>

namespace vigia::core::ops {

/// Looks at one cluster. Implemented by `backend/kafka`. The monitor calls sample() from one thread
/// of its own and recordTime() from another, also at the same time. Every call ends by its own
/// deadline also when the cluster is away.
class SampleSource {
public:
    virtual ~SampleSource() = default;

    /// One look: commits first, ends second (lag.md 1). What could not be read stays absent and
    /// carries its error; a failure means that nothing at all was learnt.
    virtual Result<ClusterSample> sample() = 0;

    /// Timestamp of the first record at or after `offset`. Nothing when there is no record from
    /// there to the end (only transaction markers, or the end is reached). Fetches at most one
    /// record.
    virtual Result<std::optional<UtcTime>>
    recordTime(const std::string& topic, std::int32_t partition, std::int64_t offset) = 0;
};

} // namespace vigia::core::ops
