#include "tests/support/gui_test.h"

#include "ui/bridge/data_table.h"
#include "ui/clusters/console_windows.h"
#include "ui/clusters/remove_dialog.h"
#include "ui/desktop_parts.h"
#include "ui/pages/consumers/consumers_page.h"
#include "ui/pages/fleet/fleet_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/pages/topics/topics_page.h"
#include "ui/testing/fake_desk.h"
#include "ui/testing/sample_data.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/mini_table.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/top_bar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

using namespace vigia;
using ui::clusters::ConsoleShell;
using ui::testing::FakeDesk;
using ui::testing::watchedSnapshot;

namespace {

/// All windows of a program over a desk that the test fills.
struct WindowsRig {
    WindowsRig()
        : settings((folder.path() + QStringLiteral("/desktop.ini")).toStdString()),
          windows({tests::theme(), settings, desk, [this] { return now; },
                   [this](const core::ops::AuditEntry& entry) {
                       audited.push_back(entry);
                       return core::Result<void>();
                   }}) {}

    static void settle() {
        for (int i = 0; i < 6; ++i)
            QCoreApplication::processEvents();
        tests::theme().parts()->finish();
        QCoreApplication::processEvents();
    }
    /// As the sampler of the cluster would publish it.
    void answer(ConsoleShell& window, const std::string& cluster, const std::string& tag) {
        desk.feed(cluster)->published.publish(watchedSnapshot(now, cluster, tag));
        window.console().tick();
        settle();
    }

    core::UtcTime now{std::chrono::seconds(1'800'023'527)};
    QTemporaryDir folder;
    std::vector<core::ops::AuditEntry> audited;
    FakeDesk desk;
    ui::LayoutSettings settings;
    ui::clusters::ConsoleWindows windows;
};

QPushButton* button(QWidget& inside, const QString& text) {
    for (auto* each : inside.findChildren<QPushButton*>())
        if (each->text() == text)
            return each;
    return nullptr;
}

QAction* action(QMenu& menu, const QString& text) {
    for (auto* each : menu.actions())
        if (each->text() == text)
            return each;
    return nullptr;
}

QMenu& clusterMenu(ConsoleShell& window) {
    for (auto* each : window.console().topBar().findChildren<QToolButton*>())
        if (each->property("kind") == QStringLiteral("cluster")) {
            Q_EMIT each->menu()->aboutToShow();
            return *each->menu();
        }
    qFatal("no cluster menu");
}

bool says(QWidget& inside, const QString& words) {
    const auto labels = inside.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->isVisible() && label->text().contains(words);
    });
}

} // namespace

class ConsoleWindowsTest : public QObject {
    Q_OBJECT

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
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
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
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
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
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
        QVERIFY(
            window.context().writeLock().unlock(QStringLiteral("orders"), QStringLiteral("OPS-7")));
        window.show(QStringLiteral("billing"));
        window.show(QStringLiteral("orders"));
        QVERIFY(window.context().writeLock().locked());
    }

    void unlockingIsWrittenDownWithItsReason() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
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
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
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
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
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
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
        QCOMPARE(rig.desk.lookers, 0);
        window.console().openPage(QStringLiteral("fleet"));
        WindowsRig::settle();
        QCOMPARE(rig.desk.lookers, 1);
        auto* page = qobject_cast<ui::pages::FleetPage*>(window.console().stack().current());
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

    void theFleetOpensACluster() {
        WindowsRig rig;
        rig.desk.published.publish(ui::testing::sampleFleet(rig.now));
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
        window.console().openPage(QStringLiteral("fleet"));
        auto* page = qobject_cast<ui::pages::FleetPage*>(window.console().stack().current());
        WindowsRig::settle();
        page->openItem(QStringLiteral("billing"));
        WindowsRig::settle();
        QVERIFY(says(*page, QStringLiteral("broker 2 is down")));
        Q_EMIT page->table().activated();
        WindowsRig::settle();
        QCOMPARE(window.cluster(), QStringLiteral("billing"));
    }

    void silenceNamesTheStepThatFails() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
        rig.desk.feed("orders")->examined.publish(ui::testing::refusedReport());
        rig.now += std::chrono::seconds(60);
        window.console().tick();
        WindowsRig::settle();
        QVERIFY(window.console().isStale());
        QVERIFY(says(window, QStringLiteral("the broker refuses the user or the password")));
        rig.answer(window, "orders", "prod");
        QVERIFY(!window.console().isStale());
    }

    void aLinkBringsTheWindowOnItsClusterToThePlace() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
        const auto topic = rig.desk.feed("orders")->published.read()->topics.front().name;
        rig.windows.openLink({.cluster = "orders", .topic = topic});
        WindowsRig::settle();
        QCOMPARE(rig.windows.windows().size(), std::size_t{1});
        QVERIFY(dynamic_cast<ui::pages::TopicsPage*>(window.console().stack().current()) !=
                nullptr);
        const auto from = rig.now - std::chrono::minutes(10);
        rig.windows.openLink({.cluster = "orders", .group = "any", .from = from, .to = rig.now});
        WindowsRig::settle();
        QVERIFY(dynamic_cast<ui::pages::ConsumersPage*>(window.console().stack().current()) !=
                nullptr);
        QVERIFY(window.context().timeRange().from == from);
    }

    void aLinkToARecordOpensItsPartitionAndTellsWhereItIs() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        core::ops::Link link{.cluster = "orders", .partition = 1, .offset = 3};
        link.topic = watchedSnapshot(rig.now, "orders", "prod").topics.front().name;
        rig.windows.openLink(link); // before anything is known of the cluster
        rig.answer(window, "orders", "prod");
        auto* page = dynamic_cast<ui::pages::TopicsPage*>(window.console().stack().current());
        QVERIFY(page != nullptr);
        QCOMPARE(page->pane()->item(), QString::fromStdString(link.topic));
        QCOMPARE(page->pane()->inner(), QStringLiteral("1"));
        QVERIFY(page->link() == link);
        const auto labels = page->findChildren<ui::widgets::ElidedLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const auto* label) {
            return label->text().contains(QStringLiteral("Offset 3 of partition 1"));
        }));
        page->pane()->openInner(QStringLiteral("0")); // its offset means nothing elsewhere
        QVERIFY(!page->link().offset);
    }

    void aLinkToWhatIsNotThereShowsNothingOfAnother() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
        const auto topic = rig.desk.feed("orders")->published.read()->topics.front().name;
        rig.windows.openLink({.cluster = "orders", .topic = topic});
        WindowsRig::settle();
        auto* page = dynamic_cast<ui::pages::TopicsPage*>(window.console().stack().current());
        QVERIFY(page != nullptr && page->pane()->tabs()->isVisible());
        rig.windows.openLink({.cluster = "orders", .topic = "mistyped", .partition = 0});
        WindowsRig::settle();
        const auto heads = page->findChildren<ui::widgets::ElidedLabel*>();
        QVERIFY(std::any_of(heads.begin(), heads.end(), [](const auto* label) {
            return label->text().startsWith(QStringLiteral("Not on this cluster as we see it"));
        }));
        QVERIFY(!page->pane()->tabs()->isVisible());
        rig.windows.openLink({.cluster = "orders", .topic = topic});
        WindowsRig::settle();
        QVERIFY(page->pane()->tabs()->isVisible());
    }

    void whatWasThereAndIsGoneStaysOnThePage() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
        auto later = watchedSnapshot(rig.now, "orders", "prod");
        rig.windows.openLink({.cluster = "orders", .topic = later.topics.front().name});
        WindowsRig::settle();
        later.topics.erase(later.topics.begin());
        rig.desk.feed("orders")->published.publish(std::move(later));
        window.console().tick();
        WindowsRig::settle();
        auto* page = dynamic_cast<ui::pages::TopicsPage*>(window.console().stack().current());
        QVERIFY(page->pane()->tabs()->isVisible());
    }

    void whatIsLookedAtCanBeCopiedAsALinkAndAsANote() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        rig.answer(window, "orders", "prod");
        const auto clipboard = [] { return QGuiApplication::clipboard()->text(); };
        const auto run = [&](const QString& name) {
            for (auto* action : window.console().actions())
                if (action->text() == name)
                    action->trigger();
        };
        window.console().openPage(QStringLiteral("overview"));
        run(QStringLiteral("Copy link"));
        QCOMPARE(clipboard(), QStringLiteral("vigia://orders"));
        const auto from = rig.now - std::chrono::minutes(10);
        const auto group = rig.desk.feed("orders")->published.read()->groups.front().name;
        rig.windows.openLink({.cluster = "orders", .group = group, .from = from, .to = rig.now});
        WindowsRig::settle();
        run(QStringLiteral("Copy link"));
        const auto copied = core::ops::parseLink(clipboard().toStdString());
        QVERIFY(copied.has_value());
        QCOMPARE(copied->group, group);
        QVERIFY(copied->from == from && copied->to == rig.now);
        run(QStringLiteral("Copy incident note"));
        QVERIFY2(clipboard().contains(QStringLiteral("orders")), qPrintable(clipboard()));
        QVERIFY(clipboard().contains(QLatin1Char('\n')));
    }

    void aLinkIntoThePastReachesBackToIt() {
        WindowsRig rig;
        rig.windows.open(QStringLiteral("orders"));
        const auto from = rig.now - std::chrono::hours(5);
        const auto to = from + std::chrono::minutes(10);
        auto& window = *rig.windows.windows().front();
        window.context().setClock([&rig] { return rig.now; });
        rig.windows.openLink({.cluster = "orders", .group = "any", .from = from, .to = to});
        QVERIFY(window.context().timeRange().length >= std::chrono::hours(5));
        QVERIFY(window.context().timeRange().from == from);
    }

    void aLinkToAnotherClusterOpensAWindowAndUsesOneThatAsks() {
        WindowsRig rig;
        rig.windows.open(QStringLiteral("orders"));
        rig.windows.openLink({.cluster = "billing"});
        WindowsRig::settle();
        QCOMPARE(rig.windows.windows().size(), std::size_t{2});
        QCOMPARE(rig.windows.windows()[1]->cluster(), QStringLiteral("billing"));
        rig.windows.open({});
        rig.windows.openLink({.cluster = "local"});
        QCOMPARE(rig.windows.windows().size(), std::size_t{3});
        QCOMPARE(rig.windows.windows()[2]->cluster(), QStringLiteral("local"));
    }
};

VIGIA_TEST_CLASS(ConsoleWindowsTest)
#include "console_windows_test.moc"
