#include "backend/stock/history_store.h"

#include "backend/stock/text_array.h"
#include "core/base/text.h"
#include "core/base/time_text.h"

#include <pqxx/pqxx>

#include <array>
#include <map>
#include <unordered_map>

namespace vigia::backend::stock {
namespace {

using namespace core::stock;

constexpr const char* kAppend = "INSERT INTO stock.event_history (event_id, occurred_at, stock_id, "
                                "stock_version, product_id, symbol, operation, "
                                "operation_by, correlation_id, payload) SELECT * FROM "
                                "unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::int[], "
                                "$5::text[], $6::text[], $7::text[], $8::text[], $9::text[], "
                                "$10::jsonb[]) ON CONFLICT DO NOTHING RETURNING event_id";

// The rows are sorted by key, so that two writers of the same minutes never wait for each other in
// a circle.
constexpr const char* kAddMinutes =
    "INSERT INTO stock.symbol_minutes AS m (minute, symbol, created, updated, reserved, confirmed, "
    "released, expired, units) "
    "SELECT to_timestamp(t.minute), t.symbol, t.created, t.updated, t.reserved, t.confirmed, "
    "t.released, t.expired, t.units "
    "FROM unnest($1::bigint[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], "
    "$8::int[], $9::bigint[]) "
    "AS t(minute, symbol, created, updated, reserved, confirmed, released, expired, units) "
    "ON CONFLICT (minute, symbol) DO UPDATE SET created = m.created + excluded.created, "
    "updated = m.updated + excluded.updated, reserved = m.reserved + excluded.reserved, "
    "confirmed = m.confirmed + excluded.confirmed, released = m.released + excluded.released, "
    "expired = m.expired + excluded.expired, units = m.units + excluded.units";

using Minutes = std::map<std::pair<std::int64_t, std::string>, MinuteCounts>;

pqxx::result append(pqxx::transaction_base& tx, const std::vector<HistoryRow>& rows) {
    std::array<TextArray, 10> columns;
    for (const auto& [event, payload] : rows) {
        columns[0].add(event.eventId);
        columns[1].add(core::formatRfc3339Micros(event.occurredAt));
        columns[2].add(event.stockId);
        columns[3].add(std::to_string(event.stockVersion));
        columns[4].add(event.productId);
        columns[5].add(event.symbol);
        columns[6].add(operationName(event.operation));
        columns[7].add(event.operationBy);
        columns[8].add(event.correlationId);
        columns[9].add(payload);
    }
    // A connection that knows the name takes the same text again.
    tx.conn().prepare("stock.history_append", kAppend);
    return tx.exec_prepared("stock.history_append", columns[0].text(), columns[1].text(),
                            columns[2].text(), columns[3].text(), columns[4].text(),
                            columns[5].text(), columns[6].text(), columns[7].text(),
                            columns[8].text(), columns[9].text());
}

void addMinutes(pqxx::transaction_base& tx, const Minutes& minutes) {
    std::array<TextArray, 9> columns;
    for (const auto& [key, counts] : minutes) {
        columns[0].add(std::to_string(key.first * 60));
        columns[1].add(key.second);
        const std::array<std::int64_t, 7> values{counts.created,   counts.updated,  counts.reserved,
                                                 counts.confirmed, counts.released, counts.expired,
                                                 counts.units};
        for (std::size_t i = 0; i < values.size(); ++i)
            columns[i + 2].add(std::to_string(values[i]));
    }
    tx.conn().prepare("stock.history_minutes", kAddMinutes);
    tx.exec_prepared("stock.history_minutes", columns[0].text(), columns[1].text(),
                     columns[2].text(), columns[3].text(), columns[4].text(), columns[5].text(),
                     columns[6].text(), columns[7].text(), columns[8].text());
}

} // namespace

std::int64_t storeHistory(pqxx::transaction_base& tx, const std::vector<HistoryRow>& rows) {
    if (rows.empty())
        return 0;
    std::unordered_map<std::string, const HistoryEvent*> byId;
    for (const auto& row : rows)
        byId.emplace(core::lowered(row.event.eventId), &row.event);
    const auto inserted = append(tx, rows);
    Minutes minutes;
    for (const auto& row : inserted) {
        const auto& event = *byId.at(row[0].c_str());
        const auto minute =
            std::chrono::floor<std::chrono::minutes>(event.occurredAt).time_since_epoch().count();
        minutes[{minute, event.symbol}].add(event);
    }
    if (!minutes.empty())
        addMinutes(tx, minutes);
    return static_cast<std::int64_t>(inserted.size());
}

} // namespace vigia::backend::stock
