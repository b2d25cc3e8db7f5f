#include "ui/desktop.h"

#include "ui/clusters/console_windows.h"
#include "ui/desktop_parts.h"
#include "ui/widgets/console_context.h"

#include <QApplication>
#include <QTimer>

namespace vigia::ui {
namespace {

using Links = std::vector<core::ops::Link>;

} // namespace

int runDesktop(int& argc, char** argv, const DesktopOptions& options) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Vigia"));
    QApplication::setApplicationVersion(QString::fromStdString(options.version));
    QApplication::setDesktopFileName(QStringLiteral("vigia"));
    LayoutSettings settings(options.settingsFile);
    QTranslator translator;
    installLanguage(application, translator, options.language);
    theme::Theme theme;
    restoreTheme(theme, settings, options.theme);
    theme.install(application);
    clusters::ConsoleWindows windows({theme, settings, options.desk, options.now, options.audit,
                                      options.load, options.scenarios, options.reports});
    const std::string last =
        settings.value(QStringLiteral("window/cluster")).toString().toStdString();
    const std::string wanted = options.firstCluster ? options.firstCluster(last) : std::string();
    auto& first = windows.open(QString::fromStdString(wanted));
    QObject::connect(&first, &clusters::ConsoleShell::firstPainted, &first, [&options, &first] {
        if (options.millisSinceExec)
            first.context().setFirstPaintMillis(options.millisSinceExec());
    });
    QTimer stop;
    QObject::connect(&stop, &QTimer::timeout, &windows, [&options, &windows] {
        if (options.stopRequested && options.stopRequested()) {
            for (auto* window : windows.windows())
                window->setAsking(false);
            QApplication::closeAllWindows();
        }
        for (const auto& link : options.takeLinks ? options.takeLinks() : Links())
            windows.openLink(link);
    });
    stop.start(250);
    return QApplication::exec();
}

} // namespace vigia::ui
