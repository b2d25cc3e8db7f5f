#include "ui/desktop_parts.h"

#include <QApplication>
#include <QStandardPaths>

/// The macro must stand outside every namespace.
static void initTranslations() {
    Q_INIT_RESOURCE(vigia_translations);
}

namespace vigia::ui {

namespace {

QString settingsPath(const std::string& file) {
    if (!file.empty())
        return QString::fromStdString(file);
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) %
           QStringLiteral("/vigia/desktop.ini");
}

} // namespace

LayoutSettings::LayoutSettings(const std::string& file)
    : QSettings(settingsPath(file), QSettings::IniFormat) {}

bool LayoutSettings::event(QEvent* event) {
    return event->type() == QEvent::UpdateRequest || QSettings::event(event);
}

void installLanguage(QApplication& application, QTranslator& translator,
                     const std::string& language) {
    initTranslations();
    const QLocale locale =
        language.empty() ? QLocale::system() : QLocale(QString::fromStdString(language));
    const QString folder = QStringLiteral(":/vigia/translations");
    // The English file holds the plurals.
    if (translator.load(locale, QStringLiteral("vigia"), QStringLiteral("_"), folder) ||
        translator.load(QStringLiteral("vigia_en"), folder))
        application.installTranslator(&translator);
}

void restoreTheme(theme::Theme& theme, const QSettings& settings, const std::string& wanted) {
    const QString last =
        settings.value(QStringLiteral("window/theme"), QStringLiteral("dark")).toString();
    const QString mode = wanted.empty() ? last : QString::fromStdString(wanted);
    theme.setMode(mode == QStringLiteral("light") ? theme::Mode::Light : theme::Mode::Dark);
    theme.setDense(settings.value(QStringLiteral("window/dense"), false).toBool());
    theme.setZoom(settings.value(QStringLiteral("window/zoom"), 100).toInt());
}

} // namespace vigia::ui
