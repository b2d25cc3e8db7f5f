#pragma once

#include "core/view/cell_text.h"
#include "core/view/filter.h"
#include "core/view/row_order.h"
#include "core/view/row_source.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace vigia::core::view {

/// Hears each step of a change of a TableModel while it happens; between two calls the model is
/// consistent. The desktop's bridge turns the calls into Qt's signals, the terminal ignores all but
/// the last.
class TableObserver {
public:
    virtual ~TableObserver() = default;
    virtual void aboutToReorder() = 0;
    /// `newRowOf[old]` is the new position of each row.
    virtual void reordered(std::span<const std::uint32_t> newRowOf) = 0;
    virtual void aboutToRemove(std::size_t first, std::size_t count) = 0;
    virtual void removed() = 0;
    virtual void aboutToInsert(std::size_t first, std::size_t count) = 0;
    virtual void inserted() = 0;
    /// The cells of these rows may be different now.
    virtual void changed(std::size_t first, std::size_t count) = 0;
};

/// A table as both faces show it: own stable order, filter and "faults only" over an immutable
/// source that is swapped as a whole. A swap becomes at most one remove range, one insert range,
/// one changed range and the reorderings around them. Only the cells that are asked for are read
/// and formatted. Lives on the thread of its face.
class TableModel {
public:
    explicit TableModel(std::vector<Column> columns);

    void setObserver(TableObserver* observer) { m_observer = observer; }
    [[nodiscard]] std::span<const Column> columns() const { return m_columns; }

    /// The next moment of the table.
    void update(RowSourcePtr source);
    /// Null shows all rows.
    void setFilter(std::shared_ptr<const Filter> filter);
    void setFaultsOnly(bool on);
    void setOrder(std::vector<SortKey> keys);
    [[nodiscard]] const std::vector<SortKey>& order() const { return m_keys; }

    [[nodiscard]] std::size_t rowCount() const { return m_rows.size(); }
    /// Rows of the source, shown or not.
    [[nodiscard]] std::size_t totalCount() const { return m_source ? m_source->size() : 0; }
    [[nodiscard]] Value value(std::size_t row, std::size_t column) const;
    [[nodiscard]] OwnedKey key(std::size_t row) const;
    [[nodiscard]] ops::Health health(std::size_t row) const;
    /// Where the row with this identity stands now; nothing when it is gone or hidden.
    [[nodiscard]] std::optional<std::size_t> rowOf(const OwnedKey& key) const;
    /// Row number in the source, for callers that know its type.
    [[nodiscard]] std::size_t sourceRow(std::size_t row) const { return m_rows[row]; }

    /// The different texts of a column over all rows, at most `most`, for completions.
    [[nodiscard]] std::vector<std::string> distinctValues(std::size_t column,
                                                          std::size_t most = 60) const;

private:
    using Rows = std::vector<std::uint32_t>;
    static constexpr std::uint32_t kGone = 0xFFFFFFFF;

    [[nodiscard]] bool passes(const RowSource& source, std::uint32_t row) const;
    [[nodiscard]] Rows wanted(const RowSource& source, const Rows& hint) const;
    void moveTo(RowSourcePtr next, const Rows& nextOf);
    void removeGone(Rows& kept, const Rows& target);
    void insertNew(const Rows& kept, const Rows& target);
    void reorder(Rows next);
    void refresh();

    std::vector<Column> m_columns;
    std::vector<SortKey> m_keys;
    std::shared_ptr<const Filter> m_filter;
    bool m_faultsOnly = false;
    RowSourcePtr m_source;
    Rows m_rows; ///< row numbers of the source, in the order shown
    TableObserver* m_observer = nullptr;
};

/// True for rows that "faults only" keeps.
bool isFault(ops::Health health);

} // namespace vigia::core::view
