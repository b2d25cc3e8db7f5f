#include "backend/stock/rows.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

namespace vigia::backend::stock {
namespace {

using core::UtcTime;

std::string millis(std::string_view column) {
    return fmt::format("floor(extract(epoch FROM {}) * 1000)::bigint", column);
}

UtcTime timeOf(const pqxx::field& field) {
    return core::fromEpochMillis(field.as<std::int64_t>());
}

std::optional<std::string> optionalText(const pqxx::field& field) {
    return field.is_null() ? std::nullopt : std::optional<std::string>(field.c_str());
}

} // namespace

std::string stockColumns(const std::string& a) {
    return fmt::format(
        "{0}.stock_id, {0}.product_id, {0}.symbol, {0}.product_name, {0}.quantity, "
        "{0}.reserved_quantity, {0}.unit_price, {0}.status, {0}.version, {1}, {0}.created_by, {2}, "
        "{0}.last_updated_by",
        a, millis(a + ".created_at"), millis(a + ".last_updated"));
}

std::string reservationColumns(const std::string& a) {
    return fmt::format(
        "{0}.reservation_id, {0}.stock_id, {0}.product_id, {0}.symbol, {0}.quantity, {0}.state, "
        "{0}.reserved_by, {0}.reason, {0}.correlation_id, {1}, {2}, {3}, {0}.closed_by, "
        "{0}.close_reason",
        a, millis(a + ".created_at"), millis(a + ".expires_at"), millis(a + ".closed_at"));
}

std::string branchColumns() {
    return fmt::format(
        "b.product_id, b.distribution_center, b.branch, b.quantity, b.reserved, b.version, {}",
        millis("b.updated_at"));
}

core::stock::Stock stockFrom(const pqxx::row& row, int first) {
    const auto at = [&](int column) { return row[first + column]; };
    core::stock::Stock stock;
    stock.stockId = at(0).c_str();
    stock.productId = at(1).c_str();
    stock.symbol = at(2).c_str();
    stock.productName = at(3).c_str();
    stock.quantity = at(4).as<std::int64_t>();
    stock.reservedQuantity = at(5).as<std::int64_t>();
    stock.unitPrice = core::Money::parse(at(6).c_str()).value_or(core::Money{});
    stock.status =
        core::stock::parseStatus(at(7).c_str()).value_or(core::stock::StockStatus::OutOfStock);
    stock.version = at(8).as<std::int64_t>();
    stock.createdAt = timeOf(at(9));
    stock.createdBy = at(10).c_str();
    stock.lastUpdated = timeOf(at(11));
    stock.lastUpdatedBy = at(12).c_str();
    return stock;
}

core::stock::Reservation reservationFrom(const pqxx::row& row, int first) {
    const auto at = [&](int column) { return row[first + column]; };
    core::stock::Reservation reservation;
    reservation.reservationId = at(0).c_str();
    reservation.stockId = at(1).c_str();
    reservation.productId = at(2).c_str();
    reservation.symbol = at(3).c_str();
    reservation.quantity = at(4).as<std::int64_t>();
    reservation.state =
        core::stock::parseState(at(5).c_str()).value_or(core::stock::ReservationState::Active);
    reservation.reservedBy = at(6).c_str();
    reservation.reason = optionalText(at(7));
    reservation.correlationId = at(8).c_str();
    reservation.createdAt = timeOf(at(9));
    reservation.expiresAt = timeOf(at(10));
    if (!at(11).is_null())
        reservation.closedAt = timeOf(at(11));
    reservation.closedBy = optionalText(at(12));
    reservation.closeReason = optionalText(at(13));
    return reservation;
}

core::stock::BranchStock branchFrom(const pqxx::row& row) {
    core::stock::BranchStock stock;
    stock.key = {row[0].c_str(), row[1].c_str(), row[2].c_str()};
    stock.quantity = row[3].as<std::int64_t>();
    stock.reserved = row[4].as<std::int64_t>();
    stock.version = row[5].as<std::int64_t>();
    stock.updatedAt = timeOf(row[6]);
    return stock;
}

} // namespace vigia::backend::stock
