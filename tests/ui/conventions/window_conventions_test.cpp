#include "tests/support/window_rig.h"

#include "ui/bridge/data_table.h"
#include "ui/bridge/filter_bar.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/common/detached_window.h"
#include "ui/pages/common/list_page.h"
#include "ui/widgets/breadcrumb.h"
#include "ui/widgets/keys_overlay.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/status_bar.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/top_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStringBuilder>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

using namespace vigia;
using namespace ui::widgets;
using tests::WindowRig;
using ui::bridge::DataTable;
using ui::pages::ListPage;

/// The conventions of the window, one function each; the number in the name is that of the
/// convention (ui/README.md).
class WindowConventionsTest : public QObject {
    Q_OBJECT

    static ListPage* open(WindowRig& rig, const char* page) {
        rig.window.openPage(QString::fromLatin1(page));
        WindowRig::settle();
        return qobject_cast<ListPage*>(rig.window.stack().current());
    }
    static QStringList crumbs(const WindowRig& rig) {
        return rig.window.topBar().breadcrumb().parts();
    }

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }
    void cleanup() { tests::theme().setZoom(100); }

    void c01ThePaletteHasEveryActionTopicAndGroup() {
        WindowRig rig;
        rig.publishHealthy();
        open(rig, "brokers");
        QStringList titles;
        for (const auto& entry : rig.window.paletteEntries())
            titles << entry.title;
        const auto snapshot = rig.snapshots.read();
        for (const auto& topic : snapshot->topics)
            QVERIFY(titles.contains(QString::fromStdString(topic.name)));
        for (const auto& group : snapshot->groups)
            QVERIFY(titles.contains(QString::fromStdString(group.name)));
        for (const char* action : {"Pause or go on", "Full screen", "Last 1 h", "Off", "Topics"})
            QVERIFY2(titles.contains(QLatin1String(action)), action);
        const auto begins = [&](const QString& text) {
            return std::any_of(titles.begin(), titles.end(),
                               [&](const QString& title) { return title.startsWith(text); });
        };
        QVERIFY(begins(QStringLiteral("Kill… · ")));
    }

    void c02AQuestionMarkOpensTheKeysOfThisPage() {
        WindowRig rig;
        rig.publishHealthy();
        open(rig, "stock");
        QTest::keyClicks(&rig.window, QStringLiteral("?"));
        auto* keys = rig.window.findChild<KeysOverlay*>();
        QVERIFY(keys->isVisible());
        for (const char* text : {"R: Reserve", "F11: Full screen", "Ctrl+C: Copy rows as TSV"})
            QVERIFY2(keys->accessibleDescription().contains(QLatin1String(text)), text);
        QTest::keyClick(keys, Qt::Key_Escape);
        QVERIFY(keys->isHidden());
    }

    void c02AKeyMeansOneThingOnAPage() {
        WindowRig rig;
        rig.publishHealthy();
        for (const QString& id : rig.window.rail().visiblePages()) {
            rig.window.openPage(id);
            QStringList keys;
            for (const QWidget* owner :
                 std::initializer_list<const QWidget*>{&rig.window, rig.window.stack().current()})
                for (const auto* action : owner->actions())
                    if (!action->shortcut().isEmpty())
                        keys << action->shortcut().toString();
            QCOMPARE(keys.removeDuplicates(), qsizetype{0});
        }
    }

    void c03SlashAndCtrlFGoToTheFilterOnEveryPageWithATable() {
        WindowRig rig;
        rig.publishHealthy();
        for (const char* name : {"topics", "consumers", "brokers", "services", "stock"}) {
            auto* page = open(rig, name);
            page->table()->view()->setFocus();
            QTest::keyClicks(page->table()->view(), QStringLiteral("/"));
            QVERIFY2(page->filterField()->hasFocus(), name);
            page->table()->view()->setFocus();
            QTest::keyClick(page->table()->view(), Qt::Key_F, Qt::ControlModifier);
            QVERIFY2(page->filterField()->hasFocus(), name);
            rig.window.setFocus();
            QTest::keyClicks(&rig.window, QStringLiteral("/"));
            QVERIFY2(page->filterField()->hasFocus(), name);
            QTest::keyClick(page->filterField(), Qt::Key_Escape);
            QVERIFY2(!page->filterField()->hasFocus(), name);
        }
    }

    void c05OneFilterLanguageInEveryTable() {
        WindowRig rig;
        rig.publish(ui::testing::degradedSnapshot(rig.now));
        int tables = 0;
        for (const QString& id : rig.window.rail().visiblePages()) {
            rig.window.openPage(id);
            WindowRig::settle();
            for (auto* table : rig.window.stack().current()->findChildren<DataTable*>()) {
                const auto columns = table->table().columns();
                const auto text = std::find_if(columns.begin(), columns.end(), [](const auto& c) {
                    return c.kind == core::view::ColumnKind::Text;
                });
                if (text == columns.end() || table->table().rowCount() < 2)
                    continue;
                ++tables;
                const std::size_t all = table->table().totalCount();
                const QString name = QString::fromUtf8(text->id.data(), qsizetype(text->id.size()));
                auto* field = table->filterBar()->field();
                field->setText(name % QStringLiteral(" ~ ^[a-m]"));
                const std::size_t some = table->table().rowCount();
                field->setText(u'!' % name % QStringLiteral(" ~ ^[a-m]"));
                QVERIFY2(field->property("state") == QStringLiteral("good"), qPrintable(id));
                QCOMPARE(some + table->table().rowCount(), all);
                field->clear();
            }
        }
        QVERIFY(tables > 6);
    }

    void c09PauseStopsTheViewAndCountsWhatIsNew() {
        WindowRig rig;
        rig.publishHealthy();
        auto* page = open(rig, "topics");
        page->detach();
        auto* detached = page->findChild<ui::pages::DetachedWindow*>();
        QTest::keyClick(&rig.window, Qt::Key_P);
        auto next = ui::testing::healthySnapshot(rig.now);
        next.topics.erase(next.topics.begin() + 1, next.topics.end());
        *next.topics[0].partitions[0].end += 1'000'000;
        const std::size_t before = page->table()->table().totalCount();
        rig.publish(next);
        QCOMPARE(page->table()->table().totalCount(), before);
        QVERIFY(rig.window.banner().isVisible());
        QVERIFY(rig.window.banner().text().contains(u'+'));
        QVERIFY(detached->isVisible() && rig.context.shown() != rig.context.newest());
        rig.window.setPaused(false);
        QCOMPARE(page->table()->table().totalCount(), std::size_t{1});
        QCOMPARE(rig.context.shown(), rig.context.newest());
    }

    void c11RefreshHasItsChoicesAndGoesToTheSamplerAtTheNextStart() {
        WindowRig rig;
        QStringList texts;
        for (const auto* choice : rig.window.topBar().choices())
            texts << choice->text();
        for (const char* text : {"Off", "1 s", "2 s", "5 s", "10 s", "30 s"})
            QVERIFY2(texts.contains(QLatin1String(text)), text);
        Q_EMIT rig.window.topBar().refreshChosen(30);
        rig.window.saveLayout();
        rig.control.calls.clear();
        MainWindow second(rig.context, ui::pages::allPages(),
                          {rig.snapshots, rig.start, [&rig] { return rig.now; }});
        rig.snapshots.publish(ui::testing::healthySnapshot(rig.now));
        second.tick();
        QVERIFY(std::find(rig.control.calls.begin(), rig.control.calls.end(), "interval 30000") !=
                rig.control.calls.end());
    }

    void c11DataGoGreyAfterThreeIntervalsAndTheirAgeIsAlwaysVisible() {
        WindowRig rig;
        rig.publishHealthy();
        for (const auto& [seconds, limit] : {std::pair{1, 3}, {2, 6}, {5, 15}, {30, 90}}) {
            Q_EMIT rig.window.topBar().refreshChosen(seconds);
            rig.publishHealthy();
            rig.now += std::chrono::seconds(limit) - std::chrono::milliseconds(10);
            rig.window.tick();
            QVERIFY(!rig.window.isStale());
            rig.now += std::chrono::milliseconds(20);
            rig.window.tick();
            QVERIFY(rig.window.isStale());
            QVERIFY(rig.window.banner().text().contains(QStringLiteral("since ")));
        }
        const auto& items = rig.window.statusBar().items();
        QVERIFY(std::any_of(items.begin(), items.end(), [](const auto& item) {
            return item.label.contains(QStringLiteral("age"), Qt::CaseInsensitive);
        }));
    }

    void c17FromTheClusterToAPartitionAndBackByKeysAndBreadcrumb() {
        WindowRig rig;
        rig.publishHealthy();
        auto* groups = open(rig, "consumers");
        groups->openItem(QStringLiteral("virtual-stock-consumer-group"));
        DataTable* partitions = nullptr;
        for (auto* table : groups->pane()->findChildren<DataTable*>())
            if (table->view()->accessibleName() == QStringLiteral("Partitions"))
                partitions = table;
        QVERIFY(partitions);
        groups->pane()->tabs()->setCurrentWidget(partitions);
        WindowRig::settle();
        partitions->view()->setFocus();
        QTest::keyClick(partitions->view(), Qt::Key_Down);
        QCOMPARE(crumbs(rig).size(), 3);
        QCOMPARE(crumbs(rig)[1], QStringLiteral("virtual-stock-consumer-group"));
        const QStringList inGroup = crumbs(rig);
        QTest::keyClick(partitions->view(), Qt::Key_Return);
        QCOMPARE(rig.window.stack().current()->id(), QStringLiteral("topics"));
        QCOMPARE(crumbs(rig).size(), 3);
        QVERIFY(crumbs(rig)[2].startsWith(QStringLiteral("Partition ")));
        QTest::keyClick(&rig.window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(crumbs(rig), inGroup);
        QTest::keyClick(&rig.window, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(crumbs(rig).size(), 3);
        Q_EMIT rig.window.topBar().crumbChosen(1);
        QCOMPARE(crumbs(rig).size(), 2);
    }

    void c17ACrumbIsAWayOut() {
        Breadcrumb crumbs(tests::theme());
        crumbs.resize(600, 20);
        crumbs.setParts({QStringLiteral("Topics"), QStringLiteral("stock-updates"),
                         QStringLiteral("Partition 3")});
        QCOMPARE(crumbs.partAt(5), 0);
        QCOMPARE(crumbs.partAt(90), 1);
        QCOMPARE(crumbs.partAt(590), -1);
        crumbs.resize(150, 20); // the middle leaves first, "…" leads to it
        QCOMPARE(crumbs.partAt(5), 0);
        QCOMPARE(crumbs.partAt(62), 1);
        crumbs.resize(90, 20);
        QCOMPARE(crumbs.partAt(5), -1);
    }

    void c17ALongBreadcrumbLeavesTheSearchFieldItsWords() {
        WindowRig rig;
        rig.window.resize(1280, 800);
        rig.publishHealthy();
        auto* find = rig.window.topBar().findChild<QPushButton*>();
        const QString words = find->text();
        QVERIFY(!words.isEmpty());
        rig.window.topBar().setBreadcrumb(
            {QStringLiteral("Consumers"), QString(120, u'g'), QStringLiteral("Partition 3")});
        WindowRig::settle();
        QCOMPARE(find->text(), words);
    }

    void c23LongWorkShowsItsProgressAndCanBeCalledOff() {
        WindowRig rig;
        std::vector<core::ops::PlatformControl::Done> waiting;
        std::vector<ui::pages::ActionTarget> targets;
        for (int i = 0; i < 20; ++i)
            targets.push_back({QStringLiteral("item %1").arg(i),
                               {},
                               [&waiting](auto done) { waiting.push_back(std::move(done)); },
                               {},
                               {}});
        auto* dialog = new ui::pages::ActionDialog(rig.context, QStringLiteral("Delete"),
                                                   QStringLiteral("Delete"), targets, &rig.window);
        const auto says = [dialog](const QString& words) {
            const auto labels = dialog->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&words](const auto* label) {
                return label->text().contains(words);
            });
        };
        const auto button = [dialog](const QString& text) -> QPushButton* {
            for (auto* each : dialog->findChildren<QPushButton*>())
                if (each->text() == text)
                    return each;
            return nullptr;
        };
        dialog->open();
        button(QStringLiteral("Delete"))->click();
        QTRY_COMPARE(waiting.size(), std::size_t(4)); // few at a time
        waiting[0](std::string("gone"));
        QTRY_COMPARE(waiting.size(), std::size_t(5));
        QVERIFY(says(QStringLiteral("1 of 20 done")));
        QVERIFY(says(QStringLiteral("s left")));
        button(QStringLiteral("Stop"))->click();
        QVERIFY(dialog->isVisible()); // what was done and what not stays in sight
        QVERIFY(says(QStringLiteral("called off")));
        for (std::size_t i = 1; i < 5; ++i)
            waiting[i](std::string("gone"));
        QTRY_VERIFY(says(QStringLiteral("5 of 5 done")));
        QCOMPARE(waiting.size(), std::size_t(5));
        button(QStringLiteral("Close"))->click();
        QVERIFY(!dialog->isVisible());
    }

    void c24QueuesShowTheirCapacityAndWhatTheyDropped() {
        WindowRig rig;
        auto snapshot = ui::testing::healthySnapshot(rig.now);
        QVERIFY(!snapshot.queues.empty());
        snapshot.queues.front().capacity = 4321;
        snapshot.queues.front().dropped = 77;
        rig.publish(std::move(snapshot));
        rig.window.openPage(QStringLiteral("diagnostics"));
        WindowRig::settle();
        const auto tables = rig.window.stack().current()->findChildren<DataTable*>();
        QVERIFY(std::any_of(tables.begin(), tables.end(), [](const DataTable* table) {
            const QString rows = table->exported(core::view::ExportFormat::Tsv, false);
            return rows.contains(QStringLiteral("4321")) && rows.contains(QStringLiteral("77"));
        }));
    }

    void c26SeveralRowsGetOneDialogWithALineForEach() {
        WindowRig rig;
        rig.publishHealthy();
        auto* page = open(rig, "brokers");
        page->table()->view()->selectAll();
        QPushButton* kill = nullptr;
        for (auto* button : page->pane()->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Restart…"))
                kill = button;
        QVERIFY(kill && kill->isEnabled());
        kill->click();
        auto* dialog = page->findChild<QDialog*>();
        QVERIFY(dialog);
        QStringList names;
        for (const auto* label : dialog->findChildren<QLabel*>())
            names << label->text();
        for (const char* name : {"Broker 1", "Broker 2", "Broker 3"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
        dialog->close();
    }

    void c27TheTextGrowsAndShrinks() {
        WindowRig rig;
        rig.publishHealthy();
        QTest::keyClick(&rig.window, Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(tests::theme().zoom(), 110);
        QTest::keyClick(&rig.window, Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(tests::theme().zoom(), 100);
    }

    void c28TheLayoutOfAPageIsRestoredAndF11IsFullScreen() {
        WindowRig rig;
        rig.publishHealthy();
        auto* page = open(rig, "topics");
        page->pane()->tabs()->setCurrentIndex(1);
        auto* splitter = page->findChild<QSplitter*>();
        splitter->setSizes({150, 400});
        Q_EMIT splitter->splitterMoved(150, 1);
        const QByteArray state = splitter->saveState();
        rig.window.saveLayout();
        MainWindow second(rig.context, ui::pages::allPages(),
                          {rig.snapshots, rig.start, [&rig] { return rig.now; }});
        second.resize(1280, 800);
        second.tick();
        auto* restored = qobject_cast<ListPage*>(second.stack().current());
        QVERIFY(restored);
        QCOMPARE(restored->id(), QStringLiteral("topics"));
        QCOMPARE(restored->pane()->tabs()->currentIndex(), 1);
        QCOMPARE(restored->findChild<QSplitter*>()->saveState(), state);
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(rig.window.windowState().testFlag(Qt::WindowFullScreen));
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(!rig.window.windowState().testFlag(Qt::WindowFullScreen));
    }

    void c30OneNotificationACauseCountedFromWhenItCame() {
        WindowRig rig;
        rig.publishHealthy();
        for (int i = 0; i < 3; ++i) {
            rig.context.notify(core::ops::Health::Broken, QStringLiteral("Broker 2 is away"));
            rig.now += std::chrono::seconds(1);
        }
        const auto& toasts = rig.window.findChild<Toasts*>()->toasts();
        QCOMPARE(toasts.size(), std::size_t{1});
        QCOMPARE(toasts[0].count, 3);
        QVERIFY(!toasts[0].since.isEmpty());
    }
};

VIGIA_TEST_CLASS(WindowConventionsTest)
#include "window_conventions_test.moc"
