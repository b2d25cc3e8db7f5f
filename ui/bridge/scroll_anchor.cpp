#include "ui/bridge/scroll_anchor.h"

#include "ui/bridge/row_view.h"

#include <QScrollBar>

namespace vigia::ui::bridge {

ScrollAnchor::ScrollAnchor(RowView& view, const core::view::TableModel& table,
                           const std::optional<core::view::OwnedKey>& current)
    : m_view(view), m_table(table) {
    const QScrollBar& bar = *view.verticalScrollBar();
    const int top = bar.value();
    if (top <= 0 || static_cast<std::size_t>(top) >= table.rowCount())
        return;
    m_atEnd = top == bar.maximum();
    if (m_atEnd)
        return;
    const auto row = current ? table.rowOf(*current) : std::nullopt;
    const int below = row ? static_cast<int>(*row) - top : -1;
    const bool inSight = below >= 0 && below <= bar.pageStep();
    m_below = inSight ? below : 0;
    m_key = inSight ? *current : table.key(static_cast<std::size_t>(top));
}

void ScrollAnchor::restore() const {
    if (!m_atEnd && !m_key)
        return;
    m_view.settle();
    QScrollBar& bar = *m_view.verticalScrollBar();
    if (m_atEnd)
        return bar.setValue(bar.maximum());
    if (const auto row = m_table.rowOf(*m_key))
        bar.setValue(static_cast<int>(*row) - m_below);
}

} // namespace vigia::ui::bridge
