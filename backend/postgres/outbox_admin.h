#pragma once

#include "backend/postgres/pool.h"
#include "backend/postgres/schema.h"
#include "core/base/clock.h"
#include "core/ops/write_gate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::postgres {

enum class OutboxState { Waiting, Parked, Sent };

/// What `vigia outbox list` shows: the row without its payload.
struct OutboxEntry {
    std::int64_t id = 0;
    std::int16_t shard = 0;
    std::string eventId;
    std::string topic; ///< logical
    std::optional<std::string> key;
    std::int64_t payloadBytes = 0;
    OutboxState state = OutboxState::Waiting;
    core::UtcTime createdAt{};
    int attempts = 0;
    std::optional<std::string> lastError;
};

struct OutboxFilter {
    std::optional<OutboxState> state;
    std::optional<std::string> topic;
    std::optional<std::string> key;
    std::int64_t afterId = 0; ///< the last id of the page before
    int limit = 100;          ///< at most 1,000
};

/// By id, at most `limit`.
core::Result<std::vector<OutboxEntry>> listOutbox(Pool& pool, Schema schema,
                                                  const OutboxFilter& filter);

/// Lets a parked row go again, with the rows that it holds behind it. Returns the row as it was.
/// NotFound: no parked row of that id. Rejected: `permit` does not open the platform's lock.
core::Result<OutboxEntry> retryParked(Pool& pool, Schema schema, std::int64_t id,
                                      const core::ops::WritePermit& permit);

/// Deletes a parked row for good, so that the rows it held go on without it. Returns what was lost,
/// for the audit line. NotFound and Rejected as above.
core::Result<OutboxEntry> dropParked(Pool& pool, Schema schema, std::int64_t id,
                                     const core::ops::WritePermit& permit);

} // namespace vigia::backend::postgres
