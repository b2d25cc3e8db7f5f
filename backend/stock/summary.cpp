#include "backend/stock/summary.h"

#include "core/base/json_writer.h"

#include <pqxx/pqxx>

#include <array>
#include <cmath>

namespace vigia::backend::stock {
namespace {

using namespace core::stock;
using core::Result;

constexpr auto kKeptFor = std::chrono::seconds(2);
constexpr std::array<const char*, 7> kHourColumns{"created",  "updated", "reserved", "confirmed",
                                                  "released", "expired", "rejected"};

constexpr const char* kTotals =
    "SELECT count(*), coalesce(sum(quantity), 0), coalesce(sum(reserved_quantity), 0), "
    "coalesce(sum(unit_price * quantity), 0), count(*) FILTER (WHERE quantity < $1), "
    "count(*) FILTER (WHERE quantity = 0), count(*) FILTER (WHERE status = 'AVAILABLE'), "
    "count(*) FILTER (WHERE status = 'PENDING_RESTOCK'), count(*) FILTER (WHERE status = "
    "'OUT_OF_STOCK'), "
    "count(*) FILTER (WHERE status = 'DISCONTINUED') FROM stock.stocks WHERE deleted_at IS NULL";

constexpr const char* kActive =
    "SELECT count(*), count(*) FILTER (WHERE expires_at <= now() + interval '60 seconds'), "
    "(SELECT count(*) FROM stock.outbox WHERE sent_at IS NULL) FROM stock.reservations WHERE state "
    "= 'ACTIVE'";

constexpr const char* kLastHour =
    "SELECT coalesce(sum(created), 0), coalesce(sum(updated), 0), coalesce(sum(reserved), 0), "
    "coalesce(sum(confirmed), 0), coalesce(sum(released), 0), coalesce(sum(expired), 0), "
    "coalesce(sum(rejected), 0) "
    "FROM stock.symbol_minutes WHERE minute > now() - interval '1 hour'";

constexpr const char* kTop =
    "SELECT m.symbol, m.reservations, m.units, coalesce(sum(s.quantity), 0), "
    "coalesce(sum(s.unit_price * s.quantity), 0) FROM (SELECT symbol, sum(reserved) AS "
    "reservations, sum(units) AS units "
    "FROM stock.symbol_minutes WHERE minute > now() - interval '24 hours' GROUP BY symbol HAVING "
    "sum(units) > 0 "
    "ORDER BY units DESC, symbol LIMIT 50) m LEFT JOIN stock.stocks s ON s.symbol = m.symbol AND "
    "s.deleted_at IS NULL "
    "GROUP BY m.symbol, m.reservations, m.units ORDER BY m.units DESC, m.symbol";

core::Money moneyOf(const pqxx::field& field) {
    return core::Money::parse(field.c_str()).value_or(core::Money{});
}

void readTotals(pqxx::transaction_base& tx, std::int64_t lowThreshold, StockSummary& out) {
    const auto row = tx.exec_params1(kTotals, lowThreshold);
    out.totalStocks = row[0].as<std::int64_t>();
    out.totalQuantity = row[1].as<std::int64_t>();
    out.totalReserved = row[2].as<std::int64_t>();
    out.totalValue = moneyOf(row[3]);
    out.lowStock = row[4].as<std::int64_t>();
    out.outOfStock = row[5].as<std::int64_t>();
    out.byStatus = {{"AVAILABLE", row[6].as<std::int64_t>()},
                    {"PENDING_RESTOCK", row[7].as<std::int64_t>()},
                    {"OUT_OF_STOCK", row[8].as<std::int64_t>()},
                    {"DISCONTINUED", row[9].as<std::int64_t>()}};
}

void readActivity(pqxx::transaction_base& tx, StockSummary& out) {
    const auto active = tx.exec1(kActive);
    out.activeReservations = active[0].as<std::int64_t>();
    out.expiringSoon = active[1].as<std::int64_t>();
    out.pendingOutbox = active[2].as<std::int64_t>();
    const auto hour = tx.exec1(kLastHour);
    for (std::size_t i = 0; i < kHourColumns.size(); ++i)
        out.lastHour.emplace_back(kHourColumns[i], hour[static_cast<int>(i)].as<std::int64_t>());
    for (const auto& row : tx.exec(kTop))
        out.topSymbols.push_back({row[0].c_str(), row[1].as<std::int64_t>(),
                                  row[2].as<std::int64_t>(), row[3].as<std::int64_t>(),
                                  moneyOf(row[4])});
}

/// reserved / (reserved + rejected) × 100 with two decimals; 0 when nothing was asked for.
double successRate(const StockSummary& summary) {
    const auto reserved = static_cast<double>(summary.lastHour[2].second);
    const auto all = reserved + static_cast<double>(summary.lastHour[6].second);
    return all == 0 ? 0.0 : std::round(reserved / all * 10000.0) / 100.0;
}

void writeCounts(core::JsonWriter& json,
                 const std::vector<std::pair<std::string, std::int64_t>>& counts) {
    for (const auto& [name, count] : counts)
        json.member(name, count);
}

std::string seriesJson(const SeriesQuery& query, const pqxx::result& rows) {
    const auto step = query.stepSeconds;
    const auto secondsOf = [&](core::UtcTime time) {
        return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count() / step *
               step;
    };
    core::JsonWriter json;
    json.beginObject()
        .member("metric", query.metric)
        .member("step", step)
        .key("points")
        .beginArray();
    auto row = rows.begin();
    for (auto at = secondsOf(query.from); at <= secondsOf(query.to); at += step) {
        std::int64_t value = 0;
        if (row != rows.end() && row[0].as<std::int64_t>() == at) {
            value = row[1].as<std::int64_t>();
            ++row;
        }
        json.beginArray().value(at).value(value).endArray();
    }
    json.endArray().endObject();
    return json.take();
}

} // namespace

std::string summaryAnswer(const StockSummary& summary, std::size_t top) {
    core::JsonWriter json;
    json.beginObject()
        .member("totalStocks", summary.totalStocks)
        .member("totalQuantity", summary.totalQuantity);
    json.member("totalReserved", summary.totalReserved).member("totalValue", summary.totalValue);
    json.member("lowStock", summary.lowStock).member("outOfStock", summary.outOfStock);
    json.key("byStatus").beginObject();
    writeCounts(json, summary.byStatus);
    json.endObject().member("activeReservations", summary.activeReservations);
    json.member("reservationsExpiringIn60s", summary.expiringSoon).key("lastHour").beginObject();
    writeCounts(json, summary.lastHour);
    json.member("reservationSuccessRate", successRate(summary))
        .endObject()
        .key("topSymbols")
        .beginArray();
    for (std::size_t i = 0; i < std::min(top, summary.topSymbols.size()); ++i) {
        const auto& row = summary.topSymbols[i];
        json.beginObject().member("symbol", row.symbol).member("reservations", row.reservations);
        json.member("units", row.units)
            .member("quantity", row.quantity)
            .member("value", row.value)
            .endObject();
    }
    json.endArray()
        .member("pendingOutbox", summary.pendingOutbox)
        .member("generatedAt", summary.generatedAt);
    json.endObject();
    return json.take();
}

SummaryCache::SummaryCache(postgres::Pool& pool, const core::Clock& clock, const StockRules& rules)
    : m_pool(pool), m_clock(clock), m_rules(rules) {}

Result<StockSummary> SummaryCache::read() {
    const std::lock_guard lock(m_mutex);
    if (m_kept && m_clock.steadyNow() - m_keptAt < kKeptFor)
        return *m_kept;
    auto fresh = postgres::inQuery(m_pool, "stock.summary",
                                   [&](pqxx::nontransaction& tx) -> Result<StockSummary> {
                                       StockSummary summary;
                                       readTotals(tx, m_rules.lowThreshold, summary);
                                       readActivity(tx, summary);
                                       return summary;
                                   });
    if (!fresh)
        return fresh;
    fresh->generatedAt = m_clock.now();
    m_kept = *fresh;
    m_keptAt = m_clock.steadyNow();
    return fresh;
}

Result<std::string> readSeries(postgres::Pool& pool, const SeriesQuery& query) {
    const auto from =
        std::chrono::floor<std::chrono::seconds>(query.from).time_since_epoch().count();
    const auto to = std::chrono::floor<std::chrono::seconds>(query.to).time_since_epoch().count();
    const auto first = from / query.stepSeconds * query.stepSeconds;
    const auto sql =
        "SELECT (extract(epoch FROM minute)::bigint / $1) * $1 AS at, sum(" + query.metric +
        ") FROM stock.symbol_minutes WHERE minute >= to_timestamp($2::bigint) AND "
        "minute <= to_timestamp($3::bigint) AND ($4 = '' OR symbol = $4) GROUP BY at ORDER BY at";
    return postgres::inQuery(
        pool, "stock.series", [&](pqxx::nontransaction& tx) -> Result<std::string> {
            return seriesJson(query, tx.exec_params(sql, query.stepSeconds, first, to,
                                                    query.symbol.value_or("")));
        });
}

} // namespace vigia::backend::stock
