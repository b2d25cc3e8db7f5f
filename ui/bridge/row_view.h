#pragma once

#include <QTableView>

namespace vigia::ui::bridge {

/// The view of a DataTable. Letters are keys of the page and jump to no row; the menu key opens the
/// menu of the current cell.
class RowView final : public QTableView {
    Q_OBJECT

public:
    using QTableView::QTableView;

    void keyboardSearch(const QString&) override {}
    /// Brings scroll bars up to date with rows that have just come or gone.
    void settle();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
};

} // namespace vigia::ui::bridge
