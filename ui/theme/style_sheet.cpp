#include "ui/theme/style_sheet.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QHash>

namespace vigia::ui::theme {

namespace {

QHash<QString, QString> replacements(const Theme& theme) {
    QHash<QString, QString> values;
    for (const auto& [name, color] : namedTokens(theme.tokens()))
        values.insert(QString::fromLatin1(name.data(), qsizetype(name.size())), color.name());
    values.insert(QStringLiteral("theme"),
                  theme.mode() == Mode::Light ? QStringLiteral("light") : QStringLiteral("dark"));
    return values;
}

bool isNameCharacter(QChar c) {
    return c.isLetterOrNumber() || c == u'-';
}

} // namespace

QString makeStyleSheet(const Theme& theme) {
    QFile file(QStringLiteral(":/vigia/themes/vigia.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    const auto values = replacements(theme);
    QString sheet;
    sheet.reserve(source.size());
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source[i] == u'@') {
            qsizetype end = i + 1;
            while (end < source.size() && isNameCharacter(source[end]))
                ++end;
            sheet += values.value(source.mid(i + 1, end - i - 1));
            i = end - 1;
        } else if (source[i] == u'{' && i + 1 < source.size() && source[i + 1].isDigit()) {
            const qsizetype end = source.indexOf(u'}', i);
            sheet += QString::number(theme.px(source.mid(i + 1, end - i - 1).toInt())) %
                     QStringLiteral("px");
            i = end;
        } else {
            sheet += source[i];
        }
    }
    return sheet;
}

} // namespace vigia::ui::theme
