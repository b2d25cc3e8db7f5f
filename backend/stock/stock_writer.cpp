#include "backend/stock/stock_writer.h"

#include "backend/host/fault_point.h"
#include "backend/postgres/outbox.h"
#include "backend/stock/rows.h"
#include "backend/stock/text_array.h"
#include "core/base/murmur2.h"
#include "core/base/time_text.h"
#include "core/stock/routing.h"

#include <pqxx/pqxx>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

namespace vigia::backend::stock {
namespace {

using namespace core::stock;

/// The outbox rows of one event: one a topic, in order. The parameters begin at `first`.
std::string outboxSelect(int first) {
    return fmt::format(
        "INSERT INTO stock.outbox (shard, event_id, topic, key, headers, payload, record_time) "
        "SELECT ${}::smallint, ${}::uuid, t.topic, convert_to(${}::text, 'UTF8'), ${}::jsonb, "
        "convert_to(${}::text, 'UTF8'), ${}::timestamptz "
        "FROM unnest(${}::text[]) WITH ORDINALITY AS t(topic, n)",
        first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
}

constexpr const char* kInsertStock =
    "WITH s AS (INSERT INTO stock.stocks (stock_id, product_id, symbol, product_name, quantity, "
    "unit_price, status, "
    "version, created_at, created_by, last_updated, last_updated_by) "
    "VALUES ($1, $2, $3, $4, $5, $6::numeric, $7, 1, $8::timestamptz, $9, $8::timestamptz, $9) "
    "ON CONFLICT (product_id) WHERE deleted_at IS NULL DO NOTHING RETURNING stock_id) ";

// Sorted by product, so that two such statements never wait for each other in a circle.
constexpr const char* kInsertStocks =
    "WITH c AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], "
    "$6::numeric[], $7::text[], $8::timestamptz[], $9::text[], $10::smallint[], $11::uuid[], "
    "$12::jsonb[], $13::text[], $14::text[]) AS c (stock_id, product_id, symbol, product_name, "
    "quantity, unit_price, status, at, by, shard, event_id, headers, payload, topics)), "
    "s AS (INSERT INTO stock.stocks (stock_id, product_id, symbol, product_name, quantity, "
    "unit_price, status, version, created_at, created_by, last_updated, last_updated_by) "
    "SELECT stock_id, product_id, symbol, product_name, quantity, unit_price, status, 1, at, by, "
    "at, by FROM c ORDER BY product_id "
    "ON CONFLICT (product_id) WHERE deleted_at IS NULL DO NOTHING RETURNING stock_id), "
    "o AS (INSERT INTO stock.outbox (shard, event_id, topic, key, headers, payload, record_time) "
    "SELECT c.shard, c.event_id, t.topic, convert_to(c.stock_id, 'UTF8'), c.headers, "
    "convert_to(c.payload, 'UTF8'), c.at FROM c JOIN s ON s.stock_id = c.stock_id "
    "CROSS JOIN LATERAL unnest(c.topics::text[]) WITH ORDINALITY AS t (topic, n) "
    "ORDER BY c.stock_id, t.n) SELECT stock_id FROM s";

constexpr const char* kUpdateStock =
    "WITH s AS (UPDATE stock.stocks SET quantity = $2, reserved_quantity = $3, unit_price = "
    "$4::numeric, status = $5, "
    "version = $6, last_updated = $7::timestamptz, last_updated_by = $8, "
    "deleted_at = CASE WHEN $9::boolean THEN $7::timestamptz END WHERE stock_id = $1) ";

constexpr const char* kInsertReservation =
    "INSERT INTO stock.reservations (reservation_id, stock_id, product_id, symbol, quantity, "
    "reserved_by, reason, "
    "correlation_id, created_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz, $10::timestamptz)";

constexpr const char* kCloseReservation = "UPDATE stock.reservations SET state = $2, closed_at = "
                                          "$3::timestamptz, closed_by = $4, close_reason = $5 "
                                          "WHERE reservation_id = $1";

/// The seven outbox parameters of an event, as texts.
struct OutboxTexts {
    std::string shard, eventId, key, headers, payload, recordTime, topics;
};

OutboxTexts outboxTexts(const StockChange& change, const EventStamp& stamp,
                        const StockRules& rules) {
    const auto& key = change.after.stockId;
    return {std::to_string(core::outboxShard(key)),
            stamp.eventId,
            key,
            postgres::headersToJson(eventHeaders(change, stamp)),
            eventJson(change, stamp, rules),
            core::formatRfc3339(change.occurredAt),
            fmt::format("{{{}}}", fmt::join(topicsFor(change, rules), ","))};
}

const char* orNull(const std::optional<std::string>& text) {
    return text ? text->c_str() : nullptr;
}

void storeReservation(pqxx::transaction_base& tx, const StockChange& change) {
    const auto& r = *change.reservation;
    if (change.operation == Operation::StockReservation) {
        tx.exec_prepared("stock.reservation_insert", r.reservationId, r.stockId, r.productId,
                         r.symbol, r.quantity, r.reservedBy, orNull(r.reason), r.correlationId,
                         core::formatRfc3339(r.createdAt), core::formatRfc3339(r.expiresAt));
        return;
    }
    tx.exec_prepared("stock.reservation_close", r.reservationId, std::string(stateName(r.state)),
                     core::formatRfc3339(*r.closedAt), orNull(r.closedBy), orNull(r.closeReason));
}

using CreationColumns = std::array<TextArray, 14>;

void addCreation(CreationColumns& columns, const Creation& creation, const StockRules& rules) {
    const auto& s = creation.change.after;
    const auto out = outboxTexts(creation.change, creation.stamp, rules);
    std::size_t column = 0;
    for (const auto& text :
         {s.stockId, s.productId, s.symbol, s.productName, std::to_string(s.quantity),
          s.unitPrice.text(), std::string(statusName(s.status)), core::formatRfc3339(s.createdAt),
          s.createdBy, out.shard, out.eventId, out.headers, out.payload, out.topics})
        columns[column++].add(text);
}

std::optional<std::string> holderOf(pqxx::transaction_base& tx, const std::string& productId) {
    const auto rows = tx.exec_prepared("stock.product_holder", productId);
    return rows.empty() ? std::nullopt : std::optional<std::string>(rows[0][0].c_str());
}

} // namespace

void prepareWrites(postgres::Pool& pool) {
    pool.prepare(
        "stock.lock",
        fmt::format("SELECT {} FROM stock.stocks s WHERE s.stock_id = $1 AND s.deleted_at IS "
                    "NULL FOR UPDATE",
                    stockColumns("s")));
    pool.prepare("stock.reservation_of",
                 fmt::format("SELECT {} FROM stock.reservations r WHERE r.reservation_id = $1 "
                             "AND r.stock_id = $2",
                             reservationColumns("r")));
    pool.prepare(
        "stock.active_reservations",
        "SELECT count(*) FROM stock.reservations WHERE stock_id = $1 AND state = 'ACTIVE'");
    pool.prepare("stock.product_holder",
                 "SELECT stock_id FROM stock.stocks WHERE product_id = $1 AND deleted_at IS NULL");
    pool.prepare("stock.insert", kInsertStock + outboxSelect(10) + ", s ORDER BY t.n");
    pool.prepare("stock.insert_many", kInsertStocks);
    pool.prepare("stock.which_exist",
                 "SELECT stock_id FROM stock.stocks WHERE stock_id = ANY($1::text[])");
    pool.prepare("stock.update", kUpdateStock + outboxSelect(10) + " ORDER BY t.n");
    pool.prepare("stock.reservation_insert", kInsertReservation);
    pool.prepare("stock.reservation_close", kCloseReservation);
}

std::optional<Stock> lockStock(pqxx::transaction_base& tx, const std::string& stockId) {
    const auto rows = tx.exec_prepared("stock.lock", stockId);
    return rows.empty() ? std::nullopt : std::optional(stockFrom(rows[0]));
}

std::optional<Reservation> reservationOf(pqxx::transaction_base& tx, const std::string& stockId,
                                         const std::string& reservationId) {
    const auto rows = tx.exec_prepared("stock.reservation_of", reservationId, stockId);
    return rows.empty() ? std::nullopt : std::optional(reservationFrom(rows[0]));
}

std::int64_t activeReservations(pqxx::transaction_base& tx, const std::string& stockId) {
    return tx.exec_prepared1("stock.active_reservations", stockId)[0].as<std::int64_t>();
}

void storeChange(pqxx::transaction_base& tx, const StockChange& change, const EventStamp& stamp,
                 const StockRules& rules) {
    if (change.reservation)
        storeReservation(tx, change);
    const auto& s = change.after;
    const auto out = outboxTexts(change, stamp, rules);
    const bool deleted = change.operation == Operation::StockDeletion;
    tx.exec_prepared("stock.update", s.stockId, s.quantity, s.reservedQuantity, s.unitPrice.text(),
                     std::string(statusName(s.status)), s.version,
                     core::formatRfc3339(s.lastUpdated), s.lastUpdatedBy, deleted, out.shard,
                     out.eventId, out.key, out.headers, out.payload, out.recordTime, out.topics);
    VIGIA_FAULT_POINT("stock.after_write");
}

std::optional<std::string> insertStock(pqxx::transaction_base& tx, const StockChange& change,
                                       const EventStamp& stamp, const StockRules& rules) {
    const auto& s = change.after;
    const auto out = outboxTexts(change, stamp, rules);
    for (int tries = 0;; ++tries) {
        const auto written =
            tx.exec_prepared("stock.insert", s.stockId, s.productId, s.symbol, s.productName,
                             s.quantity, s.unitPrice.text(), std::string(statusName(s.status)),
                             core::formatRfc3339(s.createdAt), s.createdBy, out.shard, out.eventId,
                             out.key, out.headers, out.payload, out.recordTime, out.topics);
        if (written.affected_rows() > 0)
            return std::nullopt;
        auto holder = holderOf(tx, s.productId);
        if (holder || tries == 3)
            return holder == s.stockId ? std::nullopt : std::optional(holder.value_or(""));
    }
}

std::vector<bool> insertStocks(pqxx::transaction_base& tx, std::span<const Creation> creations,
                               const StockRules& rules, bool again) {
    CreationColumns columns;
    for (const auto& creation : creations)
        addCreation(columns, creation, rules);
    std::vector<std::string> texts;
    for (const auto& column : columns)
        texts.push_back(column.text());
    auto rows = tx.exec_prepared("stock.insert_many", pqxx::prepare::make_dynamic_params(texts));
    if (again)
        rows = tx.exec_prepared("stock.which_exist", texts.front());
    std::set<std::string_view> written;
    for (const auto& row : rows)
        written.insert(row[0].c_str());
    std::vector<bool> out;
    for (const auto& creation : creations)
        out.push_back(written.contains(creation.change.after.stockId));
    return out;
}

} // namespace vigia::backend::stock
