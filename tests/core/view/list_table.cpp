#include "tests/core/view/list_table.h"

#include "core/view/tables.h"

namespace vigia::tests {

using namespace core::view;

const TableSchema<Item>& itemTable() {
    static const TableSchema<Item> schema{
        {
            {{"name", "Name", ColumnKind::Text},
             [](const Item& i) { return Value(std::string_view(i.name)); }},
            {{"lag", "Lag", ColumnKind::Number}, [](const Item& i) { return known(i.lag); }},
            {{"state", "State", ColumnKind::Status},
             [](const Item& i) { return Value(plainStatus(i.health)); }},
            {{"topic", "Topics", ColumnKind::List},
             [](const Item& i) { return Value(std::string_view(i.topics)); }},
            {{"age", "Age", ColumnKind::Duration}, [](const Item& i) { return known(i.seconds); }},
            {{"size", "Size", ColumnKind::Bytes}, [](const Item& i) { return Value(i.bytes); }},
        },
        [](const Item& i) { return RowKey{i.name}; },
        [](const Item& i) { return i.health; }};
    return schema;
}

RowSourcePtr itemSource(std::vector<Item> items) {
    return rowsOf(std::move(items), itemTable());
}

std::string namesOf(const TableModel& table) {
    std::string names;
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        names += (row ? " " : "") + std::string(textOf(table.value(row, 0)));
    return names;
}

} // namespace vigia::tests
