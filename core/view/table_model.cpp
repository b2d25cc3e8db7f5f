#include "core/view/table_model.h"

#include "core/view/row_match.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace vigia::core::view {
namespace {

/// One row of a source as a filter sees it.
class SourceCells final : public Cells {
public:
    SourceCells(const RowSource& source, std::size_t row) : m_source(source), m_row(row) {}
    [[nodiscard]] Value cell(std::size_t column) const override {
        return m_source.value(m_row, column);
    }

private:
    const RowSource& m_source;
    std::size_t m_row;
};

/// What nobody listens to.
class Deaf final : public TableObserver {
    void aboutToReorder() override {}
    void reordered(std::span<const std::uint32_t>) override {}
    void aboutToRemove(std::size_t, std::size_t) override {}
    void removed() override {}
    void aboutToInsert(std::size_t, std::size_t) override {}
    void inserted() override {}
    void changed(std::size_t, std::size_t) override {}
};

TableObserver& orDeaf(TableObserver* observer) {
    static Deaf deaf;
    return observer ? *observer : deaf;
}

} // namespace

bool isFault(ops::Health health) {
    return health == ops::Health::Degraded || health == ops::Health::Broken ||
           health == ops::Health::Inconsistent;
}

TableModel::TableModel(std::vector<Column> columns) : m_columns(std::move(columns)) {}

Value TableModel::value(std::size_t row, std::size_t column) const {
    return m_source->value(m_rows[row], column);
}

OwnedKey TableModel::key(std::size_t row) const {
    return OwnedKey(m_source->key(m_rows[row]));
}

ops::Health TableModel::health(std::size_t row) const {
    return m_source->health(m_rows[row]);
}

std::optional<std::size_t> TableModel::rowOf(const OwnedKey& key) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](std::uint32_t row) {
        return m_source->key(row) == key.view();
    });
    if (found == m_rows.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_rows.begin());
}

std::vector<std::string> TableModel::distinctValues(std::size_t column, std::size_t most) const {
    std::set<std::string> found;
    for (std::size_t row = 0; row < totalCount() && found.size() < most; ++row) {
        auto text = exactText(m_source->value(row, column));
        if (!text.empty())
            found.insert(std::move(text));
    }
    return {found.begin(), found.end()};
}

bool TableModel::passes(const RowSource& source, std::uint32_t row) const {
    if (m_faultsOnly && !isFault(source.health(row)))
        return false;
    return !m_filter || m_filter->matches(SourceCells(source, row));
}

/// The rows to show of `source`, in order. `hint` is the order they had, which makes sorting cheap.
TableModel::Rows TableModel::wanted(const RowSource& source, const Rows& hint) const {
    Rows rows;
    rows.reserve(source.size());
    std::vector<bool> seen(source.size());
    for (const auto row : hint) {
        seen[row] = true;
        if (passes(source, row))
            rows.push_back(row);
    }
    for (std::uint32_t row = 0; row < source.size(); ++row) {
        if (!seen[row] && passes(source, row))
            rows.push_back(row);
    }
    sortRows(rows, source, m_keys);
    return rows;
}

void TableModel::update(RowSourcePtr source) {
    const Rows nextOf =
        m_source && source ? matchRows(*m_source, *source) : Rows(totalCount(), kGone);
    moveTo(std::move(source), nextOf);
    if (!m_rows.empty())
        orDeaf(m_observer).changed(0, m_rows.size());
}

/// Goes from what is shown to what `next` wants to show: survivors into their new order, the others
/// out at the end, the new ones in. `nextOf[row of the old source]` is its row in `next`, or kGone.
void TableModel::moveTo(RowSourcePtr next, const Rows& nextOf) {
    Rows hint;
    for (const auto row : m_rows) {
        if (nextOf[row] != kGone)
            hint.push_back(nextOf[row]);
    }
    const Rows target = next ? wanted(*next, hint) : Rows();
    Rows kept(m_rows.size());
    std::transform(m_rows.begin(), m_rows.end(), kept.begin(),
                   [&](std::uint32_t row) { return nextOf[row]; });
    removeGone(kept, target);
    m_source = std::move(next);
    m_rows = kept;
    insertNew(kept, target);
}

/// Takes out the rows that `target` doesn't show. On return `kept` holds the survivors by their
/// number in the new source, in the order of `target`; m_rows holds the same rows by their old
/// numbers.
void TableModel::removeGone(Rows& kept, const Rows& target) {
    std::vector<std::uint32_t> rank(
        1 + std::accumulate(target.begin(), target.end(), 0U,
                            [](auto a, auto b) { return std::max(a, b); }),
        kGone);
    for (std::uint32_t i = 0; i < target.size(); ++i)
        rank[target[i]] = i;
    const auto rankOf = [&](std::uint32_t row) { return row < rank.size() ? rank[row] : kGone; };
    const auto gone = [&](std::uint32_t row) { return rankOf(row) == kGone; };

    const auto goneCount = static_cast<std::size_t>(std::count_if(kept.begin(), kept.end(), gone));
    const auto first = std::find_if(kept.begin(), kept.end(), gone);
    const auto block = static_cast<std::size_t>(std::find_if_not(first, kept.end(), gone) - first);
    std::size_t at = static_cast<std::size_t>(first - kept.begin());
    Rows survivors;
    std::copy_if(kept.begin(), kept.end(), std::back_inserter(survivors),
                 [&](auto row) { return !gone(row); });
    const auto byRank = [&](auto a, auto b) { return rankOf(a) < rankOf(b); };
    if (block != goneCount || !std::is_sorted(survivors.begin(), survivors.end(), byRank)) {
        Rows positions(kept.size());
        std::iota(positions.begin(), positions.end(), 0U);
        std::stable_sort(positions.begin(), positions.end(),
                         [&](auto a, auto b) { return byRank(kept[a], kept[b]); });
        Rows shuffled(kept.size());
        std::transform(positions.begin(), positions.end(), shuffled.begin(),
                       [&](auto p) { return m_rows[p]; });
        reorder(std::move(shuffled));
        std::sort(survivors.begin(), survivors.end(), byRank);
        at = survivors.size();
    }
    if (goneCount > 0) {
        orDeaf(m_observer).aboutToRemove(at, goneCount);
        const auto begin = m_rows.begin() + static_cast<std::ptrdiff_t>(at);
        m_rows.erase(begin, begin + static_cast<std::ptrdiff_t>(goneCount));
        orDeaf(m_observer).removed();
    }
    kept = std::move(survivors);
}

/// Brings the rows of `target` that aren't in `kept` in: at their place when they stand together,
/// else at the end and then into order.
void TableModel::insertNew(const Rows& kept, const Rows& target) {
    if (kept.size() == target.size())
        return;
    const std::size_t count = target.size() - kept.size();
    const auto mismatch = std::mismatch(kept.begin(), kept.end(), target.begin());
    const auto at = static_cast<std::size_t>(mismatch.first - kept.begin());
    const bool together = std::equal(mismatch.first, kept.end(),
                                     mismatch.second + static_cast<std::ptrdiff_t>(count));
    if (together) {
        orDeaf(m_observer).aboutToInsert(at, count);
        m_rows = target;
        return orDeaf(m_observer).inserted();
    }
    Rows appended = kept;
    std::size_t next = 0;
    for (const auto row : target) {
        if (next < kept.size() && kept[next] == row)
            ++next;
        else
            appended.push_back(row);
    }
    orDeaf(m_observer).aboutToInsert(kept.size(), count);
    m_rows = std::move(appended);
    orDeaf(m_observer).inserted();
    reorder(target);
}

void TableModel::reorder(Rows next) {
    if (next == m_rows)
        return;
    orDeaf(m_observer).aboutToReorder();
    std::vector<std::uint32_t> newRowOfSource(m_source->size());
    for (std::uint32_t i = 0; i < next.size(); ++i)
        newRowOfSource[next[i]] = i;
    Rows newRowOf(m_rows.size());
    std::transform(m_rows.begin(), m_rows.end(), newRowOf.begin(),
                   [&](auto row) { return newRowOfSource[row]; });
    m_rows = std::move(next);
    orDeaf(m_observer).reordered(newRowOf);
}

/// Filter or order are different now, the source is the same.
void TableModel::refresh() {
    if (!m_source)
        return;
    Rows same(m_source->size());
    std::iota(same.begin(), same.end(), 0U);
    moveTo(m_source, same);
}

void TableModel::setFilter(std::shared_ptr<const Filter> filter) {
    m_filter = std::move(filter);
    refresh();
}

void TableModel::setFaultsOnly(bool on) {
    if (m_faultsOnly == on)
        return;
    m_faultsOnly = on;
    refresh();
}

void TableModel::setOrder(std::vector<SortKey> keys) {
    if (keys == m_keys)
        return;
    m_keys = std::move(keys);
    refresh();
}

} // namespace vigia::core::view
