#include "core/view/tables.h"
#include "tests/support/gui_test.h"
#include "ui/bridge/data_table.h"
#include "ui/bridge/filter_bar.h"
#include "ui/testing/sample_data.h"
#include "ui/widgets/empty_state.h"

#include <QClipboard>
#include <QHeaderView>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace vigia;
using namespace vigia::core::view;
using ui::bridge::DataTable;

class DataTableTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    const core::UtcTime m_now = core::fromEpochMillis(1'735'787'045'678);

    std::unique_ptr<DataTable> make() {
        auto table = std::make_unique<DataTable>(
            tests::theme(), *m_settings, groupTable().plainColumns(),
            ui::bridge::DataTableOptions{QStringLiteral("local/consumers/groups"),
                                         QStringLiteral("Groups"),
                                         {QStringLiteral("%1 group"), QStringLiteral("%1 groups")},
                                         QStringLiteral("consumers"),
                                         {{0, true}, {3, true}},
                                         false});
        table->setEmptyText(QStringLiteral("No groups"), QStringLiteral("Start a consumer."));
        table->resize(1000, 400);
        return table;
    }
    void show(DataTable& table, const core::ops::ConsoleSnapshot& snapshot) const {
        table.setSource(rowsOf(snapshot.groups, groupTable()), m_now);
    }
    static std::string nameAt(const DataTable& table, std::size_t row) {
        return table.table().key(row).text;
    }

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_settings->clear();
    }

    void worstFirstAndCounted() {
        const auto table = make();
        show(*table, ui::testing::degradedSnapshot(m_now));
        QCOMPARE(nameAt(*table, 0), std::string("virtual-stock-consumer-group"));
        table->filterBar()->field()->setText(QStringLiteral("state = OK"));
        QCOMPARE(table->table().rowCount(), std::size_t{4});
        table->filterBar()->faultsOnly()->click();
        QCOMPARE(table->table().rowCount(), std::size_t{0});
    }

    void aRowChosenWhileItsTabIsClosedIsSelectedWhenItOpens() {
        QTabWidget tabs;
        tabs.addTab(new QWidget, QStringLiteral("Course"));
        auto* table = make().release();
        tabs.addTab(table, QStringLiteral("Groups"));
        tabs.show();
        show(*table, ui::testing::healthySnapshot(m_now));
        table->select(OwnedKey(RowKey{"price-consumer-group"}));
        QCOMPARE(table->selected().size(), std::size_t{1});
        tabs.setCurrentIndex(1);
        QCOMPARE(table->selected().at(0).text, std::string("price-consumer-group"));
    }

    void aLetterIsNoSearchForARow() {
        const auto table = make();
        show(*table, ui::testing::healthySnapshot(m_now));
        table->show();
        table->select(OwnedKey(RowKey{"price-consumer-group"}));
        QTest::keyClicks(table->view(), QStringLiteral("a"));
        QCOMPARE(table->current()->text, std::string("price-consumer-group"));
    }

    void theSelectedRowIsFollowedAlsoWhileHidden() {
        const auto table = make();
        show(*table, ui::testing::healthySnapshot(m_now));
        table->select(OwnedKey(RowKey{"price-consumer-group"}));
        QSignalSpy spy(table.get(), &DataTable::currentChanged);
        table->filterBar()->field()->setText(QStringLiteral("name ~ analytics"));
        QVERIFY(table->selected().empty());
        QCOMPARE(table->current()->text, std::string("price-consumer-group"));
        table->filterBar()->field()->clear();
        QCOMPARE(table->selected().size(), std::size_t{1});
        QCOMPARE(table->selected()[0].text, std::string("price-consumer-group"));
        QCOMPARE(spy.size(), 0);
    }

    void aRowThatIsAskedForIsSelectedWhenItAppears() {
        const auto table = make();
        table->select(OwnedKey(RowKey{"analytics-consumer-group"}));
        show(*table, ui::testing::healthySnapshot(m_now));
        QCOMPARE(table->selected().size(), std::size_t{1});
    }

    void arrowsMoveTheSelection() {
        const auto table = make();
        table->show();
        show(*table, ui::testing::healthySnapshot(m_now));
        table->select(table->table().key(0));
        QSignalSpy spy(table.get(), &DataTable::currentChanged);
        QTest::keyClick(table->view(), Qt::Key_Down);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(table->current()->text, nameAt(*table, 1));
    }

    void slashEntersTheFilter() {
        const auto table = make();
        show(*table, ui::testing::healthySnapshot(m_now));
        table->show();
        QTest::keyClicks(table->view(), QStringLiteral("/"));
        QCOMPARE(table->focusWidget(), table->filterField());
        QVERIFY(table->filterBar()->field()->text().isEmpty());
    }

    void copiesExactValuesOfTheSelectedRows() {
        const auto table = make();
        show(*table, ui::testing::degradedSnapshot(m_now));
        table->select(OwnedKey(RowKey{"virtual-stock-consumer-group"}));
        const QString tsv = table->exported(ExportFormat::Tsv, true);
        QCOMPARE(tsv.count(u'\n'), 2);
        QVERIFY(tsv.contains(QStringLiteral("\t1204\t")));
        const QString json = table->exported(ExportFormat::Json, false);
        QVERIFY(json.startsWith(QStringLiteral("[{\"state\":\"STALLED\"")));
        QVERIFY(!json.contains(QStringLiteral("reason"))); // hidden columns stay out
    }

    void orderAndColumnsAreKept() {
        {
            const auto table = make();
            table->view()->horizontalHeader()->setSortIndicator(1, Qt::AscendingOrder);
            table->view()->horizontalHeader()->moveSection(0, 2);
            table->view()->horizontalHeader()->resizeSection(1, 333);
        }
        const auto later = make();
        QCOMPARE(later->table().order().front(), (SortKey{1, false}));
        QCOMPARE(later->view()->horizontalHeader()->visualIndex(0), 2);
        QCOMPARE(later->view()->horizontalHeader()->sectionSize(1), 333);
    }

    void oneRowIsCountedAsOne() {
        const auto table = make();
        auto snapshot = ui::testing::healthySnapshot(m_now);
        snapshot.groups.resize(1);
        show(*table, snapshot);
        QVERIFY(table->filterBar()->field()->caption().startsWith(QStringLiteral("1 group,")));
        table->filterBar()->field()->setText(QStringLiteral("nothing-like-this"));
        QVERIFY(table->filterBar()->field()->caption().startsWith(QStringLiteral("0 of 1 group")));
    }

    void anEmptyTableSaysWhatToDo() {
        const auto table = make();
        table->show();
        table->setSource(rowsOf(std::vector<core::ops::GroupRow>(), groupTable()), m_now);
        auto* empty = table->findChild<ui::widgets::EmptyState*>();
        QVERIFY(empty->isVisible());
        show(*table, ui::testing::healthySnapshot(m_now));
        QVERIFY(!empty->isVisible());
        table->filterBar()->field()->setText(QStringLiteral("nothing-like-this"));
        QVERIFY(empty->isVisible());
    }
};

VIGIA_TEST_CLASS(DataTableTest)
#include "data_table_test.moc"
