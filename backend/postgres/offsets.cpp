#include "backend/postgres/offsets.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

namespace vigia::backend::postgres {
namespace {

/// Prepared once a connection under a name per schema.
template <class... Args>
pqxx::result run(pqxx::transaction_base& tx, Schema schema, std::string_view name,
                 std::string_view sql, const Args&... args) {
    const auto statement = fmt::format("{}_{}", name, schemaName(schema));
    tx.conn().prepare(statement,
                      fmt::format(fmt::runtime(sql), fmt::arg("schema", schemaName(schema))));
    return tx.exec_prepared(statement, args...);
}

/// libpqxx 6 has no std::optional: null or a pointer to the text.
const char* orNull(const std::optional<std::string>& text) {
    return text ? text->c_str() : nullptr;
}

constexpr std::string_view kKey = " WHERE o.group_id = $1 AND o.topic = $2 AND o.partition = $3";

std::string withKey(std::string_view sql) {
    return std::string(sql) + std::string(kKey);
}

std::optional<std::string> textOf(const pqxx::field& field) {
    return field.is_null() ? std::nullopt : std::optional(field.as<std::string>());
}

StoredOffset stored(const pqxx::row& row) {
    return {{row["group_id"].as<std::string>(), row["topic"].as<std::string>(),
             row["partition"].as<std::int32_t>()},
            row["next_offset"].as<std::int64_t>(),
            row["epoch"].as<std::int64_t>(),
            row["generation"].as<std::int32_t>(),
            textOf(row["topic_id"]),
            row["owner"].as<std::string>()};
}

constexpr std::string_view kSelectOffsets =
    "SELECT o.group_id, o.topic, o.partition, o.next_offset, "
    "o.epoch, o.generation, o.topic_id, o.owner "
    "FROM {schema}.consumer_offsets o";

} // namespace

ClaimResult claim(pqxx::transaction_base& tx, Schema schema, const OffsetKey& key,
                  const ClaimRequest& request) {
    const auto seen = request.seenGeneration
                          ? std::optional(std::to_string(*request.seenGeneration))
                          : std::nullopt;
    const auto row =
        run(tx, schema, "offsets_claim",
            "SELECT outcome, epoch, next_offset, generation, topic_id "
            "FROM {schema}.claim_offset($1, $2, $3, $4, $5, $6, $7::uuid, $8::integer)",
            key.group, key.topic, key.partition, request.generation, request.owner,
            request.fallbackOffset, orNull(request.topicId), orNull(seen))
            .at(0);
    const auto outcome = row[0].as<std::string>();
    if (outcome == "claimed")
        return Claimed{row[1].as<std::int64_t>(), row[2].as<std::int64_t>()};
    if (outcome == "topic")
        return TopicChanged{row[4].as<std::string>()};
    return RefusedBy{row[3].as<std::int32_t>()};
}

bool settle(pqxx::transaction_base& tx, Schema schema, const Settlement& settlement) {
    const auto result =
        run(tx, schema, "offsets_settle",
            withKey("UPDATE {schema}.consumer_offsets o SET next_offset = $4, updated_at = now()") +
                " AND o.next_offset = $5 AND o.epoch = $6",
            settlement.key.group, settlement.key.topic, settlement.key.partition, settlement.next,
            settlement.expected, settlement.epoch);
    return result.affected_rows() == 1;
}

std::string settleStatement(const pqxx::transaction_base& tx, Schema schema,
                            const std::vector<Settlement>& settlements) {
    std::string sql = "SELECT";
    for (const auto& settlement : settlements)
        sql += fmt::format(
            "{} {}.settle_offset({}, {}, {}, {}, {}, {})", sql.back() == ')' ? "," : "",
            schemaName(schema), tx.quote(settlement.key.group), tx.quote(settlement.key.topic),
            settlement.key.partition, settlement.expected, settlement.next, settlement.epoch);
    return sql;
}

std::optional<StoredOffset> readOffset(pqxx::transaction_base& tx, Schema schema,
                                       const OffsetKey& key) {
    const auto rows = run(tx, schema, "offsets_read", withKey(kSelectOffsets), key.group, key.topic,
                          key.partition);
    return rows.empty() ? std::nullopt : std::optional(stored(rows[0]));
}

std::vector<StoredOffset> readOffsets(pqxx::transaction_base& tx, Schema schema,
                                      std::string_view group) {
    std::vector<StoredOffset> offsets;
    const auto rows =
        run(tx, schema, "offsets_of_group",
            std::string(kSelectOffsets) + " WHERE o.group_id = $1 ORDER BY o.topic, o.partition",
            std::string(group));
    for (const auto& row : rows)
        offsets.push_back(stored(row));
    return offsets;
}

int terminateHolder(pqxx::transaction_base& tx, Schema schema, const OffsetKey& key) {
    const auto rows =
        run(tx, schema, "offsets_holder",
            withKey("SELECT pg_terminate_backend(a.pid) FROM {schema}.consumer_offsets o "
                    "JOIN pg_stat_activity a ON a.backend_xid = o.xmax "
                    "AND a.datname = current_database() AND a.application_name LIKE 'vigia:%' "
                    "AND a.pid <> pg_backend_pid()"),
            key.group, key.topic, key.partition);
    return static_cast<int>(rows.size());
}

} // namespace vigia::backend::postgres
