#include "ui/widgets/chart_window.h"

#include "ui/widgets/chart_card.h"

#include <QTimer>
#include <QVBoxLayout>

namespace vigia::ui::widgets {

ChartWindow::ChartWindow(ConsoleContext& context, ChartCard& card, QWidget* parent)
    : QWidget(parent, Qt::Window), m_context(context), m_card(card) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1 — Vigia").arg(card.accessibleName()));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addWidget(&card);
    resize(820, 420);
    auto* timer = new QTimer(this);
    timer->setInterval(500);
    connect(timer, &QTimer::timeout, this, &ChartWindow::follow);
    timer->start();
    connect(&context, &ConsoleContext::timeRangeChanged, this, [this] {
        m_shown = nullptr;
        follow();
    });
    follow();
}

void ChartWindow::follow() {
    const auto snapshot = m_context.shown();
    if (!snapshot || snapshot == m_shown)
        return;
    m_shown = snapshot;
    m_card.fill(*snapshot);
}

} // namespace vigia::ui::widgets
