#include "backend/postgres/outbox_admin.h"

#include "backend/postgres/transaction.h"

#include <algorithm>

namespace vigia::backend::postgres {
namespace {

using core::ErrorCode;
using core::Result;

constexpr std::string_view kRowColumns =
    "id, shard, event_id::text, topic, key, octet_length(payload), "
    "CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN parked_at IS NOT NULL THEN 'parked' ELSE "
    "'waiting' END, "
    "(extract(epoch FROM created_at) * 1000000)::bigint, attempts, last_error";

OutboxState stateOf(const std::string& text) {
    if (text == "sent")
        return OutboxState::Sent;
    return text == "parked" ? OutboxState::Parked : OutboxState::Waiting;
}

OutboxEntry entryOf(const pqxx::row& row) {
    OutboxEntry entry;
    entry.id = row[0].as<std::int64_t>();
    entry.shard = static_cast<std::int16_t>(row[1].as<int>());
    entry.eventId = row[2].as<std::string>();
    entry.topic = row[3].as<std::string>();
    if (!row[4].is_null())
        entry.key = pqxx::binarystring(row[4]).str();
    entry.payloadBytes = row[5].as<std::int64_t>();
    entry.state = stateOf(row[6].as<std::string>());
    entry.createdAt = core::UtcTime(std::chrono::microseconds(row[7].as<std::int64_t>()));
    entry.attempts = row[8].as<int>();
    if (!row[9].is_null())
        entry.lastError = row[9].as<std::string>();
    return entry;
}

/// Only fixed texts: values of the filter are parameters.
std::string conditions(const OutboxFilter& filter) {
    std::string sql =
        " WHERE id > $1 AND ($2 = '' OR topic = $2) AND (NOT $3::boolean OR key = $4::bytea)";
    if (filter.state == OutboxState::Waiting)
        sql += " AND sent_at IS NULL AND parked_at IS NULL";
    if (filter.state == OutboxState::Parked)
        sql += " AND sent_at IS NULL AND parked_at IS NOT NULL";
    if (filter.state == OutboxState::Sent)
        sql += " AND sent_at IS NOT NULL";
    return sql;
}

Result<OutboxEntry> onParked(Pool& pool, std::string_view name, Schema schema, std::int64_t id,
                             std::string_view sql) {
    return inTransaction(pool, name, [&](pqxx::work& tx) -> Result<OutboxEntry> {
        const std::string condition =
            " WHERE id = $1 AND sent_at IS NULL AND parked_at IS NOT NULL";
        const auto rows = tx.exec_params(fmt::format("SELECT {} FROM {}.outbox{} FOR UPDATE",
                                                     kRowColumns, schemaName(schema), condition),
                                         id);
        if (rows.empty())
            return core::failure(
                ErrorCode::NotFound,
                fmt::format("{}.outbox has no parked row {}; see `vigia outbox list`",
                            schemaName(schema), id));
        tx.exec_params(fmt::format(fmt::runtime(sql), schemaName(schema)) + condition, id);
        return entryOf(rows[0]);
    });
}

} // namespace

Result<std::vector<OutboxEntry>> listOutbox(Pool& pool, Schema schema, const OutboxFilter& filter) {
    return inQuery(
        pool, "outbox.list", [&](pqxx::nontransaction& tx) -> Result<std::vector<OutboxEntry>> {
            std::vector<OutboxEntry> entries;
            const auto sql = fmt::format("SELECT {} FROM {}.outbox{} ORDER BY id LIMIT $5",
                                         kRowColumns, schemaName(schema), conditions(filter));
            const auto rows = tx.exec_params(
                sql, filter.afterId, filter.topic.value_or(""), filter.key.has_value(),
                pqxx::binarystring(filter.key.value_or("")), std::clamp(filter.limit, 1, 1000));
            for (const auto& row : rows)
                entries.push_back(entryOf(row));
            return entries;
        });
}

Result<OutboxEntry> retryParked(Pool& pool, Schema schema, std::int64_t id,
                                const core::ops::WritePermit& permit) {
    if (const auto allowed = permit.check(); !allowed)
        return allowed.error();
    return onParked(pool, "outbox.retry", schema, id,
                    "UPDATE {}.outbox SET parked_at = NULL, attempts = 0");
}

Result<OutboxEntry> dropParked(Pool& pool, Schema schema, std::int64_t id,
                               const core::ops::WritePermit& permit) {
    if (const auto allowed = permit.check(); !allowed)
        return allowed.error();
    return onParked(pool, "outbox.drop", schema, id, "DELETE FROM {}.outbox");
}

} // namespace vigia::backend::postgres
