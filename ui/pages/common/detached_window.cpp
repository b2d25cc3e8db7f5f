#include "ui/pages/common/detached_window.h"

#include "ui/pages/common/detail_pane.h"

#include <QPalette>
#include <QTimer>
#include <QVBoxLayout>

namespace vigia::ui::pages {

DetachedWindow::DetachedWindow(widgets::ConsoleContext& context, QWidget* parent)
    : QWidget(parent, Qt::Window), m_context(context) {
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    auto* timer = new QTimer(this);
    timer->setInterval(500);
    connect(timer, &QTimer::timeout, this, &DetachedWindow::follow);
    timer->start();
}

void DetachedWindow::open(DetailPane* pane, const QString& item) {
    m_pane = pane;
    layout()->addWidget(pane);
    pane->setItem(item);
    setWindowTitle(tr("%1 — Vigia").arg(item));
    resize(960, 520);
    show();
    follow();
}

void DetachedWindow::setStale(bool stale) {
    if (m_pane)
        m_pane->setStale(stale);
}

void DetachedWindow::follow() {
    const auto snapshot = m_context.shown();
    if (!snapshot || snapshot == m_shown || !isVisibleTo(nullptr))
        return;
    m_shown = snapshot;
    m_pane->setSnapshot(snapshot);
}

} // namespace vigia::ui::pages
