#include "ui/widgets/breadcrumb.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace vigia::ui::widgets {

namespace {
constexpr int kWish = 240; ///< design pixels; it takes more where there is more
const QString kBetween = QStringLiteral(" › ");
} // namespace

Breadcrumb::Breadcrumb(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
}

void Breadcrumb::setParts(const QStringList& parts) {
    if (parts == m_parts)
        return;
    m_parts = parts;
    m_hovered = -1;
    setAccessibleName(parts.join(kBetween));
    updateGeometry();
    update();
}

std::vector<Breadcrumb::Piece> Breadcrumb::pieces() const {
    const QFontMetrics metrics(m_theme.font(theme::TextRole::Body));
    const int between = metrics.horizontalAdvance(kBetween);
    qsizetype first = 0;
    const auto needed = [&] {
        return metrics.horizontalAdvance(m_parts.mid(first).join(kBetween));
    };
    while (first + 1 < m_parts.size() && needed() > width())
        ++first;
    std::vector<Piece> found;
    int x = 0;
    for (qsizetype i = first; i < m_parts.size(); ++i) {
        const QString text = metrics.elidedText(m_parts[i], Qt::ElideMiddle, width() - x);
        const int right = x + metrics.horizontalAdvance(text);
        found.push_back({static_cast<int>(i), text, x, right});
        x = right + between;
    }
    return found;
}

int Breadcrumb::partAt(int x) const {
    for (const Piece& piece : pieces())
        if (x >= piece.left && x < piece.right && piece.part + 1 < m_parts.size())
            return piece.part;
    return -1;
}

QSize Breadcrumb::sizeHint() const {
    const QFontMetrics metrics(m_theme.font(theme::TextRole::Body));
    const int whole = metrics.horizontalAdvance(m_parts.join(kBetween)) + 1;
    return {qMin(whole, m_theme.px(kWish)), metrics.height() + 2};
}

QSize Breadcrumb::minimumSizeHint() const {
    const QFontMetrics metrics(m_theme.font(theme::TextRole::Body));
    return {m_parts.isEmpty() ? 0
                              : qMin(metrics.horizontalAdvance(m_parts.last()) + 1,
                                     metrics.averageCharWidth() * 6),
            sizeHint().height()};
}

void Breadcrumb::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const theme::Tokens& tokens = m_theme.tokens();
    QFont font = m_theme.font(theme::TextRole::Body);
    const int between = QFontMetrics(font).horizontalAdvance(kBetween);
    for (const Piece& piece : pieces()) {
        const bool last = piece.part + 1 == m_parts.size();
        font.setUnderline(piece.part == m_hovered);
        painter.setFont(font);
        painter.setPen(last || piece.part == m_hovered ? tokens.text : tokens.muted);
        painter.drawText(QRect(piece.left, 0, piece.right - piece.left + 1, height()),
                         Qt::AlignVCenter | Qt::TextSingleLine, piece.text);
        font.setUnderline(false);
        painter.setFont(font);
        painter.setPen(tokens.faint);
        if (!last)
            painter.drawText(QRect(piece.right, 0, between, height()),
                             Qt::AlignVCenter | Qt::TextSingleLine, kBetween);
    }
}

void Breadcrumb::mouseMoveEvent(QMouseEvent* event) {
    m_hovered = partAt(event->pos().x());
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void Breadcrumb::mousePressEvent(QMouseEvent* event) {
    if (const int part = partAt(event->pos().x()); part >= 0)
        Q_EMIT partChosen(part);
}

void Breadcrumb::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

bool Breadcrumb::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto shown = pieces();
    if (!shown.empty() && (shown.front().part > 0 || shown.back().text != m_parts.last()))
        QToolTip::showText(static_cast<const QHelpEvent&>(*event).globalPos(),
                           m_parts.join(kBetween).toHtmlEscaped(), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace vigia::ui::widgets
