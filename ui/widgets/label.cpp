#include "ui/widgets/label.h"

#include <QStyle>
#include <QVariant>

namespace vigia::ui::widgets {

QLabel* makeLabel(const QString& text, const char* role, const char* tone, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QLatin1String(role));
    label->setProperty("tone", QLatin1String(tone));
    label->setText(text);
    return label;
}

void setTone(QWidget& widget, const char* tone) {
    setStyleProperty(widget, "tone", QString(QLatin1String(tone)));
}

void setStyleProperty(QWidget& widget, const char* name, const QVariant& value) {
    if (widget.property(name) == value)
        return;
    widget.setProperty(name, value);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
}

} // namespace vigia::ui::widgets
