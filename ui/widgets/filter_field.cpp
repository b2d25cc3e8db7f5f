#include "ui/widgets/filter_field.h"

#include "ui/theme/tinted_icon.h"
#include "ui/widgets/label.h"

#include <QKeyEvent>
#include <QPainter>

namespace vigia::ui::widgets {

FilterField::FilterField(const theme::Theme& theme, const QString& icon, QWidget* parent)
    : QLineEdit(parent), m_theme(theme), m_icon(icon) {
    setProperty("kind", QStringLiteral("filter"));
    m_caption = makeLabel({}, "", "muted", this);
    m_caption->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void FilterField::setVerdict(Verdict verdict, const QString& why) {
    const char* state = verdict == Verdict::Good ? "good" : verdict == Verdict::Bad ? "bad" : "";
    setStyleProperty(*this, "state", QString(QLatin1String(state)));
    setToolTip(why.toHtmlEscaped());
    setAccessibleDescription(why);
}

void FilterField::setCaption(const QString& caption) {
    if (caption == m_caption->text())
        return;
    m_caption->setText(caption);
    placeCaption();
}

QString FilterField::caption() const {
    return m_caption->text();
}

void FilterField::placeCaption() {
    const QSize size = m_caption->sizeHint();
    const bool fits = size.width() < width() / 2;
    m_caption->setVisible(fits && !m_caption->text().isEmpty());
    m_caption->setGeometry(width() - size.width() - 12, (height() - size.height()) / 2,
                           size.width(), size.height());
    setTextMargins(0, 0, m_caption->isHidden() ? 0 : size.width() + 12, 0);
}

void FilterField::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    theme::paintIcon(painter, QRectF(9, (height() - 14) / 2.0, 14, 14), m_icon,
                     m_theme.tokens().faint);
}

void FilterField::resizeEvent(QResizeEvent* event) {
    QLineEdit::resizeEvent(event);
    placeCaption();
}

void FilterField::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape)
        return QLineEdit::keyPressEvent(event);
    if (!text().isEmpty())
        clear();
    else
        Q_EMIT left();
}

} // namespace vigia::ui::widgets
