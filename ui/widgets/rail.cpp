#include "ui/widgets/rail.h"

#include "ui/theme/health_look.h"
#include "ui/theme/tinted_icon.h"
#include "ui/widgets/label.h"

#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace vigia::ui::widgets {

using theme::TextRole;
using theme::Tokens;

RailRow::RailRow(const theme::Theme& theme, const QString& icon, const QString& title,
                 QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon) {
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailRow::setState(const pages::RailState& state) {
    if (state.count == m_state.count && state.mark == m_state.mark)
        return;
    m_state = state;
    const QString word = state.mark ? theme::healthLook(*state.mark).word : QString();
    setAccessibleDescription(word % (word.isEmpty() ? QString() : QStringLiteral(" ")) %
                             state.count);
    setToolTip(word.toHtmlEscaped());
    update();
}

void RailRow::setStale(bool stale) {
    m_stale = stale;
    update();
}

QSize RailRow::sizeHint() const {
    return {160, m_theme.px(32)};
}

int RailRow::paintState(QPainter& painter) const {
    const Tokens& tokens = m_theme.tokens();
    if (m_state.mark && (*m_state.mark != core::ops::Health::Ok || m_state.count.isEmpty())) {
        const auto look = theme::healthLook(m_stale ? core::ops::Health::Unknown : *m_state.mark);
        const int side = m_theme.px(10);
        theme::paintIcon(painter, QRectF(width() - 8 - side, (height() - side) / 2.0, side, side),
                         look.icon, tokens.*look.color);
        return side;
    }
    painter.setFont(m_theme.font(TextRole::Small));
    painter.setPen(tokens.faint);
    painter.drawText(rect().adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter,
                     m_state.count);
    return painter.fontMetrics().horizontalAdvance(m_state.count);
}

void RailRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& tokens = m_theme.tokens();
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? tokens.accentSoft : tokens.hover);
        painter.drawRoundedRect(box, 6, 6);
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 6, 6);
    }
    theme::paintIcon(painter, QRectF(8, (height() - 16) / 2.0, 16, 16), m_icon,
                     isChecked() ? tokens.accent : tokens.muted);
    const int right = paintState(painter);
    painter.setFont(m_theme.font(TextRole::Medium));
    painter.setPen(isChecked() ? tokens.text : tokens.muted);
    const QRect room = rect().adjusted(34, 0, -(8 + right + 6), 0);
    painter.drawText(room, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

void RailRow::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void RailRow::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

Rail::Rail(const theme::Theme& theme, const std::vector<pages::PageInfo>& pages, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_pages(pages) {
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 9, 8, 8);
    column->setSpacing(2);
    column->addWidget(makeBrand());
    for (const pages::PageInfo& page : pages) {
        auto* line = page.separatorBefore ? new QFrame(this) : nullptr;
        if (line != nullptr) {
            line->setObjectName(QStringLiteral("railLine"));
            line->setFixedHeight(1);
            column->addSpacing(6);
            column->addWidget(line);
            column->addSpacing(6);
        }
        m_separators.push_back(line);
        auto* row = new RailRow(theme, page.icon, page.title, this);
        connect(row, &QAbstractButton::clicked, this,
                [this, id = page.id] { Q_EMIT pageChosen(id); });
        column->addWidget(row);
        m_rows.push_back(row);
    }
    column->addStretch(1);
    setFixedWidth(176);
    setSnapshot(nullptr);
}

QWidget* Rail::makeBrand() {
    auto* brand = new QWidget(this);
    auto* row = new QHBoxLayout(brand);
    row->setContentsMargins(8, 0, 2, 8);
    row->setSpacing(8);
    auto* sign = new QLabel(brand);
    sign->setPixmap(QIcon(QStringLiteral(":/vigia/icons/vigia.svg"))
                        .pixmap(QSize(18, 18), devicePixelRatioF()));
    row->addWidget(sign);
    row->addWidget(makeLabel(QStringLiteral("Vigia"), "title"));
    row->addStretch(1);
    auto* toggle = new QToolButton(brand);
    toggle->setProperty("kind", QStringLiteral("icon"));
    toggle->setFixedSize(28, 28);
    toggle->setFocusPolicy(Qt::TabFocus);
    toggle->setIcon(m_theme.icon(QStringLiteral("moon")));
    toggle->setToolTip(tr("Light or dark"));
    toggle->setAccessibleName(tr("Light or dark"));
    connect(toggle, &QToolButton::clicked, this, &Rail::themeToggled);
    row->addWidget(toggle);
    return brand;
}

void Rail::setSnapshot(const core::ops::ConsoleSnapshot* snapshot) {
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const pages::PageInfo& page = m_pages[i];
        const bool shown =
            snapshot == nullptr ? i == 0 : !page.available || page.available(*snapshot);
        m_rows[i]->setVisible(shown);
        if (m_separators[i] != nullptr)
            m_separators[i]->setVisible(shown);
        if (snapshot != nullptr && page.rail)
            m_rows[i]->setState(page.rail(*snapshot));
    }
}

void Rail::setStale(bool stale) {
    for (RailRow* row : m_rows)
        row->setStale(stale);
}

void Rail::setCurrent(const QString& page) {
    if (RailRow* found = row(page))
        found->setChecked(true);
}

QStringList Rail::visiblePages() const {
    QStringList ids;
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        if (!m_rows[i]->isHidden())
            ids += m_pages[i].id;
    return ids;
}

RailRow* Rail::row(const QString& page) const {
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        if (m_pages[i].id == page)
            return m_rows[i];
    return nullptr;
}

void Rail::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down)
        focusNextPrevChild(true);
    else if (event->key() == Qt::Key_Up)
        focusNextPrevChild(false);
    else
        QFrame::keyPressEvent(event);
}

} // namespace vigia::ui::widgets
