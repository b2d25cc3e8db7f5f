#include "ui/bridge/table_header.h"

#include "ui/theme/tinted_icon.h"

#include <QPainter>

namespace vigia::ui::bridge {

namespace {
constexpr int kPadding = 12; ///< as in the cells
constexpr int kArrow = 12;
constexpr int kGap = 4;
} // namespace

TableHeader::TableHeader(const theme::Theme& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent), m_theme(theme) {
    setSectionsClickable(true);
    setHighlightSections(false);
}

QString TableHeader::title(int section) const {
    return model() == nullptr ? QString() : model()->headerData(section, Qt::Horizontal).toString();
}

QFont TableHeader::titleFont() const {
    QFont used = m_theme.font(theme::TextRole::Small);
    used.setWeight(QFont::Medium);
    return used;
}

int TableHeader::arrowRoom(int section) const {
    return isSortIndicatorShown() && sortIndicatorSection() == section ? kArrow + kGap : 0;
}

int TableHeader::titleWidth(int section) const {
    // The arrow may come to any column: its room is always there. Advances are rounded.
    return QFontMetrics(titleFont()).horizontalAdvance(title(section)) + 2 * m_theme.px(kPadding) +
           kArrow + kGap + 2;
}

QSize TableHeader::sectionSizeFromContents(int section) const {
    return {titleWidth(section), m_theme.px(28)};
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const theme::Tokens& tokens = m_theme.tokens();
    const bool below = rect.contains(viewport()->mapFromGlobal(QCursor::pos()));
    painter->fillRect(rect, below ? tokens.hover : tokens.raised);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line);
    const auto alignment =
        model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
    const bool right = alignment.testFlag(Qt::AlignRight);
    const int padding = m_theme.px(kPadding);
    const QRect inner = rect.adjusted(padding, 0, -padding, -1);
    const int arrow = arrowRoom(section);
    painter->setFont(titleFont());
    const QString text =
        painter->fontMetrics().elidedText(title(section), Qt::ElideRight, inner.width() - arrow);
    const int width = painter->fontMetrics().horizontalAdvance(text);
    painter->setPen(below ? tokens.text : tokens.muted);
    painter->drawText(inner, int(right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
    if (arrow == 0)
        return;
    const int x = right ? inner.right() + 1 - width - arrow : inner.left() + width + kGap;
    theme::paintIcon(*painter, QRectF(x, rect.center().y() - kArrow / 2.0, kArrow, kArrow),
                     sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("chevron-up")
                                                                : QStringLiteral("chevron-down"),
                     tokens.muted);
}

} // namespace vigia::ui::bridge
