#include "tests/support/gui_test.h"
#include "tests/ui/clusters/windows_rig.h"
#include "ui/bridge/data_table.h"
#include "ui/bridge/plain_text.h"
#include "ui/clusters/remove_dialog.h"
#include "ui/pages/fleet/fleet_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/testing/sample_data.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/mini_table.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/top_bar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

using namespace vigia;
using tests::action;
using tests::button;
using tests::clusterMenu;
using tests::says;
using tests::WindowsRig;

class ConsoleWindowsTest : public QObject {
    Q_OBJECT

private:
    static ui::pages::FleetPage& openFleet(ui::clusters::ConsoleShell& window) {
        window.console().openPage(QStringLiteral("fleet"));
        WindowsRig::settle();
        return *qobject_cast<ui::pages::FleetPage*>(window.console().stack().current());
    }

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void nothingIsOpenedBeforeAClusterIsChosen() {
        WindowsRig rig;
        auto& window = rig.windows.open({});
        WindowsRig::settle();
        QVERIFY(window.console().stack().atStart());
        QVERIFY(rig.desk.opened.empty());
        QVERIFY(says(window, QStringLiteral("What do you want to look at?")));
        QVERIFY(button(window, QStringLiteral("Start"))->isVisible());
    }

    void theStartPageOpensAClusterOfTheConfiguration() {
        WindowsRig rig;
        auto& window = rig.windows.open({});
        auto* clusters = window.console().stack().startPage().findChild<ui::widgets::MiniTable*>();
        QCOMPARE(clusters->rows().size(), std::size_t(2)); // the platform has a card of its own
        Q_EMIT clusters->activated(QStringLiteral("orders"));
        WindowsRig::settle();
        QCOMPARE(window.cluster(), QStringLiteral("orders"));
        QCOMPARE(rig.desk.opened, std::vector<std::string>{"orders"});
    }

    /// What `vigia cluster add` or an editor changes comes to a page that is open.
    void theStartPageFollowsTheConfiguration() {
        WindowsRig rig;
        auto& window = rig.windows.open({});
        auto* clusters = window.console().stack().startPage().findChild<ui::widgets::MiniTable*>();
        QCOMPARE(clusters->rows().size(), std::size_t(2));
        rig.desk.known.push_back({"returns", "kafka-9:9092", "dev", "", false, false});
        QTRY_COMPARE(clusters->rows().size(), std::size_t(3));
        QCOMPARE(clusters->rows().back().id, QStringLiteral("returns"));
        rig.desk.known.resize(1);
        QTRY_VERIFY(clusters->rows().empty());
    }

    void theLocalPlatformStartsWhenItsButtonIsPressed() {
        WindowsRig rig;
        auto& window = rig.windows.open({});
        WindowsRig::settle();
        button(window, QStringLiteral("Start"))->click();
        WindowsRig::settle();
        QCOMPARE(rig.desk.opened, std::vector<std::string>{"local"});
        rig.desk.feed("local")->started.publish(ui::testing::startingProgress());
        window.console().tick();
        QVERIFY(says(window, QStringLiteral("Starting the local platform")) ||
                !window.console().stack().startPage().isHidden());
    }

    void aWatchedClusterShowsTheDoctorUntilItAnswers() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        core::ops::ConsoleSnapshot never; // the monitor publishes before the first look
        never.cluster = "orders";
        rig.desk.feed("orders")->published.publish(std::move(never));
        rig.desk.feed("orders")->examined.publish(ui::testing::refusedReport());
        window.console().tick();
        WindowsRig::settle();
        QVERIFY(window.console().stack().atStart());
        QVERIFY(says(window, QStringLiteral("Connecting to orders")));
        QVERIFY(says(window, QStringLiteral("the broker refuses the user or the password")));
        QVERIFY(says(window, QStringLiteral("that the user exists on this cluster")));
        rig.answer(window, "orders", "prod");
        QVERIFY(!window.console().stack().atStart());
    }

    void pagesWithoutMeaningAreAbsentOnAWatchedCluster() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        const auto pages = window.console().rail().visiblePages();
        QVERIFY(pages.contains(QStringLiteral("topics")));
        QVERIFY(pages.contains(QStringLiteral("diagnostics")));
        QVERIFY(!pages.contains(QStringLiteral("services")));
        QVERIFY(!pages.contains(QStringLiteral("stock")));
    }

    void theTopBarNamesTheClusterAndItsTag() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        WindowsRig::settle();
        QVERIFY(says(window.console().topBar(), QStringLiteral("PROD"))); // before it answers, too
        rig.answer(window, "orders", "prod");
        QCOMPARE(window.windowTitle(), QStringLiteral("orders — Vigia"));
        QVERIFY(says(window.console().topBar(), QStringLiteral("PROD")));
    }

    void noFilterSelectionOrPauseGoesToAnotherCluster() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        window.console().openPage(QStringLiteral("topics"), QStringLiteral("stock-updates"));
        WindowsRig::settle();
        auto* filter = qobject_cast<QLineEdit*>(window.console().stack().current()->filterField());
        QVERIFY(filter != nullptr);
        filter->setText(QStringLiteral("stock"));
        window.console().setPaused(true);
        WindowsRig::settle();
        window.show(QStringLiteral("billing"));
        rig.answer(window, "billing", "test");
        QVERIFY(!window.console().isPaused());
        window.console().openPage(QStringLiteral("topics"));
        WindowsRig::settle();
        filter = qobject_cast<QLineEdit*>(window.console().stack().current()->filterField());
        QVERIFY(filter->text().isEmpty());
        QCOMPARE(window.context().newest()->cluster, std::string("billing"));
    }

    void anUnlockedClusterIsLockedAgainAfterAVisitElsewhere() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        QVERIFY(
            window.context().writeLock().unlock(QStringLiteral("orders"), QStringLiteral("OPS-7")));
        window.show(QStringLiteral("billing"));
        window.show(QStringLiteral("orders"));
        QVERIFY(window.context().writeLock().locked());
    }

    void unlockingIsWrittenDownWithItsReason() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        QVERIFY(
            window.context().writeLock().unlock(QStringLiteral("orders"), QStringLiteral("OPS-7")));
        QTRY_COMPARE(rig.audited.size(), std::size_t(1));
        QCOMPARE(rig.audited[0].verb, std::string("unlock"));
        QCOMPARE(rig.audited[0].cluster, std::string("orders"));
        QCOMPARE(rig.audited[0].reason, std::string("OPS-7"));
        QVERIFY(says(window.console().topBar(), QStringLiteral("PROD")));
        window.context().writeLock().lock();
        QTRY_COMPARE(rig.audited.size(), std::size_t(2));
        QCOMPARE(rig.audited[1].verb, std::string("lock"));
    }

    void windowsOnTheSameClusterShareOneSampler() {
        WindowsRig rig;
        auto& first = rig.windows.open(QStringLiteral("orders"));
        Q_EMIT first.windowRequested(QStringLiteral("orders"));
        Q_EMIT first.windowRequested(QStringLiteral("billing"));
        WindowsRig::settle();
        QCOMPARE(rig.windows.windows().size(), std::size_t(3));
        const std::vector<std::string> feeds{"orders", "billing"};
        QCOMPARE(rig.desk.opened, feeds);
        delete rig.windows.windows()[1];
        QVERIFY(rig.desk.feed("orders") != nullptr); // the other window still looks
    }

    void theSamplerEndsWithItsLastWindow() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        window.show(QStringLiteral("billing"));
        WindowsRig::settle();
        QVERIFY(rig.desk.feed("orders") == nullptr);
    }

    void theLastClusterIsRemembered() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        window.show(QStringLiteral("billing"));
        QCOMPARE(rig.settings.value(QStringLiteral("window/cluster")).toString(),
                 QStringLiteral("billing"));
    }

    void theMenuSwitchesAndOpensWindows() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        QMenu& menu = clusterMenu(window);
        QVERIFY(!action(menu, QStringLiteral("orders  ·  PROD"))->isEnabled()); // we are there
        QVERIFY(action(menu, QStringLiteral("Edit orders…"))->isEnabled());
        action(menu, QStringLiteral("billing  ·  TEST"))->trigger();
        WindowsRig::settle();
        QCOMPARE(window.cluster(), QStringLiteral("billing"));
        QMenu& next = clusterMenu(window);
        action(*action(next, QStringLiteral("Open in a new window"))->menu(),
               QStringLiteral("orders  ·  PROD"))
            ->trigger();
        WindowsRig::settle();
        QCOMPARE(rig.windows.windows().size(), std::size_t(2));
    }

    void aClusterThatIsGoneAsksAndSaysSo() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("sold"));
        WindowsRig::settle();
        QVERIFY(window.cluster().isEmpty());
        QVERIFY(window.console().stack().atStart());
    }

    void removingAsksAndThenTheWindowAsksForAnother() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        Q_EMIT window.context().clusterRemoveRequested(QStringLiteral("orders"));
        auto* dialog = window.findChild<ui::clusters::RemoveDialog*>();
        QVERIFY(dialog != nullptr);
        button(*dialog, QStringLiteral("Remove"))->click();
        WindowsRig::settle();
        QVERIFY(window.cluster().isEmpty());
        const auto& toasts = window.console().findChild<ui::widgets::Toasts*>()->toasts();
        QCOMPARE(toasts.size(), std::size_t(1));
        QCOMPARE(toasts.front().text, QStringLiteral("orders is no longer watched."));
        QTRY_COMPARE(rig.audited.size(), std::size_t(2)); // that it begins, and what came of it
        QCOMPARE(rig.audited.front().verb, std::string("cluster remove"));
        QVERIFY(rig.audited.front().result == core::ops::AuditResult::Begun);
        QVERIFY(rig.audited.back().result == core::ops::AuditResult::Done);
        QVERIFY(!rig.audited.back().detail.empty());
    }

    void theFleetIsAskedOnlyWhileItsPageIsLookedAt() {
        WindowsRig rig;
        rig.desk.published.publish(ui::testing::sampleFleet(rig.now));
        auto& window = rig.watchOrders();
        QCOMPARE(rig.desk.lookers, 0);
        auto* page = &openFleet(window);
        QCOMPARE(rig.desk.lookers, 1);
        QCOMPARE(page->table().table().rowCount(), std::size_t(4));
        const QAbstractItemModelTester tester(
            page->table().bridge(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto fleet = ui::testing::sampleFleet(rig.now);
        fleet.rows.erase(fleet.rows.begin());
        rig.desk.published.publish(std::move(fleet));
        page->look();
        QCOMPARE(page->table().table().rowCount(), std::size_t(3));
        window.console().openPage(QStringLiteral("topics"));
        QCOMPARE(rig.desk.lookers, 0);
    }

    /// At 1280 its column ends in "…": the tooltip and the line below have all of it.
    void theReasonOfAFleetIsReadInFull() {
        WindowsRig rig;
        auto fleet = ui::testing::sampleFleet(rig.now);
        const QString failure = QStringLiteral("kafka-1.example:9093 refuses the user or the "
                                               "password; set sasl.password anew");
        fleet.rows[2].failure = failure.toStdString();
        fleet.rows[2].reason = "Down: Kafka has not answered for 94 s: " + fleet.rows[2].failure;
        const QString reason = QString::fromStdString(fleet.rows[2].reason);
        rig.desk.published.publish(std::move(fleet));
        auto& window = rig.windows.open(QStringLiteral("billing"));
        window.resize(1280, 800);
        rig.answer(window, "billing", "test");
        auto& page = openFleet(window);
        auto* view = page.table().view();
        const auto cell = view->model()->index(0, view->model()->columnCount() - 1);
        QCOMPARE(cell.data().toString(), reason);
        QCOMPARE(cell.data(Qt::ToolTipRole).toString(), ui::bridge::plainTooltip(reason));
        QVERIFY(view->visualRect(cell).right() <= view->viewport()->width());
        QVERIFY(says(page, QStringLiteral("orders · ") + reason)); // the worst, until one is chosen
        page.openItem(QStringLiteral("billing"));
        QVERIFY(says(page, QStringLiteral("billing · Degraded: broker 2 is down")));
    }

    void theAgeOfAFleetGrowsWhileNothingComes() {
        WindowsRig rig;
        rig.desk.published.publish(ui::testing::sampleFleet(rig.now));
        auto& page = openFleet(rig.watchOrders());
        page.openItem(QStringLiteral("billing"));
        const auto age = [&] {
            const auto& table = page.table().table();
            for (std::size_t column = 0; column < table.columns().size(); ++column)
                if (table.columns()[column].id == "age")
                    return core::view::numberOf(table.value(1, column)).value_or(-1);
            return -1.0;
        };
        QCOMPARE(age(), 12.0);
        rig.now += std::chrono::seconds(30);
        page.look();
        QCOMPARE(age(), 42.0);
        QCOMPARE(page.table().current()->text, std::string("billing")); // as it was chosen
    }

    void theFleetIsFilteredAsItsFieldSays() {
        WindowsRig rig;
        rig.desk.published.publish(ui::testing::sampleFleet(rig.now));
        auto& page = openFleet(rig.watchOrders());
        auto* field = qobject_cast<QLineEdit*>(page.filterField());
        QCOMPARE(field->placeholderText(), QStringLiteral("Filter: largest > 1000 and tag = prod"));
        field->setText(QStringLiteral("largest > 300 and tag = prod"));
        QTRY_COMPARE(page.table().table().rowCount(), std::size_t(1));
        QCOMPARE(page.table().table().key(0).text, std::string("orders"));
    }

    void theFleetOpensACluster() {
        WindowsRig rig;
        rig.desk.published.publish(ui::testing::sampleFleet(rig.now));
        auto& window = rig.watchOrders();
        auto* page = &openFleet(window);
        page->openItem(QStringLiteral("billing"));
        WindowsRig::settle();
        QVERIFY(says(*page, QStringLiteral("broker 2 is down")));
        Q_EMIT page->table().activated();
        WindowsRig::settle();
        QCOMPARE(window.cluster(), QStringLiteral("billing"));
    }

    void silenceNamesTheStepThatFails() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        rig.desk.feed("orders")->examined.publish(ui::testing::refusedReport());
        rig.now += std::chrono::seconds(60);
        window.console().tick();
        WindowsRig::settle();
        QVERIFY(window.console().isStale());
        QVERIFY(says(window, QStringLiteral("the broker refuses the user or the password")));
        rig.answer(window, "orders", "prod");
        QVERIFY(!window.console().isStale());
    }
};

VIGIA_TEST_CLASS(ConsoleWindowsTest)
#include "console_windows_test.moc"
