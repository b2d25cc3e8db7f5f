#pragma once

#include "core/view/table_model.h"

#include <optional>

namespace vigia::ui::bridge {

class RowView;

/// Keeps what the user looks at in its place while rows come, go and change their order: made
/// before the change, asked after it. At an edge the view stays at the edge (new rows come into
/// sight); elsewhere the user's row, if it was in sight, or the top one stays where it was.
class ScrollAnchor {
public:
    ScrollAnchor(RowView& view, const core::view::TableModel& table,
                 const std::optional<core::view::OwnedKey>& current);

    void restore() const;

private:
    RowView& m_view;
    const core::view::TableModel& m_table;
    std::optional<core::view::OwnedKey> m_key;
    int m_below = 0; ///< rows between the top of the view and the kept one
    bool m_atEnd = false;
};

} // namespace vigia::ui::bridge
