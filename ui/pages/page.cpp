#include "ui/pages/page.h"

#include <QAction>

namespace vigia::ui::pages {

Page::Page(QString id, widgets::ConsoleContext& context, QWidget* parent)
    : QWidget(parent), m_id(std::move(id)), m_context(context) {}

QAction* Page::addPageAction(const QString& text, const QKeySequence& keys,
                             std::function<void()> run) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    addAction(action);
    return action;
}

} // namespace vigia::ui::pages
