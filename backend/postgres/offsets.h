#pragma once

#include "backend/postgres/schema.h"
#include "core/base/result.h"

#include <pqxx/transaction_base>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vigia::backend::postgres {

/// Whose row of `<schema>.consumer_offsets`. `topic` is the physical name.
struct OffsetKey {
    std::string group;
    std::string topic;
    std::int32_t partition = 0;
};

/// What a member brings to a claim.
struct ClaimRequest {
    std::int32_t generation = 0;
    std::string owner;
    std::int64_t fallbackOffset =
        0; ///< where a new row begins: the Kafka commit, else the log start
    std::optional<std::string> topicId; ///< UUID text, where the broker tells it
    std::optional<std::int32_t>
        seenGeneration; ///< the higher generation that Kafka showed to be of an older count
};

struct Claimed {
    std::int64_t epoch = 0;
    std::int64_t nextOffset = 0;
};
/// A member of a higher generation holds the partition.
struct RefusedBy {
    std::int32_t generation = 0;
};
/// The topic was deleted and made anew under its name; `storedTopicId` is what the offsets belong
/// to.
struct TopicChanged {
    std::string storedTopicId;
};
using ClaimResult = std::variant<Claimed, RefusedBy, TopicChanged>;

struct StoredOffset {
    OffsetKey key;
    std::int64_t nextOffset = 0;
    std::int64_t epoch = 0;
    std::int32_t generation = 0;
    std::optional<std::string> topicId;
    std::string owner;
};

/// One partition's step in a settlement: `expected` → `next` under `epoch`.
struct Settlement {
    OffsetKey key;
    std::int64_t expected = 0;
    std::int64_t next = 0;
    std::int64_t epoch = 0;
};

// Each function runs in the caller's transaction and throws what libpqxx throws: use them inside
// inTransaction().

/// The claim of platform.md 4.5. Waits at most 1 s for the row's lock (SQLSTATE 55P03 then).
ClaimResult claim(pqxx::transaction_base& tx, Schema schema, const OffsetKey& key,
                  const ClaimRequest& request);

/// Moves the offset; false when the row is not at `expected` under `epoch` any more: abort the
/// transaction.
bool settle(pqxx::transaction_base& tx, Schema schema, const Settlement& settlement);

/// The statement that settles them all, for inTransactionEndingWith(). It raises kNotOwnerSqlState
/// when a row is not as expected.
std::string settleStatement(const pqxx::transaction_base& tx, Schema schema,
                            const std::vector<Settlement>& settlements);

/// The offset of one partition, for instance after a COMMIT in doubt.
std::optional<StoredOffset> readOffset(pqxx::transaction_base& tx, Schema schema,
                                       const OffsetKey& key);
std::vector<StoredOffset> readOffsets(pqxx::transaction_base& tx, Schema schema,
                                      std::string_view group);

/// Ends the transaction that holds the row, when it is one of ours (`application_name` vigia:…): a
/// zombie asleep in its transaction. Returns how many backends were told to end.
int terminateHolder(pqxx::transaction_base& tx, Schema schema, const OffsetKey& key);

} // namespace vigia::backend::postgres
