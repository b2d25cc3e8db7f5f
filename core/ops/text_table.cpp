#include "core/ops/text_table.h"

#include "core/base/text.h"

#include <algorithm>

namespace vigia::core::ops {

TextTable::TextTable(std::vector<std::string> titles, std::vector<bool> right)
    : m_right(std::move(right)) {
    m_rows.push_back(std::move(titles));
}

void TextTable::add(std::vector<std::string> cells) {
    cells.resize(m_right.size());
    m_rows.push_back(std::move(cells));
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths(m_right.size());
    for (const auto& cells : m_rows) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], codePoints(cells[i]));
    }
    std::string out;
    for (const auto& cells : m_rows)
        out += line(cells, widths);
    return out;
}

std::string TextTable::line(const std::vector<std::string>& cells,
                            const std::vector<std::size_t>& widths) const {
    std::string out;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const std::string padding(widths[i] - codePoints(cells[i]), ' ');
        out += (i == 0 ? "" : "  ") + (m_right[i] ? padding + cells[i] : cells[i] + padding);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

} // namespace vigia::core::ops
