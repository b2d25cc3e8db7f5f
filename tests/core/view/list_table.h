#pragma once

#include "core/view/row_source.h"
#include "core/view/table_model.h"

#include <string>
#include <vector>

namespace vigia::tests {

/// A small row for tests of tables.
struct Item {
    std::string name;
    std::optional<std::int64_t> lag;
    core::ops::Health health = core::ops::Health::Ok;
    std::string topics = {};
    std::optional<double> seconds = {};
    std::int64_t bytes = 0;
};

/// Columns: name, lag, state, topic, age, size.
const core::view::TableSchema<Item>& itemTable();
core::view::RowSourcePtr itemSource(std::vector<Item> items);
/// The names as they are shown, joined by spaces.
std::string namesOf(const core::view::TableModel& table);

} // namespace vigia::tests
