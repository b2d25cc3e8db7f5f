#pragma once

#include "backend/postgres/schema.h"
#include "core/base/result.h"
#include "core/stream/record.h"

#include <pqxx/transaction_base>

#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::postgres {

/// Writes the records to `<schema>.outbox` in one statement (100 rows each for more), in the
/// caller's transaction. The shard is that of the key, or of the event id where there is none. Ids
/// rise in the order given. Throws what libpqxx throws: call it inside inTransaction().
void writeOutbox(pqxx::transaction_base& tx, Schema schema,
                 const std::vector<core::stream::OutboxRecord>& records);

/// Headers as the column holds them: an object, or, where a name comes twice or a value is not
/// plain UTF-8 text, a list of `[name, value]` with `{"hex": "…"}` for such values, so that every
/// record leaves as it came.
std::string headersToJson(const core::stream::Headers& headers);
/// The inverse. Corrupt when the column holds something else.
core::Result<core::stream::Headers> headersFromJson(std::string_view json);

} // namespace vigia::backend::postgres
