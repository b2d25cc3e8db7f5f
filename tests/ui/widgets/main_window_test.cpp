#include "tests/support/window_rig.h"

#include "ui/bridge/table_bridge.h"
#include "ui/widgets/events_lane.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/status_bar.h"
#include "ui/widgets/switch_button.h"
#include "ui/widgets/top_bar.h"

#include <QDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

using namespace vigia;
using namespace vigia::ui::widgets;
using vigia::tests::WindowRig;

class MainWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void theStartPageIsThereUntilThePlatformAnswers() {
        WindowRig rig;
        rig.start.publish(ui::testing::startingProgress());
        rig.publishHealthy();
        QVERIFY(rig.window.stack().atStart()); // brokers answer, but the start isn't over
        core::ops::StartProgress ready;
        ready.ready = true;
        rig.start.publish(std::move(ready));
        rig.window.tick();
        QCOMPARE(rig.window.stack().current()->id(), QStringLiteral("overview"));
    }

    void aBrokerThatStartsAgainDoesNotStopTheWindow() {
        WindowRig rig;
        auto ready = ui::testing::startingProgress();
        ready.ready = true;
        rig.start.publish(std::move(ready));
        rig.publishHealthy();
        QVERIFY(!rig.window.stack().atStart());
        rig.start.publish(ui::testing::startingProgress());
        auto later = ui::testing::healthySnapshot(rig.now);
        later.generation = 4711;
        rig.publish(std::move(later));
        QCOMPARE(rig.context.newest()->generation, std::uint64_t(4711));
        QVERIFY(!rig.window.stack().atStart());
    }

    void onlyPagesThatHaveAMeaningAreInTheRail() {
        WindowRig rig;
        QCOMPARE(rig.window.rail().visiblePages().size(), 1);
        auto watched = ui::testing::healthySnapshot(rig.now);
        watched.hasPlatform = false;
        rig.publish(watched);
        QVERIFY(!rig.window.rail().visiblePages().contains(QStringLiteral("stock")));
        QVERIFY(rig.window.rail().visiblePages().contains(QStringLiteral("overview")));
    }

    void theRailShowsTheWorstState() {
        WindowRig rig;
        rig.publish(ui::testing::degradedSnapshot(rig.now));
        QCOMPARE(*rig.window.rail().row(QStringLiteral("overview"))->state().mark,
                 core::ops::Health::Degraded);
    }

    void pagesAreMadeAheadSoThatOpeningThemIsQuick() {
        WindowRig rig;
        QSignalSpy made(&rig.window.stack(), &PageStack::pageMade);
        rig.publishHealthy();
        const auto pages = rig.window.rail().visiblePages().size();
        QVERIFY(made.count() < pages);
        QTRY_COMPARE(made.count(), pages);
        rig.window.openPage(QStringLiteral("brokers"));
        QCOMPARE(made.count(), pages);
    }

    void oneKeyWritesTheTimesOfTheWholeWindowAnotherWay() {
        using core::view::TimeStyle;
        WindowRig rig;
        rig.publishHealthy();
        rig.window.openPage(QStringLiteral("brokers"));
        WindowRig::settle();
        for (const auto style :
             {TimeStyle::Local, TimeStyle::Relative, TimeStyle::Epoch, TimeStyle::Utc}) {
            QTest::keyClick(&rig.window, Qt::Key_U);
            QVERIFY(rig.context.timeStyle() == style);
            const auto tables =
                rig.window.stack().current()->findChildren<ui::bridge::TableBridge*>();
            QVERIFY(!tables.isEmpty());
            for (const auto* table : tables)
                QVERIFY(table->textOptions().time == style);
        }
    }

    void pauseFreezesTheViewAndCountsWhatIsNew() {
        WindowRig rig;
        rig.publishHealthy();
        QTest::keyClick(&rig.window, Qt::Key_P);
        QVERIFY(rig.window.isPaused());
        auto next = ui::testing::healthySnapshot(rig.now);
        *next.topics[0].partitions[0].end += 1284;
        next.sampledAt += std::chrono::seconds(2);
        rig.publish(next);
        QVERIFY(rig.window.banner().text().contains(QStringLiteral("+1,284")));
        QVERIFY(rig.window.banner().isVisible());
        QTest::keyClick(&rig.window, Qt::Key_P);
        QVERIFY(!rig.window.isPaused());
        QVERIFY(rig.window.banner().isHidden());
    }

    void dataOlderThanThreeIntervalsAreStale() {
        WindowRig rig;
        rig.publishHealthy();
        rig.now += std::chrono::milliseconds(5'900);
        rig.window.tick();
        QVERIFY(!rig.window.isStale());
        rig.now += std::chrono::milliseconds(200);
        rig.window.tick();
        QVERIFY(rig.window.isStale());
        QVERIFY(rig.window.banner().isVisible());
        rig.publishHealthy();
        QVERIFY(!rig.window.isStale());
        QVERIFY(rig.window.banner().isHidden());
    }

    void refreshGoesToTheSampler() {
        WindowRig rig;
        Q_EMIT rig.window.topBar().refreshChosen(10);
        QCOMPARE(rig.control.calls.back(), std::string("interval 10000"));
        Q_EMIT rig.window.topBar().refreshChosen(0);
        QCOMPARE(rig.control.calls.back(), std::string("interval 0"));
    }

    void theDemoSwitchAsksThePlatformAndGoesBackWhenItRefuses() {
        WindowRig rig;
        rig.publishHealthy();
        auto& button = rig.window.topBar().demoSwitch();
        QVERIFY(button.isChecked());
        rig.control.failure =
            core::Error{core::ErrorCode::Unreachable,
                        "The gateway doesn't answer; start it on the Services page."};
        button.click();
        QCOMPARE(rig.control.calls.back(), std::string("demo off"));
        QTRY_VERIFY(button.isEnabled());
        QVERIFY(button.isChecked());
    }

    void altLeftGoesBackToWhereOneWas() {
        WindowRig rig;
        rig.publishHealthy();
        const QStringList pages = rig.window.rail().visiblePages();
        for (const QString& page : pages)
            rig.window.openPage(page);
        for (qsizetype i = pages.size() - 1; i > 0; --i) {
            QCOMPARE(rig.window.stack().current()->id(), pages[i]);
            QTest::keyClick(&rig.window, Qt::Key_Left, Qt::AltModifier);
        }
        QCOMPARE(rig.window.stack().current()->id(), pages.front());
    }

    void ctrlKFindsATopicByAPartOfItsName() {
        WindowRig rig;
        rig.publishHealthy();
        QTest::keyClick(&rig.window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(rig.window.palette().isVisible());
        QTest::keyClicks(&rig.window.palette().field(), QStringLiteral("dead"));
        QVERIFY(rig.window.palette().shownTitles().contains(QStringLiteral("stock-dead-letters")));
        QTest::keyClick(&rig.window.palette().field(), Qt::Key_Escape);
        QVERIFY(rig.window.palette().isHidden());
    }

    void everyActionIsInThePaletteAndHasAText() {
        WindowRig rig;
        rig.publishHealthy();
        QVERIFY(rig.window.paletteEntries().size() > 15 + rig.snapshots.read()->topics.size());
        for (const auto& entry : rig.window.paletteEntries())
            QVERIFY(!entry.title.isEmpty() && entry.run);
    }

    void layoutIsRestoredAtTheNextStart() {
        WindowRig rig;
        rig.publishHealthy();
        rig.window.lane().setCollapsed(true);
        rig.context.setTimeLength(std::chrono::minutes(60));
        rig.window.saveLayout();
        MainWindow second(rig.context, ui::pages::allPages(),
                          {rig.snapshots, rig.start, [&rig] { return rig.now; }});
        QVERIFY(second.lane().isCollapsed());
        QCOMPARE(rig.context.timeRange().length, std::chrono::seconds(3600));
    }

    void aLongerTimeRangeIsAskedForFromTheMonitor() {
        WindowRig rig;
        QCOMPARE(rig.control.historyRange, std::chrono::seconds(900));
        rig.publishHealthy();
        rig.context.setTimeLength(std::chrono::hours(24));
        QCOMPARE(rig.control.historyRange, std::chrono::seconds(86'400));
    }

    void productionIsReadOnlyUntilItIsUnlocked() {
        WindowRig rig;
        const auto lockButton = [&rig]() -> QToolButton* {
            for (auto* button : rig.window.findChildren<QToolButton*>())
                if (button->text() == QStringLiteral("Read-only") ||
                    button->text().startsWith(QStringLiteral("Unlocked")))
                    return button;
            return nullptr;
        };
        rig.publishHealthy();
        QVERIFY(lockButton() == nullptr || lockButton()->isHidden());
        auto snapshot = ui::testing::healthySnapshot(rig.now);
        snapshot.tag = "prod";
        rig.publish(snapshot);
        QVERIFY(lockButton()->isVisible());
        rig.control.calls.clear();
        Q_EMIT rig.window.findChild<TopBar*>()->demoToggled(true); // refused
        QVERIFY(rig.control.calls.empty());
        QTest::keyClick(&rig.window, Qt::Key_L, Qt::ControlModifier);
        auto* dialog = rig.window.findChild<QDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->close();
        QVERIFY(rig.context.writeLock().unlock(QString::fromStdString(snapshot.cluster),
                                               QStringLiteral("ticket 7")));
        QCOMPARE(lockButton()->text(), QStringLiteral("Unlocked 15:00"));
        Q_EMIT rig.window.findChild<TopBar*>()->demoToggled(true);
        QCOMPARE(rig.control.calls, std::vector<std::string>{"demo on"});
    }

    void zoomGoesBackStepByStep() {
        WindowRig rig;
        rig.publishHealthy();
        const auto before = rig.context.timeRange();
        rig.context.zoomTo(rig.now - std::chrono::minutes(5), rig.now - std::chrono::minutes(4));
        rig.context.zoomTo(rig.now - std::chrono::seconds(290),
                           rig.now - std::chrono::seconds(270));
        QTest::keyClick(&rig.window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(*rig.context.timeRange().from, rig.now - std::chrono::minutes(5));
        QTest::keyClick(&rig.window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(rig.context.timeRange() == before);
        QVERIFY(!rig.context.zoomBack());
    }

    void theStatusBarSaysWhatIsUnknown() {
        WindowRig rig;
        QCOMPARE(rig.window.statusBar().items().front().label, QStringLiteral("Not connected"));
        rig.publish(ui::testing::emptySnapshot(rig.now));
        QCOMPARE(rig.window.statusBar().items().front().value, QStringLiteral("—"));
    }

    void everyFocusableWidgetHasAnAccessibleName() {
        WindowRig rig;
        rig.publishHealthy();
        for (const QString& page : rig.window.rail().visiblePages()) {
            rig.window.openPage(page);
            for (const QWidget* widget : rig.window.findChildren<QWidget*>())
                if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus &&
                    widget->focusProxy() == nullptr &&
                    widget->parentWidget()->focusProxy() == nullptr) {
                    const auto* button = qobject_cast<const QAbstractButton*>(widget);
                    const bool named = !widget->accessibleName().isEmpty() ||
                                       (button != nullptr && !button->text().isEmpty());
                    QVERIFY2(named, qPrintable(page + u' ' +
                                               QLatin1String(widget->metaObject()->className()) +
                                               u' ' + widget->objectName()));
                }
        }
    }
};

VIGIA_TEST_CLASS(MainWindowTest)
#include "main_window_test.moc"
