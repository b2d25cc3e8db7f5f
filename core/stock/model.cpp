#include "core/stock/model.h"

#include <array>
#include <utility>

namespace vigia::core::stock {
namespace {

constexpr std::array<std::pair<StockStatus, std::string_view>, 5> kStatuses{{
    {StockStatus::Available, "AVAILABLE"},
    {StockStatus::Reserved, "RESERVED"},
    {StockStatus::OutOfStock, "OUT_OF_STOCK"},
    {StockStatus::Discontinued, "DISCONTINUED"},
    {StockStatus::PendingRestock, "PENDING_RESTOCK"},
}};

constexpr std::array<std::pair<ReservationState, std::string_view>, 4> kStates{{
    {ReservationState::Active, "ACTIVE"},
    {ReservationState::Confirmed, "CONFIRMED"},
    {ReservationState::Released, "RELEASED"},
    {ReservationState::Expired, "EXPIRED"},
}};

template <class Table, class Value> std::string_view nameIn(const Table& table, Value wanted) {
    for (const auto& [value, name] : table) {
        if (value == wanted)
            return name;
    }
    return {};
}

template <class Table>
auto valueIn(const Table& table, std::string_view wanted)
    -> std::optional<typename Table::value_type::first_type> {
    for (const auto& [value, name] : table) {
        if (name == wanted)
            return value;
    }
    return std::nullopt;
}

} // namespace

std::string_view statusName(StockStatus status) {
    return nameIn(kStatuses, status);
}

std::optional<StockStatus> parseStatus(std::string_view name) {
    return valueIn(kStatuses, name);
}

std::string_view stateName(ReservationState state) {
    return nameIn(kStates, state);
}

std::optional<ReservationState> parseState(std::string_view name) {
    return valueIn(kStates, name);
}

} // namespace vigia::core::stock
