#pragma once

#include "core/view/cell_text.h"
#include "core/view/row_source.h"

#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::ops {

/// Lines of text in columns: figures at the right, texts at the left, two spaces between, no space
/// at the line's end.
class TextTable {
public:
    /// `right`: the columns whose cells stand at the right.
    TextTable(std::vector<std::string> titles, std::vector<bool> right);
    void add(std::vector<std::string> cells);
    [[nodiscard]] std::string text() const;

private:
    [[nodiscard]] std::string line(const std::vector<std::string>& cells,
                                   const std::vector<std::size_t>& widths) const;

    std::vector<bool> m_right;
    std::vector<std::vector<std::string>> m_rows; ///< the titles first
};

/// The wanted columns (by id) of rows with a schema of `core/view`, as the desktop writes their
/// cells.
template <class Row>
std::string textTableOf(const std::vector<Row>& rows, const view::TableSchema<Row>& schema,
                        const std::vector<std::string_view>& wanted,
                        const view::TextOptions& options) {
    std::vector<const view::ColumnOf<Row>*> columns;
    std::vector<std::string> titles;
    std::vector<bool> right;
    for (const std::string_view id : wanted) {
        for (const auto& column : schema.columns) {
            if (column.column.id != id)
                continue;
            columns.push_back(&column);
            titles.push_back(
                std::string(column.column.title) +
                (column.column.unit.empty() ? "" : " " + std::string(column.column.unit)));
            right.push_back(view::isRightAligned(column.column.kind));
        }
    }
    TextTable table(std::move(titles), std::move(right));
    for (const Row& row : rows) {
        std::vector<std::string> cells;
        for (const auto* column : columns)
            cells.push_back(view::cellText(column->column, column->value(row), options).text);
        table.add(std::move(cells));
    }
    return table.text();
}

} // namespace vigia::core::ops
