#include "tests/ui/pages/page_host.h"
#include "ui/pages/common/detached_window.h"
#include "ui/pages/common/list_page.h"
#include "ui/pages/diagnostics/diagnostics_page.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/empty_state.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QStringBuilder>
#include <QTabWidget>
#include <QTableView>

using namespace vigia;
using tests::PageHost;
using ui::pages::ListPage;

namespace {

ListPage* listPage(PageHost& host, const char* id) {
    return qobject_cast<ListPage*>(host.open(QString::fromLatin1(id)));
}

} // namespace

class ListPagesTest : public QObject {
    Q_OBJECT

    static void pages() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"topics", "consumers", "brokers", "services", "stock"})
            QTest::addRow("%s", id) << QString::fromLatin1(id);
    }

private Q_SLOTS:
    void everyPageShowsWellIllEmptyAndStale_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("dark");
        for (const char* id :
             {"topics", "consumers", "brokers", "services", "stock", "diagnostics"}) {
            QTest::addRow("%s dark", id) << QString::fromLatin1(id) << true;
            QTest::addRow("%s light", id) << QString::fromLatin1(id) << false;
        }
    }
    void everyPageShowsWellIllEmptyAndStale() {
        QFETCH(QString, id);
        QFETCH(bool, dark);
        tests::theme().setMode(dark ? ui::theme::Mode::Dark : ui::theme::Mode::Light);
        const QString look = dark ? QStringLiteral("-dark") : QStringLiteral("-light");
        PageHost host;
        host.open(id);
        host.show(ui::testing::healthySnapshot(host.now));
        host.picture(id % look);
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
        QCOMPARE(tests::unnamedWidgets(*host.page), QStringList());
        host.show(ui::testing::degradedSnapshot(host.now));
        host.picture(id % look % QStringLiteral("-degraded"));
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
        host.page->setStale(true);
        host.show(ui::testing::staleSnapshot(host.now));
        host.picture(id % look % QStringLiteral("-stale"));
        host.show(ui::testing::emptySnapshot(host.now));
        host.picture(id % look % QStringLiteral("-empty"));
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
    }

    void recoveryClearsWhatWasStale_data() { pages(); }
    void recoveryClearsWhatWasStale() {
        QFETCH(QString, id);
        PageHost host;
        host.open(id);
        host.show(ui::testing::healthySnapshot(host.now));
        const auto look = [&] { return host.page->grab().toImage(); };
        const QImage fresh = look();
        host.page->setStale(true);
        QVERIFY(look() != fresh);
        host.page->setStale(false);
        QVERIFY(look() == fresh);
    }

    void emptyListsSayWhatToDo_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"topics", "consumers", "services"})
            QTest::addRow("%s", id) << QString::fromLatin1(id);
    }
    void emptyListsSayWhatToDo() {
        QFETCH(QString, id);
        PageHost host;
        auto* page = qobject_cast<ListPage*>(host.open(id));
        host.show(ui::testing::emptySnapshot(host.now));
        auto* empty = page->table()->findChild<ui::widgets::EmptyState*>();
        QVERIFY(empty && empty->isVisible());
        QVERIFY(!page->pane()->isVisible());
    }

    void theWorstGroupIsShownFirstWithItsReason() {
        PageHost host;
        auto* page = listPage(host, "consumers");
        host.show(ui::testing::degradedSnapshot(host.now));
        QCOMPARE(page->pane()->item(), QStringLiteral("virtual-stock-consumer-group"));
        QVERIFY(host.control.calls.back() == "watch local virtual-stock-consumer-group");
        QCOMPARE(page->breadcrumb(), QStringList{QStringLiteral("virtual-stock-consumer-group")});
        QCOMPARE(page->pane()->tabs()->tabText(1), QStringLiteral("Partitions 4"));
        QCOMPARE(page->findChildren<ui::widgets::ChartCard*>().size(), 2);
    }

    void aStepIsToldWhenTheUserMovesButNotWhenAnotherPageAsks() {
        PageHost host;
        auto* page = listPage(host, "topics");
        QSignalSpy went(page, &ui::pages::Page::wentTo);
        host.show(ui::testing::healthySnapshot(host.now));
        QCOMPARE(went.size(), 0);
        page->openItem(QStringLiteral("price-updates"));
        QCOMPARE(went.size(), 0);
        QCOMPARE(page->pane()->item(), QStringLiteral("price-updates"));
        QTest::keyClick(page->table()->view(), Qt::Key_Down);
        QCOMPARE(went.size(), 1);
    }

    void anItemThatIsGoneIsSaidSo() {
        PageHost host;
        auto* page = listPage(host, "topics");
        host.show(ui::testing::healthySnapshot(host.now));
        page->openItem(QStringLiteral("price-updates"));
        auto snapshot = ui::testing::healthySnapshot(host.now);
        std::erase_if(snapshot.topics,
                      [](const auto& topic) { return topic.name == "price-updates"; });
        host.show(std::move(snapshot));
        QCOMPARE(page->pane()->item(), QStringLiteral("price-updates"));
        QVERIFY(page->table()->selected().empty());
    }

    void theConfigurationIsAskedForWhenItsTabIsOpenedAndFailsAloud() {
        PageHost host;
        auto* page = listPage(host, "topics");
        host.show(ui::testing::healthySnapshot(host.now));
        QVERIFY(host.control.calls.empty());
        host.control.failure =
            core::failure(core::ErrorCode::Unreachable, "No broker answers; start the stack.");
        page->pane()->tabs()->setCurrentIndex(2);
        QCoreApplication::processEvents();
        QCOMPARE(host.control.calls.size(), std::size_t{1});
        auto* table = page->pane()->tabs()->currentWidget()->findChild<ui::widgets::EmptyState*>();
        QVERIFY(table && table->isVisible());
        host.control.failure.reset();
        page->openItem(QStringLiteral("price-updates"));
        QCoreApplication::processEvents();
        QCOMPARE(page->pane()->tabs()->tabText(2), QStringLiteral("Configuration 3"));
    }

    void doubleClickOpensAWindowThatFollows() {
        PageHost host;
        auto* page = listPage(host, "consumers");
        host.show(ui::testing::healthySnapshot(host.now));
        Q_EMIT page->table()->detachRequested();
        auto* window = page->findChild<ui::pages::DetachedWindow*>();
        QVERIFY(window && window->isVisible());
        QVERIFY(window->windowTitle().startsWith(page->pane()->item()));
        window->findChild<QTabWidget*>()->setCurrentIndex(1); // a table, which paints at once
        QCoreApplication::processEvents();
        const QImage fresh = window->grab().toImage();
        page->setStale(true);
        QVERIFY(window->grab().toImage() != fresh);
        page->setStale(false);
        QVERIFY(window->grab().toImage() == fresh);
        window->close();
    }

    void layoutAndFiltersAreKeptPerClusterAndPage() {
        PageHost host;
        auto* page = listPage(host, "topics");
        host.show(ui::testing::healthySnapshot(host.now));
        page->table()->view()->horizontalHeader()->setSortIndicator(1, Qt::AscendingOrder);
        QVERIFY(host.settings.contains(QStringLiteral("local/topics/list/order")));
    }
};

VIGIA_TEST_CLASS(ListPagesTest)
#include "list_pages_test.moc"
