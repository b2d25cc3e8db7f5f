#pragma once

#include "backend/postgres/offsets.h"
#include "backend/postgres/pool.h"
#include "core/ops/write_gate.h"

namespace vigia::backend::postgres {

/// Where a partition of a group is put by hand.
struct OffsetMove {
    OffsetKey key;
    std::int64_t to = 0;
    std::optional<std::string> topicId = {}; ///< replaces the stored one
};

/// Moves all of them or none, and fences their owners (epoch + 1). Rejected: `permit` does not open
/// the platform's lock.
core::Result<void> moveOffsets(Pool& pool, Schema schema, const std::vector<OffsetMove>& moves,
                               const core::ops::WritePermit& permit);

} // namespace vigia::backend::postgres
