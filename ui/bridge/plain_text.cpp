#include "ui/bridge/plain_text.h"

#include <QTextDocument>

namespace vigia::ui::bridge {

QString plainTooltip(const QString& text) {
    if (!Qt::mightBeRichText(text))
        return text;
    return QStringLiteral("<qt>") % text.toHtmlEscaped() % QStringLiteral("</qt>");
}

} // namespace vigia::ui::bridge
