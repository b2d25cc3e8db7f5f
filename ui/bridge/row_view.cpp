#include "ui/bridge/row_view.h"

#include <QContextMenuEvent>

namespace vigia::ui::bridge {

void RowView::settle() {
    executeDelayedItemsLayout();
    updateGeometries();
}

bool RowView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ContextMenu) {
        contextMenuEvent(static_cast<QContextMenuEvent*>(event));
        return true;
    }
    return QTableView::viewportEvent(event);
}

void RowView::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint cell = visualRect(currentIndex()).center();
    Q_EMIT customContextMenuRequested(byKey ? cell : event->pos());
    event->accept();
}

} // namespace vigia::ui::bridge
