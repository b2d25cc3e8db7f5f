#include "app/commands/stock_text.h"

#include "core/base/text.h"
#include "core/ops/text_table.h"

#include <fmt/format.h>

namespace vigia::app {
namespace {

using core::JsonValue;

struct Column {
    const char* member;
    const char* title;
    bool right = false;
};
using Columns = std::vector<Column>;

const Columns& stockColumns() {
    static const Columns columns{{"stockId", "Stock"},
                                 {"symbol", "Symbol"},
                                 {"status", "Status"},
                                 {"quantity", "Quantity", true},
                                 {"reservedQuantity", "Reserved", true},
                                 {"unitPrice", "Unit price", true},
                                 {"totalValue", "Value", true},
                                 {"version", "Version", true}};
    return columns;
}

const Columns& reservationColumns() {
    static const Columns columns{{"reservationId", "Reservation"},
                                 {"symbol", "Symbol"},
                                 {"state", "State"},
                                 {"quantity", "Quantity", true},
                                 {"expiresAt", "Expires"}};
    return columns;
}

const Columns& eventColumns() {
    static const Columns columns{{"stockVersion", "Version", true},
                                 {"operation", "Operation"},
                                 {"newQuantity", "Quantity", true},
                                 {"newPrice", "Price", true},
                                 {"occurredAt", "At"},
                                 {"operationBy", "By"}};
    return columns;
}

const Columns& columnsFor(const JsonValue& item) {
    if (item.find("reservationId") != nullptr && item.find("state") != nullptr)
        return reservationColumns();
    return item.find("operation") != nullptr ? eventColumns() : stockColumns();
}

std::string tableOf(const core::JsonArray& items) {
    if (items.empty())
        return "Nothing found.\n";
    const auto& columns = columnsFor(items.front());
    std::vector<std::string> titles;
    std::vector<bool> right;
    for (const auto& column : columns) {
        titles.emplace_back(column.title);
        right.push_back(column.right);
    }
    core::ops::TextTable table(std::move(titles), std::move(right));
    for (const auto& item : items) {
        std::vector<std::string> cells;
        for (const auto& column : columns)
            cells.push_back(stockCell(item.find(column.member)));
        table.add(std::move(cells));
    }
    return table.text();
}

void addMembers(core::ops::TextTable& table, const std::string& prefix, const JsonValue& object) {
    for (const auto& [name, value] : *object.asObject()) {
        const auto path = prefix + core::escapedForDisplay(name, 60);
        if (value.asObject() != nullptr)
            addMembers(table, path + ".", value);
        else
            table.add({path, stockCell(&value)});
    }
}

} // namespace

std::string stockCell(const JsonValue* value) {
    if (value == nullptr || value->isNull())
        return "—";
    const auto* text = value->asString();
    return core::escapedForDisplay(text != nullptr ? *text : value->text(), 100);
}

std::string stockText(const JsonValue& answer) {
    const auto* data = answer.find("data");
    const JsonValue& shown = data == nullptr ? answer : *data;
    if (const auto* items = shown.asArray())
        return tableOf(*items);
    if (shown.asObject() == nullptr)
        return stockCell(&shown) + "\n";
    core::ops::TextTable table({"Name", "Value"}, {false, false});
    addMembers(table, "", shown);
    return table.text();
}

} // namespace vigia::app
