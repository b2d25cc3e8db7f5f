#include "tests/support/window_rig.h"
#include "tests/ui/frame/every_dialog.h"

#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"

#include <QAbstractButton>
#include <QLabel>
#include <QStringBuilder>
#include <QTranslator>

using namespace vigia;
using vigia::tests::WindowRig;

namespace {

core::ops::ConsoleSnapshot snapshotFor(const QString& state, core::UtcTime now) {
    if (state == QStringLiteral("empty"))
        return ui::testing::emptySnapshot(now);
    if (state == QStringLiteral("failing"))
        return ui::testing::degradedSnapshot(now);
    if (state == QStringLiteral("stale"))
        return ui::testing::staleSnapshot(now);
    return ui::testing::healthySnapshot(now);
}

/// What of a widget has less room than its text needs; empty: nothing. Widgets that elide say so in
/// a tooltip.
QString cut(const QWidget& widget) {
    const auto* label = qobject_cast<const QLabel*>(&widget);
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    if (label == nullptr && button == nullptr)
        return {};
    const QString text = label != nullptr ? label->text() : button->text();
    if (text.isEmpty() || !widget.isVisible() || !widget.toolTip().isEmpty())
        return {};
    const bool wraps = label != nullptr && label->wordWrap();
    const QSize needed =
        wraps ? QSize(0, label->heightForWidth(label->width()))
              : widget.minimumSizeHint().expandedTo(label != nullptr ? label->sizeHint() : QSize());
    if (widget.width() + 1 >= needed.width() && widget.height() + 1 >= needed.height())
        return {};
    return QStringLiteral("\"%1\" needs %2×%3 and has %4×%5")
        .arg(text)
        .arg(needed.width())
        .arg(needed.height())
        .arg(widget.width())
        .arg(widget.height());
}

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }
    void cleanup() { tests::theme().setZoom(100); }

    void nothingIsCutAt1280By800_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("zoom");
        QTest::addColumn<QString>("state");
        for (const char* language : {"en", "pt_BR"})
            for (const int zoom : {100, 130})
                for (const char* state : {"data", "empty", "failing", "stale"})
                    QTest::addRow("%s %d%% %s", language, zoom, state)
                        << QString(QLatin1String(language)) << zoom
                        << QString(QLatin1String(state));
    }
    void nothingIsCutAt1280By800() {
        QFETCH(QString, language);
        QFETCH(int, zoom);
        QFETCH(QString, state);
        QTranslator translator;
        ui::installLanguage(*qApp, translator, language.toStdString());
        tests::theme().setZoom(zoom);
        WindowRig rig;
        if (state == QStringLiteral("empty"))
            rig.load.runs.clear();
        if (state == QStringLiteral("failing"))
            rig.load.failure = core::failure(core::ErrorCode::Corrupt, "the run is damaged");
        if (state == QStringLiteral("stale"))
            rig.load.beginRun(20);
        rig.publish(snapshotFor(state, rig.now));
        QStringList found;
        for (const QString& page : rig.window.rail().visiblePages()) {
            rig.window.openPage(page);
            WindowRig::settle();
            QVERIFY2(rig.window.width() == 1280 && rig.window.height() == 800,
                     qPrintable(page % QStringLiteral(" makes the window grow")));
            for (const QWidget* widget : rig.window.findChildren<QWidget*>())
                if (const QString what = cut(*widget); !what.isEmpty())
                    found += page % QStringLiteral(": ") % what;
        }
        found.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void noDialogIsCut_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("zoom");
        for (const char* language : {"en", "pt_BR"})
            for (const int zoom : {100, 130})
                QTest::addRow("%s %d%%", language, zoom)
                    << QString(QLatin1String(language)) << zoom;
    }
    void noDialogIsCut() {
        QFETCH(QString, language);
        QFETCH(int, zoom);
        QTranslator translator;
        ui::installLanguage(*qApp, translator, language.toStdString());
        tests::theme().setZoom(zoom);
        WindowRig rig;
        rig.publishHealthy();
        QStringList found;
        int dialogs = 0;
        tests::forEachDialog(rig, [&](const QString& name, QWidget& dialog) {
            ++dialogs;
            if (dialog.width() > 1280 || dialog.height() > 800)
                found += name % QStringLiteral(" is larger than the window");
            for (const QWidget* widget : dialog.findChildren<QWidget*>())
                if (const QString what = cut(*widget); !what.isEmpty())
                    found += name % QStringLiteral(": ") % what;
        });
        found.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
        QVERIFY(dialogs > 12);
    }
};

VIGIA_TEST_CLASS(LayoutTest)
#include "layout_test.moc"
