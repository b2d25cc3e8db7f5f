#pragma once

#include "core/stream/record.h"

#include <pqxx/transaction_base>

namespace vigia::backend::stock {

/// Keeps a record of a dead-letter topic in ops.dead_letters, once per topic, partition and offset.
/// Headers are text from outside: what is no number, UUID or plain text becomes NULL or is escaped.
/// In the caller's transaction; throws what libpqxx throws.
void storeDeadLetter(pqxx::transaction_base& tx, const core::stream::Record& record);

} // namespace vigia::backend::stock
