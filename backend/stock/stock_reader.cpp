#include "backend/stock/stock_reader.h"

#include "backend/stock/list_filter.h"
#include "backend/stock/rows.h"
#include "core/base/json.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

namespace vigia::backend::stock {
namespace {

using namespace core::stock;
using core::Result;

std::optional<Stock> findStock(pqxx::transaction_base& tx, const std::string& stockId) {
    const auto rows = tx.exec_prepared("stock.by_id", stockId);
    return rows.empty() ? std::nullopt : std::optional(stockFrom(rows[0]));
}

Page<Reservation> reservationPage(pqxx::transaction_base& tx, const std::string& stockId,
                                  const ReservationsQuery& query) {
    const auto state = query.state ? std::string(stateName(*query.state)) : std::string();
    Page<Reservation> page;
    page.total = tx.exec_prepared1("stock.reservation_count", stockId, state)[0].as<std::int64_t>();
    const auto rows = tx.exec_prepared("stock.reservation_page", stockId, state, query.page.size,
                                       query.page.size * query.page.number);
    for (const auto& row : rows)
        page.rows.push_back(reservationFrom(row));
    return page;
}

/// jsonb as compact text.
std::string compact(const char* json) {
    const auto value = core::parseJson(json);
    return value ? value->text() : std::string(json);
}

} // namespace

StockReader::StockReader(postgres::Pool& pool) : m_pool(pool) {
    const auto stock = stockColumns("s");
    const auto reservation = reservationColumns("r");
    pool.prepare(
        "stock.by_id",
        fmt::format("SELECT {} FROM stock.stocks s WHERE s.stock_id = $1 AND s.deleted_at IS NULL",
                    stock));
    pool.prepare("stock.reservation_count",
                 "SELECT count(*) FROM stock.reservations r WHERE r.stock_id = $1 AND "
                 "($2 = '' OR r.state = $2)");
    pool.prepare("stock.reservation_page",
                 fmt::format("SELECT {} FROM stock.reservations r WHERE r.stock_id = $1 AND ($2 = "
                             "'' OR r.state = $2) "
                             "ORDER BY r.created_at DESC, r.reservation_id LIMIT $3 OFFSET $4",
                             reservation));
    pool.prepare("stock.reservation_by_id",
                 fmt::format("SELECT {}, {} FROM stock.reservations r JOIN stock.stocks s ON "
                             "s.stock_id = r.stock_id "
                             "WHERE r.reservation_id = $1 AND s.deleted_at IS NULL",
                             stock, reservation));
    pool.prepare("stock.events_of",
                 "SELECT payload::text FROM stock.event_history WHERE stock_id = $1 AND "
                 "stock_version < $2 ORDER BY stock_version DESC LIMIT $3");
}

Result<std::optional<Stock>> StockReader::stock(const std::string& stockId) {
    return postgres::inQuery(m_pool, "stock.read",
                             [&](pqxx::nontransaction& tx) -> Result<std::optional<Stock>> {
                                 return findStock(tx, stockId);
                             });
}

Result<Page<Stock>> StockReader::list(const ListQuery& query, std::int64_t lowThreshold) {
    const auto filter = listFilter(query, lowThreshold);
    return postgres::inQuery(
        m_pool, "stock.list", [&](pqxx::nontransaction& tx) -> Result<Page<Stock>> {
            Page<Stock> page;
            const auto values = pqxx::prepare::make_dynamic_params(filter.values);
            page.total =
                tx.exec_params1("SELECT count(*) FROM stock.stocks s WHERE " + filter.where,
                                values)[0]
                    .as<std::int64_t>();
            const auto rows = tx.exec_params(
                fmt::format("SELECT {} FROM stock.stocks s WHERE {} ORDER BY {} LIMIT {} OFFSET {}",
                            stockColumns("s"), filter.where, filter.order, query.page.size,
                            query.page.size * query.page.number),
                values);
            for (const auto& row : rows)
                page.rows.push_back(stockFrom(row));
            return page;
        });
}

Result<std::optional<StockReader::StockReservations>>
StockReader::reservations(const std::string& stockId, const ReservationsQuery& query) {
    using Answer = std::optional<StockReservations>;
    return postgres::inQuery(
        m_pool, "stock.reservations", [&](pqxx::nontransaction& tx) -> Result<Answer> {
            auto stock = findStock(tx, stockId);
            if (!stock)
                return Answer{};
            return Answer{
                StockReservations{std::move(*stock), reservationPage(tx, stockId, query)}};
        });
}

Result<std::optional<std::pair<Stock, Reservation>>>
StockReader::reservation(const std::string& reservationId) {
    using Answer = std::optional<std::pair<Stock, Reservation>>;
    return postgres::inQuery(
        m_pool, "stock.reservation", [&](pqxx::nontransaction& tx) -> Result<Answer> {
            const auto rows = tx.exec_prepared("stock.reservation_by_id", reservationId);
            if (rows.empty())
                return Answer{};
            return Answer{
                std::pair(stockFrom(rows[0]), reservationFrom(rows[0], kStockColumnCount))};
        });
}

Result<std::optional<StockReader::StockEvents>> StockReader::events(const std::string& stockId,
                                                                    const EventsQuery& query) {
    using Answer = std::optional<StockEvents>;
    return postgres::inQuery(
        m_pool, "stock.events", [&](pqxx::nontransaction& tx) -> Result<Answer> {
            auto stock = findStock(tx, stockId);
            if (!stock)
                return Answer{};
            StockEvents found{std::move(*stock), {}};
            for (const auto& row :
                 tx.exec_prepared("stock.events_of", stockId,
                                  query.beforeVersion.value_or(kMaxQuantity), query.limit))
                found.events.push_back(compact(row[0].c_str()));
            return Answer{std::move(found)};
        });
}

} // namespace vigia::backend::stock
