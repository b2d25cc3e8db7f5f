#pragma once

#include "backend/postgres/offsets.h"
#include "core/ops/cluster_sample.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia::app {

/// What the user wants of `vigia offsets reset`.
struct OffsetWish {
    std::string group;
    std::string topic;
    std::string to = "earliest"; ///< `earliest`, `latest` or an offset
    std::string partition;       ///< empty: all
};

/// One partition's step: from where it is stored to where it would be.
struct OffsetStep {
    backend::postgres::OffsetKey key;
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::optional<std::string> topicId; ///< the topic's present one, where the broker tells it
};

/// InvalidInput says what of the wish can't be read; asks nobody.
core::Result<void> checkWish(const OffsetWish& wish);

/// What a reset would change, nothing of it done. InvalidInput for a wish that can't be read or an
/// offset outside the log; NotFound when there is nothing stored for that group and topic, or a
/// partition's log is not known.
core::Result<std::vector<OffsetStep>>
planOffsets(const OffsetWish& wish, const std::vector<backend::postgres::StoredOffset>& stored,
            const core::ops::ClusterSample& cluster);

} // namespace vigia::app
