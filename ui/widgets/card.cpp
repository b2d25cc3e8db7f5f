#include "ui/widgets/card.h"

#include <QChildEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace vigia::ui::widgets {

using theme::Tokens;

namespace {

constexpr qreal kRadius = 8;

/// The edge's path: half a device pixel inside, so that a one-pixel pen falls on whole pixels also
/// at 1.25 and 1.5.
QPainterPath edgePath(const QWidget& widget, qreal pen) {
    QPainterPath path;
    path.addRoundedRect(QRectF(widget.rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2),
                        kRadius, kRadius);
    return path;
}

qreal hairline(const QWidget& widget) {
    const qreal scale = widget.devicePixelRatioF();
    return qMax(1.0, std::floor(scale)) / scale;
}

/// Lies over the card's content and paints what the radius cuts off.
class CornerCover : public QWidget {
public:
    CornerCover(const theme::Theme& theme, QColor Tokens::** edge, QWidget* card)
        : QWidget(card), m_theme(theme), m_edge(edge) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setObjectName(QStringLiteral("cornerCover"));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal pen = hairline(*this);
        const QPainterPath inside = edgePath(*this, pen);
        QPainterPath outside;
        outside.addRect(rect());
        painter.fillPath(outside - inside, m_theme.tokens().window);
        painter.setPen(QPen(m_theme.tokens().*(*m_edge), pen));
        painter.drawPath(inside);
    }

private:
    const theme::Theme& m_theme;
    QColor Tokens::** m_edge;
};

} // namespace

Card::Card(const theme::Theme& theme, QWidget* parent) : QFrame(parent), m_theme(theme) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->setSpacing(0);
    m_body = new QVBoxLayout;
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    outer->addLayout(m_body, 1);
    m_cover = new CornerCover(theme, &m_edge, this);
}

void Card::makeHead() {
    auto* row = new QWidget(this);
    row->setFixedHeight(m_theme.px(36));
    m_head = new QHBoxLayout(row);
    m_head->setContentsMargins(12, 0, 12, 0);
    m_head->setSpacing(8);
    m_title = new ElidedLabel(m_theme, row);
    m_title->setRole(theme::TextRole::Strong);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_remark = new ElidedLabel(m_theme, row);
    m_remark->setTone(&Tokens::muted);
    m_headRight = new QHBoxLayout;
    m_headRight->setSpacing(8);
    m_head->addWidget(m_title);
    m_head->addWidget(m_remark, 1);
    m_head->addLayout(m_headRight);
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, row);
}

void Card::setTitle(const QString& title, const QString& remark) {
    if (m_head == nullptr)
        makeHead();
    m_title->setText(title);
    m_remark->setText(remark);
    setAccessibleName(title);
}

QHBoxLayout* Card::headRight() {
    if (m_head == nullptr)
        makeHead();
    return m_headRight;
}

void Card::setEdge(QColor Tokens::*edge) {
    if (edge == m_edge)
        return;
    m_edge = edge;
    update();
}

void Card::setFlat() {
    m_edge = &Tokens::panel;
    m_cover->hide();
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(edgePath(*this, hairline(*this)), m_theme.tokens().panel);
}

void Card::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    m_cover->setGeometry(rect());
    m_cover->raise();
}

void Card::childEvent(QChildEvent* event) {
    QFrame::childEvent(event);
    if (event->type() == QEvent::ChildAdded && m_cover != nullptr && event->child() != m_cover)
        m_cover->raise();
}

} // namespace vigia::ui::widgets
