#include "backend/postgres/relay_store.h"

#include "backend/postgres/outbox.h"
#include "core/base/text.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

#include <chrono>

namespace vigia::backend::postgres {
namespace {

/// First key of the advisory locks of a schema's relays; the second is the shard, or kPresence.
constexpr int kLockClass = 7100;
constexpr int kPresence = kOutboxShards;

int lockClass(Schema schema) {
    return kLockClass + static_cast<int>(schema);
}

std::string channel(Schema schema) {
    return fmt::format("vigia_outbox_{}", schemaName(schema));
}

template <class Range, class Projection>
std::string arrayText(const Range& items, const Projection& project) {
    std::string out = "{";
    for (const auto& item : items)
        out += (out.size() > 1 ? "," : "") + std::to_string(project(item));
    return out + "}";
}

constexpr std::string_view kRead = R"sql(
SELECT o.id, o.shard, o.topic, o.key, o.headers::text, o.payload, o.event_id::text,
       (extract(epoch FROM o.record_time) * 1000000)::bigint, (extract(epoch FROM o.created_at) * 1000000)::bigint
FROM unnest($1::smallint[], $2::bigint[], $3::integer[]) AS w (shard, low, most)
CROSS JOIN LATERAL (
  SELECT u.*, sum(octet_length(u.payload)) OVER (ORDER BY u.id) AS bytes FROM (
    SELECT r.* FROM {schema}.outbox r
    WHERE r.shard = w.shard AND r.id >= w.low AND r.sent_at IS NULL AND r.parked_at IS NULL
      AND NOT EXISTS (SELECT FROM {schema}.outbox p WHERE p.shard = r.shard AND p.id < r.id AND p.sent_at IS NULL
                      AND p.parked_at IS NOT NULL AND p.key = r.key)
    ORDER BY r.id LIMIT w.most) u) o
WHERE o.bytes <= 1048576 OR o.bytes = octet_length(o.payload)
ORDER BY o.shard, o.id)sql";

constexpr std::string_view kMark = R"sql(
UPDATE {schema}.outbox o SET sent_at = now(), sent_partition = m.p, sent_offset = m.o
FROM unnest($1::bigint[], $2::integer[], $3::bigint[]) AS m (id, p, o) WHERE o.id = m.id AND o.sent_at IS NULL)sql";

constexpr std::string_view kFailed =
    "UPDATE {schema}.outbox SET attempts = attempts + 1, last_error = $2 WHERE id = $1";

constexpr std::string_view kPark =
    "UPDATE {schema}.outbox SET attempts = attempts + 1, last_error = $2, "
    "parked_at = now() WHERE id = $1 AND sent_at IS NULL";

constexpr std::string_view kBacklog = R"sql(
SELECT (SELECT count(*) FROM {schema}.outbox WHERE sent_at IS NULL AND parked_at IS NULL AND shard BETWEEN 0 AND 15),
  coalesce((SELECT extract(epoch FROM now() - min(f.created_at)) FROM generate_series(0, 15) AS s (shard)
    CROSS JOIN LATERAL (SELECT r.created_at FROM {schema}.outbox r WHERE r.shard = s.shard AND r.sent_at IS NULL
      AND r.parked_at IS NULL ORDER BY r.id LIMIT 1) f), 0)::float8,
  (SELECT count(*) FROM {schema}.outbox WHERE sent_at IS NULL AND parked_at IS NOT NULL))sql";

constexpr std::string_view kDeleteOld = R"sql(
DELETE FROM {schema}.outbox WHERE id IN (SELECT id FROM {schema}.outbox
WHERE sent_at < now() - interval '1 hour' AND sent_at IS NOT NULL ORDER BY sent_at LIMIT 5000))sql";

core::UtcTime fromMicros(std::int64_t micros) {
    return core::UtcTime(std::chrono::microseconds(micros));
}

void addEventId(core::stream::Headers& headers, const std::string& eventId) {
    if (core::stream::findHeader(headers, "event-id") == nullptr)
        headers.push_back({"event-id", eventId});
}

} // namespace

/// Counts what other connections notify; our own notifications are no news.
class RelayStore::Listener : public pqxx::notification_receiver {
public:
    Listener(pqxx::connection& connection, const std::string& channel)
        : pqxx::notification_receiver(connection, channel), m_own(connection.backendpid()) {}

    void operator()(const std::string&, int backend) override {
        m_notified = m_notified || backend != m_own;
    }

    bool take() { return std::exchange(m_notified, false); }

private:
    int m_own;
    bool m_notified = false;
};

RelayStore::RelayStore(std::unique_ptr<Connection> connection, Schema schema, TopicNames topicNames)
    : m_connection(std::move(connection)), m_schema(schema), m_topicNames(std::move(topicNames)) {
    m_listener = std::make_unique<Listener>(raw(), channel(m_schema));
    pqxx::nontransaction tx(raw());
    // A lost mark only repeats a record; the planner must never leave the partial index, whatever
    // its statistics say.
    tx.exec("SET synchronous_commit = off; SET enable_seqscan = off; SET enable_bitmapscan = off; "
            "SET plan_cache_mode = force_generic_plan; SET work_mem = '32MB'");
    tx.exec(fmt::format("SELECT pg_advisory_lock_shared({}, {})", lockClass(m_schema), kPresence));
    prepareStatements();
}

RelayStore::~RelayStore() = default;

void RelayStore::prepareStatements() {
    const auto prepare = [this](const std::string& name, std::string_view sql) {
        raw().prepare(name,
                      fmt::format(fmt::runtime(sql), fmt::arg("schema", schemaName(m_schema))));
    };
    prepare("read", kRead);
    prepare("mark", kMark);
    prepare("failed", kFailed);
    prepare("park", kPark);
    prepare("highest", "SELECT coalesce(max(id), 0) FROM {schema}.outbox");
    prepare("parked_lows", "SELECT shard, min(id) FROM {schema}.outbox WHERE sent_at IS NULL AND "
                           "parked_at IS NOT NULL "
                           "GROUP BY shard");
    prepare("backlog", kBacklog);
    prepare("delete_old", kDeleteOld);
    prepare("try_lock", "SELECT pg_try_advisory_lock($1, $2)");
    prepare("unlock", "SELECT pg_advisory_unlock($1, $2)");
    prepare("relays",
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND "
            "database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND "
            "classid = $1::integer::oid AND objid = $2::integer::oid AND objsubid = 2");
}

int RelayStore::relays() {
    pqxx::nontransaction tx(raw());
    return tx.exec_prepared("relays", lockClass(m_schema), kPresence).at(0)[0].as<int>();
}

bool RelayStore::tryLock(std::int16_t shard) {
    pqxx::nontransaction tx(raw());
    return tx.exec_prepared("try_lock", lockClass(m_schema), static_cast<int>(shard))
        .at(0)[0]
        .as<bool>();
}

void RelayStore::unlock(std::int16_t shard) {
    pqxx::nontransaction tx(raw());
    tx.exec_prepared("unlock", lockClass(m_schema), static_cast<int>(shard));
}

OutboxRow RelayStore::rowOf(const pqxx::row& row) const {
    OutboxRow out;
    out.id = row[0].as<std::int64_t>();
    out.shard = static_cast<std::int16_t>(row[1].as<int>());
    out.logicalTopic = row[2].as<std::string>();
    out.createdAt = fromMicros(row[8].as<std::int64_t>());
    out.record.topic = m_topicNames ? m_topicNames(out.logicalTopic) : out.logicalTopic;
    if (!row[3].is_null())
        out.record.key = pqxx::binarystring(row[3]).str();
    auto headers = headersFromJson(row[4].as<std::string>());
    out.readable = headers.has_value();
    if (headers)
        out.record.headers = std::move(*headers);
    addEventId(out.record.headers, row[6].as<std::string>());
    out.record.value = pqxx::binarystring(row[5]).str();
    out.record.time = fromMicros(row[7].as<std::int64_t>());
    return out;
}

std::vector<OutboxRow> RelayStore::read(const std::vector<ReadRequest>& requests) {
    pqxx::nontransaction tx(raw());
    const auto result =
        tx.exec_prepared("read", arrayText(requests, [](const auto& r) { return r.shard; }),
                         arrayText(requests, [](const auto& r) { return r.fromId; }),
                         arrayText(requests, [](const auto& r) { return r.most; }));
    std::vector<OutboxRow> rows;
    rows.reserve(result.size());
    for (const auto& row : result)
        rows.push_back(rowOf(row));
    return rows;
}

void RelayStore::markSent(const std::vector<SentRow>& rows) {
    pqxx::nontransaction tx(raw());
    tx.exec_prepared("mark", arrayText(rows, [](const auto& r) { return r.id; }),
                     arrayText(rows, [](const auto& r) { return r.partition; }),
                     arrayText(rows, [](const auto& r) { return r.offset; }));
}

void RelayStore::noteFailure(std::int64_t id, std::string_view error) {
    pqxx::nontransaction tx(raw());
    tx.exec_prepared("failed", id, std::string(core::clippedUtf8(error, 500)));
}

void RelayStore::park(std::int64_t id, std::string_view error) {
    pqxx::nontransaction tx(raw());
    tx.exec_prepared("park", id, std::string(core::clippedUtf8(error, 500)));
}

std::int64_t RelayStore::highestId() {
    pqxx::nontransaction tx(raw());
    return tx.exec_prepared("highest").at(0)[0].as<std::int64_t>();
}

std::vector<std::pair<std::int16_t, std::int64_t>> RelayStore::parkedLows() {
    pqxx::nontransaction tx(raw());
    std::vector<std::pair<std::int16_t, std::int64_t>> out;
    for (const auto& row : tx.exec_prepared("parked_lows"))
        out.emplace_back(static_cast<std::int16_t>(row[0].as<int>()), row[1].as<std::int64_t>());
    return out;
}

Backlog RelayStore::backlog() {
    pqxx::nontransaction tx(raw());
    const auto row = tx.exec_prepared("backlog").at(0);
    return {row[0].as<std::int64_t>(), row[1].as<double>(), row[2].as<std::int64_t>()};
}

std::int64_t RelayStore::deleteOld() {
    pqxx::nontransaction tx(raw());
    return static_cast<std::int64_t>(tx.exec_prepared("delete_old").affected_rows());
}

void RelayStore::notify() {
    pqxx::nontransaction tx(raw());
    tx.exec("NOTIFY " + channel(m_schema));
}

bool RelayStore::takeNotifications() {
    raw().get_notifs();
    return m_listener->take();
}

int RelayStore::socket() {
    return raw().sock();
}

} // namespace vigia::backend::postgres
