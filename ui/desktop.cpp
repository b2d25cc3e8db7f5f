#include "ui/desktop.h"

#include "ui/desktop_parts.h"
#include "ui/widgets/main_window.h"

#include <QApplication>
#include <QTimer>

namespace vigia::ui {

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
    widgets::ConsoleContext context(theme, options.control, settings);
    context.audit().setWriter(options.audit);
    widgets::MainWindow window(context, pages::allPages(),
                               {options.snapshots, options.start, options.now});
    QObject::connect(&window, &widgets::MainWindow::firstPainted, &context, [&options, &context] {
        if (options.millisSinceExec)
            context.setFirstPaintMillis(options.millisSinceExec());
    });
    QTimer stop;
    QObject::connect(&stop, &QTimer::timeout, &window, [&options, &window] {
        if (options.stopRequested && options.stopRequested())
            window.close();
    });
    stop.start(250);
    window.show();
    return QApplication::exec();
}

} // namespace vigia::ui
