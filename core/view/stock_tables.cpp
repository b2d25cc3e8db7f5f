#include "core/view/tables.h"

namespace vigia::core::view {
namespace {

using K = ColumnKind;

Value stockState(const StockRow& row) {
    const auto health = stockHealth(row.status);
    return Status{health, row.status, healthRank(health)};
}

Value reservationState(const ReservationRow& row) {
    const auto health = reservationHealth(row.state);
    return Status{health, row.state, healthRank(health)};
}

Value textOr(const std::string& text) {
    return text.empty() ? Value() : Value(std::string_view(text));
}

Value momentOr(UtcTime time) {
    return time == UtcTime{} ? Value() : Value(time);
}

} // namespace

const TableSchema<StockRow>& stockTable() {
    static const TableSchema<StockRow> schema{
        {
            {naming({"symbol", "Symbol", K::Text, 90}),
             [](const StockRow& r) { return textOr(r.symbol); }},
            {yielding(1, {"product", "Product", K::Text, 150}),
             [](const StockRow& r) { return textOr(r.productId); }},
            {{"name", "Name", K::Text, 160, "", "", false},
             [](const StockRow& r) { return textOr(r.name); }},
            {{"state", "State", K::Status, 150}, stockState},
            {{"quantity", "Quantity", K::Number, 84, "", "Units available"},
             [](const StockRow& r) { return Value(r.quantity); }},
            {{"reserved", "Reserved", K::Number, 84},
             [](const StockRow& r) { return Value(r.reserved); }},
            {{"price", "Price", K::Money, 100, "$"},
             [](const StockRow& r) { return known(r.price); }},
            {{"value", "Value", K::Money, 110, "$"},
             [](const StockRow& r) { return known(r.value); }},
            {yielding(2, {"updated", "Updated", K::Time, 170}),
             [](const StockRow& r) { return momentOr(r.updated); }},
            {yielding(3, {"by", "By", K::Text, 110}),
             [](const StockRow& r) { return textOr(r.updatedBy); }},
            {yielding(4, {"version", "Version", K::Integer, 70}),
             [](const StockRow& r) { return Value(r.version); }},
            {{"low", "Low", K::Text, 60, "", "", false, true},
             [](const StockRow& r) { return yesOrNo(r.lowStock); }},
            {{"created", "Created", K::Time, 170, "", "", false},
             [](const StockRow& r) { return momentOr(r.created); }},
            {{"id", "Id", K::Text, 280, "", "", false},
             [](const StockRow& r) { return textOr(r.id); }},
        },
        [](const StockRow& r) { return RowKey{r.id}; },
        [](const StockRow& r) { return stockHealth(r.status); }};
    return schema;
}

const TableSchema<ReservationRow>& reservationTable() {
    static const TableSchema<ReservationRow> schema{
        {
            {{"state", "State", K::Status, 130}, reservationState},
            {{"quantity", "Units", K::Number, 76},
             [](const ReservationRow& r) { return Value(r.quantity); }},
            {naming({"by", "Reserved by", K::Text, 130}),
             [](const ReservationRow& r) { return textOr(r.reservedBy); }},
            {yielding(1, {"created", "Created", K::Time, 170}),
             [](const ReservationRow& r) { return momentOr(r.created); }},
            {{"expires", "Expires", K::Time, 170},
             [](const ReservationRow& r) { return momentOr(r.expires); }},
            {yielding(4, {"closed", "Closed", K::Time, 170}),
             [](const ReservationRow& r) { return known(r.closed); }},
            {yielding(3, {"closedby", "Closed by", K::Text, 120}),
             [](const ReservationRow& r) { return textOr(r.closedBy); }},
            {yielding(2, {"reason", "Reason", K::Text, 200}),
             [](const ReservationRow& r) { return textOr(r.reason); }},
            {{"closereason", "Why closed", K::Text, 200, "", "", false},
             [](const ReservationRow& r) { return textOr(r.closeReason); }},
            {yielding(5, {"id", "Id", K::Text, 320}),
             [](const ReservationRow& r) { return textOr(r.id); }},
        },
        [](const ReservationRow& r) { return RowKey{r.id}; },
        [](const ReservationRow& r) { return reservationHealth(r.state); }};
    return schema;
}

} // namespace vigia::core::view
