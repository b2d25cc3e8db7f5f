#include "ui/theme/style_parts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMenu>
#include <QWidget>

#include <algorithm>

namespace vigia::ui::theme {

namespace {

constexpr qsizetype kLargePart = 40; ///< widgets

/// Whether it only arranges others: nothing of the style sheet speaks of it.
bool onlyArranges(const QWidget& widget) {
    const QLatin1String name(widget.metaObject()->className());
    return name == QLatin1String("QWidget") || name == QLatin1String("QSplitter") ||
           name == QLatin1String("QScrollArea");
}

} // namespace

StyleParts::StyleParts(QObject* parent) : QObject(parent) {
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &StyleParts::next);
    QCoreApplication::instance()->installEventFilter(this);
}

void StyleParts::setSheet(const QString& sheet) {
    if (sheet == m_sheet)
        return;
    m_sheet = sheet;
    if (m_parts.empty())
        return;
    holdPainting(true);
    m_turn.start();
}

void StyleParts::add(QWidget& part) {
    m_parts.emplace_back(&part);
    if (!m_sheet.isEmpty())
        dress(part);
}

void StyleParts::addInside(QWidget& container, When when) {
    for (QObject* child : container.children()) {
        auto* widget = qobject_cast<QWidget*>(child);
        if (widget == nullptr || widget->isWindow())
            continue;
        if (onlyArranges(*widget) && widget->findChildren<QWidget*>().size() > kLargePart)
            addInside(*widget, when);
        else if (when == When::Now)
            add(*widget);
        else
            m_parts.emplace_back(widget);
    }
    if (when == When::InTurns && !m_sheet.isEmpty() && !m_turn.isActive())
        m_turn.start();
}

/// A menu is polished with the widget that owns it, long before it is shown, if ever; by then the
/// part around it may have the sheet.
void StyleParts::addWindow(QWidget& window) {
    auto* menu = qobject_cast<QMenu*>(&window);
    if (menu == nullptr)
        return add(window);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        if (!isDressed(*menu))
            add(*menu);
    });
}

void StyleParts::finish() {
    while (m_turn.isActive())
        next();
}

void StyleParts::dress(QWidget& widget) {
    if (widget.styleSheet() != m_sheet)
        widget.setStyleSheet(m_sheet);
}

void StyleParts::next() {
    std::erase_if(m_parts, [](const auto& part) { return part.isNull(); });
    if (QWidget* part = nextPart(true))
        return dress(*part);
    if (!m_held.empty())
        return holdPainting(false); // painting the whole window is work enough for one turn
    if (QWidget* part = nextPart(false))
        return dress(*part);
    m_turn.stop();
}

QWidget* StyleParts::nextPart(bool visible) const {
    const auto found = std::find_if(m_parts.begin(), m_parts.end(), [&](const auto& part) {
        return part != nullptr && part->isVisible() == visible && part->styleSheet() != m_sheet;
    });
    return found == m_parts.end() ? nullptr : found->data();
}

/// No window shows one part in the new colours and another in the old.
void StyleParts::holdPainting(bool hold) {
    if (!hold) {
        for (const auto& window : m_held)
            if (window != nullptr)
                window->setUpdatesEnabled(true);
        m_held.clear();
        return;
    }
    for (const auto& part : m_parts) {
        QWidget* window = part == nullptr || !part->isVisible() ? nullptr : part->window();
        if (window == nullptr || !window->updatesEnabled())
            continue;
        window->setUpdatesEnabled(false);
        m_held.emplace_back(window);
    }
}

bool StyleParts::isDressed(const QWidget& widget) const {
    for (const QWidget* each = &widget; each != nullptr; each = each->parentWidget())
        if (!each->styleSheet().isEmpty())
            return true;
    return false;
}

bool StyleParts::ownsPart(const QWidget& window) const {
    return std::any_of(m_parts.begin(), m_parts.end(), [&window](const auto& part) {
        return part != nullptr && window.isAncestorOf(part);
    });
}

bool StyleParts::eventFilter(QObject* object, QEvent* event) {
    if (m_sheet.isEmpty() || !object->isWidgetType())
        return false;
    auto& widget = static_cast<QWidget&>(*object);
    if (event->type() == QEvent::Polish && widget.isWindow() && !isDressed(widget) &&
        !ownsPart(widget))
        addWindow(widget);
    const bool shows = event->type() == QEvent::Show && m_turn.isActive();
    if (shows && std::find(m_parts.begin(), m_parts.end(), &widget) != m_parts.end())
        dress(widget);
    return false;
}

} // namespace vigia::ui::theme
