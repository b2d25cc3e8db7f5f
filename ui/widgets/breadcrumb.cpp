#include "ui/widgets/breadcrumb.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace vigia::ui::widgets {

namespace {
constexpr int kWish = 240; ///< design pixels; it takes more where there is more
const QString kBetween = QStringLiteral(" › ");
const QString kLeftOut = QStringLiteral("…");
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

/// The texts of the parts that stay when `gone` inner ones left for want of room; an empty text
/// stands for a part that has no place.
QStringList Breadcrumb::without(qsizetype gone) const {
    QStringList texts = m_parts;
    const qsizetype between = m_parts.size() - 2; // neither the first nor the last
    for (qsizetype i = 1; i <= qMin(gone, between); ++i)
        texts[i] = i == qMin(gone, between) ? kLeftOut : QString();
    for (qsizetype i = 0; gone > between && i + 1 < texts.size(); ++i)
        texts[i].clear();
    return texts;
}

std::vector<Breadcrumb::Piece> Breadcrumb::pieces() const {
    const QFontMetrics metrics(m_theme.font(theme::TextRole::Body));
    const int between = metrics.horizontalAdvance(kBetween);
    const auto needed = [&](QStringList texts) {
        texts.removeAll(QString());
        return metrics.horizontalAdvance(texts.join(kBetween));
    };
    QStringList texts = m_parts;
    for (qsizetype gone = 1; gone < m_parts.size() && needed(texts) > width(); ++gone)
        texts = without(gone);
    std::vector<Piece> found;
    int x = 0;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (texts[i].isEmpty())
            continue;
        const QString text = metrics.elidedText(texts[i], Qt::ElideMiddle, width() - x);
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
    const bool whole = std::all_of(shown.begin(), shown.end(), [this](const Piece& piece) {
        return piece.text == m_parts[piece.part];
    });
    if (!whole || qsizetype(shown.size()) < m_parts.size())
        QToolTip::showText(static_cast<const QHelpEvent&>(*event).globalPos(),
                           m_parts.join(kBetween).toHtmlEscaped(), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace vigia::ui::widgets
