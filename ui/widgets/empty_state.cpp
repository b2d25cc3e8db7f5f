#include "ui/widgets/empty_state.h"

#include "ui/theme/tinted_icon.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia::ui::widgets {

EmptyState::EmptyState(const theme::Theme& theme, const QString& icon, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_icon(icon) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(6);
    m_iconRoom = new QWidget(this);
    m_iconRoom->setFixedHeight(28);
    m_title = makeLabel({}, "title");
    m_advice = makeLabel({}, "", "muted");
    m_advice->setWordWrap(true);
    m_button = new QPushButton(this);
    m_button->hide();
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_advice->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    column->addStretch(1);
    column->addWidget(m_iconRoom);
    column->addWidget(m_title);
    column->addWidget(m_advice);
    column->addSpacing(6);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionRequested);
}

void EmptyState::setText(const QString& title, const QString& advice) {
    m_title->setText(title);
    m_advice->setText(advice);
    setAccessibleName(title);
    setAccessibleDescription(advice);
}

void EmptyState::setAction(const QString& text) {
    m_button->setText(text);
    m_button->setAccessibleName(text);
    m_button->setVisible(!text.isEmpty());
}

void EmptyState::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect room = m_iconRoom->geometry();
    theme::paintIcon(painter, QRectF(room.center().x() - 14, room.y(), 28, 28), m_icon,
                     m_theme.tokens().faint);
}

} // namespace vigia::ui::widgets
