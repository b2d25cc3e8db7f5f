#include "core/view/row_order.h"

#include <algorithm>
#include <deque>
#include <limits>

namespace vigia::core::view {
namespace {

/// What is compared of one cell: read once before sorting.
struct SortCell {
    double number = 0;
    std::string_view text;
    bool unknown = true;
};

/// Compares rows by cells that it read beforehand.
class Comparer {
public:
    Comparer(std::span<const std::uint32_t> rows, const RowSource& source,
             std::span<const SortKey> keys)
        : m_source(source), m_keys(keys), m_cells(source.size() * keys.size()) {
        for (const auto row : rows) {
            for (std::size_t k = 0; k < keys.size(); ++k)
                m_cells[row * keys.size() + k] = read(source.value(row, keys[k].column));
        }
    }

    bool operator()(std::uint32_t a, std::uint32_t b) const {
        for (std::size_t k = 0; k < m_keys.size(); ++k) {
            const int order = compare(m_cells[a * m_keys.size() + k],
                                      m_cells[b * m_keys.size() + k], m_keys[k].descending);
            if (order != 0)
                return order < 0;
        }
        return m_source.key(a) < m_source.key(b);
    }

private:
    SortCell read(Value value) {
        if (const auto* status = std::get_if<Status>(&value))
            return {static_cast<double>(status->rank), status->word, false};
        if (const auto number = numberOf(value))
            return {*number, {}, *number != *number};
        if (auto* computed = std::get_if<std::string>(&value)) {
            m_computed.push_back(std::move(*computed));
            return {0, m_computed.back(), m_computed.back().empty()};
        }
        const std::string_view text = textOf(value);
        return {0, text, text.empty()};
    }

    static int compare(const SortCell& a, const SortCell& b, bool descending) {
        if (a.unknown || b.unknown)
            return static_cast<int>(a.unknown) - static_cast<int>(b.unknown);
        int order = a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
        if (order == 0)
            order = a.text.compare(b.text);
        return descending ? -order : order;
    }

    const RowSource& m_source;
    std::span<const SortKey> m_keys;
    std::vector<SortCell> m_cells;
    std::deque<std::string> m_computed;
};

} // namespace

void sortRows(std::vector<std::uint32_t>& rows, const RowSource& source,
              std::span<const SortKey> keys) {
    const Comparer before(rows, source, keys);
    // Rows that stand out of the running order are few on an ordinary tick: sort those and merge
    // them back.
    std::vector<std::uint32_t> kept;
    std::vector<std::uint32_t> moved;
    kept.reserve(rows.size());
    for (const auto row : rows) {
        while (kept.size() > 1 && before(row, kept.back()) && !before(row, kept[kept.size() - 2])) {
            moved.push_back(kept.back());
            kept.pop_back();
        }
        (kept.empty() || !before(row, kept.back()) ? kept : moved).push_back(row);
    }
    if (moved.empty())
        return;
    std::sort(moved.begin(), moved.end(), std::cref(before));
    std::merge(kept.begin(), kept.end(), moved.begin(), moved.end(), rows.begin(),
               std::cref(before));
}

} // namespace vigia::core::view
