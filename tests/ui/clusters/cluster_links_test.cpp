#include "tests/support/gui_test.h"
#include "tests/ui/clusters/windows_rig.h"
#include "ui/pages/consumers/consumers_page.h"
#include "ui/pages/topics/topics_page.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/page_stack.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTabWidget>

using namespace vigia;
using tests::WindowsRig;
using ui::pages::TopicsPage;

/// Where `vigia://…` leads, and what "Copy link" gives.
class ClusterLinksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void aLinkBringsTheWindowOnItsClusterToThePlace() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        QVERIFY(dynamic_cast<TopicsPage*>(
                    rig.follow({.cluster = "orders", .topic = rig.firstTopic()})) != nullptr);
        QCOMPARE(rig.windows.windows().size(), std::size_t{1});
        const auto from = rig.now - std::chrono::minutes(10);
        QVERIFY(dynamic_cast<ui::pages::ConsumersPage*>(rig.follow(
                    {.cluster = "orders", .group = "any", .from = from, .to = rig.now})) !=
                nullptr);
        QVERIFY(window.context().timeRange().from == from);
    }

    void aLinkToARecordOpensItsPartitionAndTellsWhereItIs() {
        WindowsRig rig;
        auto& window = rig.windows.open(QStringLiteral("orders"));
        core::ops::Link link{.cluster = "orders", .partition = 1, .offset = 3};
        link.topic = ui::testing::watchedSnapshot(rig.now, "orders", "prod").topics.front().name;
        rig.windows.openLink(link); // before anything is known of the cluster
        rig.answer(window, "orders", "prod");
        auto* page = dynamic_cast<TopicsPage*>(window.console().stack().current());
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
        rig.watchOrders();
        const core::ops::Link there{.cluster = "orders", .topic = rig.firstTopic()};
        auto* page = dynamic_cast<TopicsPage*>(rig.follow(there));
        QVERIFY(page != nullptr && page->pane()->tabs()->isVisible());
        rig.follow({.cluster = "orders", .topic = "mistyped", .partition = 0});
        const auto heads = page->findChildren<ui::widgets::ElidedLabel*>();
        QVERIFY(std::any_of(heads.begin(), heads.end(), [](const auto* label) {
            return label->text().startsWith(QStringLiteral("Not on this cluster as we see it"));
        }));
        QVERIFY(!page->pane()->tabs()->isVisible());
        rig.follow(there);
        QVERIFY(page->pane()->tabs()->isVisible());
    }

    void whatWasThereAndIsGoneStaysOnThePage() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
        auto later = ui::testing::watchedSnapshot(rig.now, "orders", "prod");
        auto* page =
            dynamic_cast<TopicsPage*>(rig.follow({.cluster = "orders", .topic = rig.firstTopic()}));
        later.topics.erase(later.topics.begin());
        rig.desk.feed("orders")->published.publish(std::move(later));
        window.console().tick();
        WindowsRig::settle();
        QVERIFY(page->pane()->tabs()->isVisible());
    }

    void whatIsLookedAtCanBeCopiedAsALinkAndAsANote() {
        WindowsRig rig;
        auto& window = rig.watchOrders();
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
        rig.follow({.cluster = "orders", .group = group, .from = from, .to = rig.now});
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

VIGIA_TEST_CLASS(ClusterLinksTest)
#include "cluster_links_test.moc"
