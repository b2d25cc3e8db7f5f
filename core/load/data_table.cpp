#include "core/load/data_table.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::load {
namespace {

constexpr std::size_t kMostBytes = 16UL * 1024 * 1024;
constexpr std::size_t kMostRows = 200'000;

Error wrong(std::size_t line, std::string_view why) {
    return failure(ErrorCode::InvalidInput, fmt::format("line {}: {}", line, why));
}

/// Takes the rows off a CSV text.
class CsvRows {
public:
    explicit CsvRows(std::string_view text) : m_text(text) {
        if (m_text.starts_with("\xef\xbb\xbf"))
            m_text.remove_prefix(3);
    }

    [[nodiscard]] bool atEnd() const { return m_text.empty(); }
    [[nodiscard]] std::size_t line() const { return m_line; }

    Result<std::vector<std::string>> take() {
        m_line = m_next;
        std::vector<std::string> cells;
        do {
            auto cell = m_text.starts_with('"') ? quoted() : plain();
            if (!cell)
                return cell.error();
            cells.push_back(std::move(*cell));
        } while (eat(','));
        eat('\r');
        if (!atEnd() && !eat('\n'))
            return wrong(m_line, "after a quoted cell a comma or the line's end is wanted");
        ++m_next;
        return cells;
    }

private:
    bool eat(char c) {
        if (!m_text.starts_with(c))
            return false;
        m_text.remove_prefix(1);
        return true;
    }

    Result<std::string> plain() {
        const auto end = std::min(m_text.find_first_of(",\n"), m_text.size());
        std::string cell(m_text.substr(0, end));
        m_text.remove_prefix(end);
        if (cell.ends_with('\r') && !m_text.starts_with(','))
            cell.pop_back();
        return cell;
    }

    Result<std::string> quoted() {
        m_text.remove_prefix(1);
        std::string cell;
        while (!m_text.empty()) {
            const char c = m_text.front();
            m_text.remove_prefix(1);
            if (c == '"' && !eat('"'))
                return cell;
            if (c == '\n')
                ++m_next;
            cell += c;
        }
        return wrong(m_line, "a cell begins with a quote and does not end with one");
    }

    std::string_view m_text;
    std::size_t m_line = 1, m_next = 1;
};

} // namespace

Result<DataTable> DataTable::parse(std::string_view csv) {
    if (csv.size() > kMostBytes || !isValidUtf8(csv) || csv.find('\0') != std::string_view::npos)
        return failure(ErrorCode::InvalidInput, "data is UTF-8 text of 16 MiB at most");
    CsvRows rows(csv);
    auto names = rows.take();
    if (!names)
        return names.error();
    DataTable table;
    for (const auto& name : *names) {
        if (trimmed(name).empty() || table.column(trimmed(name)))
            return wrong(1, "each column has a name of its own");
        table.m_columns.emplace_back(trimmed(name));
    }
    while (!rows.atEnd()) {
        auto cells = rows.take();
        if (!cells)
            return cells.error();
        if (cells->size() == 1 && cells->front().empty())
            continue; // an empty line
        if (cells->size() != table.m_columns.size())
            return wrong(rows.line(), fmt::format("it has {} cells, the first line {} names",
                                                  cells->size(), table.m_columns.size()));
        std::move(cells->begin(), cells->end(), std::back_inserter(table.m_cells));
        if (table.rows() > kMostRows)
            return wrong(rows.line(), "data has 200,000 rows at most");
    }
    return table.m_cells.empty() ? Result<DataTable>(wrong(1, "no row follows the names"))
                                 : Result<DataTable>(std::move(table));
}

std::optional<std::size_t> DataTable::column(std::string_view name) const {
    const auto found = std::find(m_columns.begin(), m_columns.end(), name);
    return found == m_columns.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - m_columns.begin()));
}

const std::string& DataTable::cell(std::uint64_t row, std::size_t column) const {
    return m_cells[static_cast<std::size_t>(row % rows()) * m_columns.size() + column];
}

} // namespace vigia::core::load
