#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::load {

/// Rows of data for requests, read from CSV (RFC 4180) whose first line names the columns. A value
/// type; reading it is safe from any thread.
class DataTable {
public:
    /// InvalidInput names the line that is wrong: a quote without its end, too few or too many
    /// cells, a column without a name or with another's, no rows; more than 16 MiB or 200,000 rows.
    static Result<DataTable> parse(std::string_view csv);

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& columns() const { return m_columns; }
    [[nodiscard]] std::size_t rows() const { return m_cells.size() / m_columns.size(); }
    /// Rows are taken in turn: the first follows the last.
    [[nodiscard]] const std::string& cell(std::uint64_t row, std::size_t column) const;

private:
    std::vector<std::string> m_columns;
    std::vector<std::string> m_cells; ///< row after row
};

} // namespace vigia::core::load
