#include "core/view/tables.h"
#include "tests/support/gui_test.h"
#include "ui/bridge/data_table.h"
#include "ui/bridge/filter_bar.h"
#include "ui/bridge/filter_completer.h"
#include "ui/testing/sample_data.h"

#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace vigia;
using namespace core::view;
using core::ops::TopicRow;
using ui::bridge::DataTable;

namespace {

/// Counts which values are asked for.
class CountingSource : public core::view::RowSource {
public:
    mutable std::vector<std::size_t> asked = std::vector<std::size_t>(topicTable().columns.size());

    explicit CountingSource(std::vector<TopicRow> rows)
        : m_rows(std::move(rows)), m_list(nullptr, m_rows, topicTable()) {}

    [[nodiscard]] std::size_t size() const override { return m_list.size(); }
    [[nodiscard]] core::view::RowKey key(std::size_t row) const override { return m_list.key(row); }
    [[nodiscard]] core::view::Value value(std::size_t row, std::size_t column) const override {
        ++asked[column];
        return m_list.value(row, column);
    }
    [[nodiscard]] core::ops::Health health(std::size_t row) const override {
        return m_list.health(row);
    }

private:
    std::vector<TopicRow> m_rows;
    core::view::ListSource<TopicRow> m_list;
};

} // namespace

/// The conventions of a table, one function each; the number in the name is that of the convention
/// (ui/README.md).
class TableConventionsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    const core::UtcTime m_now = core::fromEpochMillis(1'735'787'045'678);

    std::unique_ptr<DataTable> make(const char* key = "local/topics/list") const {
        auto table = std::make_unique<DataTable>(
            tests::theme(), *m_settings, topicTable().plainColumns(),
            ui::bridge::DataTableOptions{QString::fromLatin1(key),
                                         QStringLiteral("Topics"),
                                         {QStringLiteral("%1 topic"), QStringLiteral("%1 topics")},
                                         QStringLiteral("topics"),
                                         {{0, true}, {2, true}},
                                         false});
        table->resize(1000, 400);
        table->show();
        return table;
    }
    /// Topics `t000` to `t099`; rates fall with the number.
    static std::vector<TopicRow> many(int first = 0) {
        std::vector<TopicRow> rows;
        for (int i = first; i < 100; ++i) {
            TopicRow row;
            row.name = QStringLiteral("t%1").arg(i, 3, 10, QLatin1Char('0')).toStdString();
            row.health = core::ops::Health::Ok;
            row.recordsPerSecond = 1000.0 - i;
            rows.push_back(row);
        }
        return rows;
    }
    void show(DataTable& table, std::vector<TopicRow> rows) const {
        table.setSource(rowsOf(std::move(rows), topicTable()), m_now);
        QCoreApplication::processEvents();
    }
    static std::string topName(const DataTable& table) {
        return table.table().key(std::size_t(table.view()->verticalScrollBar()->value())).text;
    }
    static QMenu* menuOf(DataTable& table, int row, int column) {
        const QRect cell = table.view()->visualRect(table.view()->model()->index(row, column));
        Q_EMIT table.view()->customContextMenuRequested(cell.center());
        const auto menus = table.findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
        return menus.isEmpty() ? nullptr : menus.last();
    }
    static QAction* actionOf(const QMenu& menu, const QString& text) {
        for (QAction* action : menu.actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }

private Q_SLOTS:
    void init() {
        tests::failOnQtWarnings();
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_settings->clear();
    }

    void c03SlashFiltersAndEscClearsThenLeaves() {
        const auto table = make();
        show(*table, many());
        table->view()->setFocus();
        QTest::keyClicks(table->view(), QStringLiteral("/"));
        QCOMPARE(table->focusWidget(), table->filterField());
        QTest::keyClicks(table->filterField(), QStringLiteral("t01"));
        QCOMPARE(table->table().rowCount(), std::size_t{10});
        QTest::keyClick(table->filterField(), Qt::Key_Escape);
        QCOMPARE(table->table().rowCount(), std::size_t{100});
        QCOMPARE(table->focusWidget(), table->filterField());
        QTest::keyClick(table->filterField(), Qt::Key_Escape);
        QCOMPARE(table->focusWidget(), table->view());
    }

    void c04AnInvalidFilterIsRedAndNeverRuns() {
        const auto table = make();
        show(*table, many());
        auto* field = table->filterBar()->field();
        field->setText(QStringLiteral("rate > 990"));
        QCOMPARE(field->property("state").toString(), QStringLiteral("good"));
        QCOMPARE(table->table().rowCount(), std::size_t{10});
        field->setText(QStringLiteral("rate > > 3"));
        QCOMPARE(field->property("state").toString(), QStringLiteral("bad"));
        QVERIFY(!field->toolTip().isEmpty());
        QCOMPARE(table->table().rowCount(), std::size_t{10});
    }

    void c04FiltersAreRememberedAndSavedAsButtonsForTheNextStart() {
        {
            const auto table = make();
            show(*table, many());
            table->filterBar()->field()->setText(QStringLiteral("rate > 990"));
            QTest::keyClick(table->filterBar()->field(), Qt::Key_Return);
            for (auto* button : table->filterBar()->findChildren<QToolButton*>())
                if (button->accessibleName().startsWith(QStringLiteral("Save")) &&
                    button->isVisible())
                    button->click();
        }
        const auto later = make();
        show(*later, many());
        QCOMPARE(later->filterBar()->saved(), QStringList{QStringLiteral("rate > 990")});
        for (auto* button : later->filterBar()->findChildren<QToolButton*>())
            if (button->text() == QStringLiteral("rate > 990"))
                button->click();
        QCOMPARE(later->table().rowCount(), std::size_t{10});
        later->filterBar()->field()->clear();
        later->filterField()->setFocus();
        QTest::keyClick(later->filterField(), Qt::Key_Down);
        QVERIFY(
            later->filterBar()->completer()->suggestions().contains(QStringLiteral("rate > 990")));
    }

    void c06AClickOnTheRightFiltersBringsColumnsAndCopies() {
        const auto table = make();
        show(*table, many());
        QMenu* menu = menuOf(*table, 3, 1);
        QVERIFY(menu);
        actionOf(*menu, QStringLiteral("Only rows like this"))->trigger();
        QCOMPARE(table->table().rowCount(), std::size_t{1});
        QCOMPARE(table->table().key(0).text, std::string("t003"));
        table->filterBar()->field()->clear();
        actionOf(*menuOf(*table, 3, 1), QStringLiteral("Without rows like this"))->trigger();
        QCOMPARE(table->table().rowCount(), std::size_t{99});
        table->filterBar()->field()->clear();
        actionOf(*menuOf(*table, 3, 1), QStringLiteral("Copy cell"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("t003"));
        menu = menuOf(*table, 3, 1);
        auto* more = actionOf(*menu, QStringLiteral("Show as a column"))->menu();
        actionOf(*more, QStringLiteral("Reason"))->trigger();
        const auto columns = table->table().columns();
        const auto reason = std::find_if(columns.begin(), columns.end(),
                                         [](const auto& each) { return each.id == "reason"; });
        QVERIFY(!table->view()->horizontalHeader()->isSectionHidden(int(reason - columns.begin())));
    }

    void c06WhatTheMenuOffersDoesNotChangeUnderIt() {
        const auto table = make();
        show(*table, many());
        QMenu* menu = menuOf(*table, 3, 1);
        show(*table, many(50)); // the row is gone
        actionOf(*menu, QStringLiteral("Copy cell"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("t003"));
    }

    void c07ColumnsAreKeptPerClusterAndPage() {
        {
            const auto table = make();
            auto* menu = menuOf(*table, 0, 0);
            QVERIFY(!menu); // no row, no menu
            show(*table, many());
            actionOf(*menuOf(*table, 0, 7), QStringLiteral("Hide Skew"))->trigger();
            table->view()->horizontalHeader()->moveSection(1, 0);
        }
        const auto again = make();
        QVERIFY(again->view()->horizontalHeader()->isSectionHidden(7));
        QCOMPARE(again->view()->horizontalHeader()->visualIndex(1), 0);
        for (const char* other : {"prod/topics/list", "local/other/list"}) {
            const auto elsewhere = make(other);
            show(*elsewhere, many());
            QVERIFY(!elsewhere->view()->horizontalHeader()->isSectionHidden(7));
            QCOMPARE(elsewhere->view()->horizontalHeader()->visualIndex(1), 1);
        }
    }

    void c07AColumnWithoutRoomIsNotTakenForOneThatTheUserHid() {
        {
            const auto table = make();
            show(*table, many());
            table->resize(500, 400);
            QCoreApplication::processEvents();
            QVERIFY(table->view()->horizontalHeader()->isSectionHidden(7));
            table->view()->horizontalHeader()->moveSection(1, 0); // which keeps the layout
        }
        const auto wide = make();
        wide->resize(1400, 400);
        show(*wide, many());
        QVERIFY(!wide->view()->horizontalHeader()->isSectionHidden(7));
    }

    void c07ADraggedColumnKeepsItsWidthAndTheOthersGoOnFitting() {
        /// Shares of the room are rounded down.
        const auto fits = [](const ui::bridge::DataTable& table) {
            const auto* header = table.view()->horizontalHeader();
            const int spare = table.view()->viewport()->width() - header->length();
            return header->sectionSize(1) == 222 && spare >= 0 && spare < header->count();
        };
        {
            const auto table = make();
            show(*table, many());
            table->view()->horizontalHeader()->resizeSection(1, 222);
            for (const int width : {1400, 1100}) {
                table->resize(width, 400);
                QCoreApplication::processEvents();
                QVERIFY(fits(*table));
            }
        }
        const auto again = make();
        show(*again, many());
        again->resize(1300, 400);
        QCoreApplication::processEvents();
        QVERIFY(fits(*again));
    }

    void c08LagAndRateHaveSparklines() {
        const auto hasSpark = [](const auto& columns) {
            return std::any_of(columns.begin(), columns.end(), [](const auto& column) {
                return column.kind == ColumnKind::Spark && column.shown;
            });
        };
        QVERIFY(hasSpark(topicTable().plainColumns()));
        QVERIFY(hasSpark(groupTable().plainColumns()));
    }

    void c10NewRowsScrollTheViewOnlyAtItsEdge() {
        const auto table = make();
        show(*table, many(10));
        show(*table, many(5));
        QCOMPARE(topName(*table), std::string("t005")); // at the edge: they come into sight
        table->view()->verticalScrollBar()->setValue(20);
        const auto before = topName(*table);
        show(*table, many(0));
        QCOMPARE(topName(*table), before);
    }

    void c10TheUsersRowStaysInItsPlaceWhenRowsMove() {
        const auto table = make();
        auto rows = many();
        show(*table, rows);
        table->view()->verticalScrollBar()->setValue(20);
        table->select(OwnedKey(RowKey{"t025"}));
        rows[25].recordsPerSecond = 940.5; // now between t059 and t060
        show(*table, rows);
        const int value = table->view()->verticalScrollBar()->value();
        QCOMPARE(int(*table->table().rowOf(OwnedKey(RowKey{"t025"}))) - value, 5);
        QCOMPARE(table->selected().at(0).text, std::string("t025"));
    }

    void c16FiguresStandAtTheRightWithTheirExactValueInTooltipAndCopies() {
        const auto table = make();
        auto rows = many(99);
        rows[0].records = 1'234'567;
        show(*table, rows);
        const auto index = table->view()->model()->index(0, 3);
        QCOMPARE(index.data().toString(), QStringLiteral("1.23 M"));
        QCOMPARE(index.data(Qt::ToolTipRole).toString(), QStringLiteral("1,234,567"));
        QVERIFY(index.data(Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
        QVERIFY(table->exported(ExportFormat::Tsv, false).contains(QStringLiteral("1234567")));
        const auto title = table->view()->model()->headerData(2, Qt::Horizontal).toString();
        QCOMPARE(title, QStringLiteral("Rate, /s"));
        const QFontMetrics metrics(tests::theme().font(ui::theme::TextRole::Body));
        for (const QChar digit : QStringLiteral("0123456789"))
            QCOMPARE(metrics.horizontalAdvance(digit), metrics.horizontalAdvance(u'0'));
    }

    void c19FaultsOnlyAndWorstFirst() {
        const auto table = make();
        auto rows = many();
        rows[70].health = core::ops::Health::Broken;
        rows[70].offline = 1;
        rows[71].health = core::ops::Health::Degraded;
        show(*table, rows);
        QCOMPARE(table->table().key(0).text, std::string("t070"));
        QCOMPARE(table->table().key(1).text, std::string("t071"));
        table->filterBar()->faultsOnly()->click();
        QCOMPARE(table->table().rowCount(), std::size_t{2});
    }

    void c24OnlyRowsInSightAreDecoded() {
        const auto table = make();
        std::vector<TopicRow> rows;
        for (int i = 0; i < 500; ++i)
            for (TopicRow& row : many())
                rows.push_back(std::move(row));
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].name = "t" + std::to_string(i);
        const auto source = std::make_shared<CountingSource>(rows);
        table->setSource(source, m_now);
        table->view()->grab();
        const auto& order = table->table().order();
        for (std::size_t column = 0; column < topicTable().columns.size(); ++column) {
            const bool sorted = std::any_of(order.begin(), order.end(), [column](const auto& key) {
                return key.column == column;
            });
            QVERIFY2(sorted || source->asked[column] < 500, std::to_string(column).c_str());
        }
    }

    void c25AFormulaFromOutsideIsQuotedInTheCsv() {
        const auto table = make();
        auto rows = many(99);
        rows[0].reason = "=HYPERLINK(\"http://x\")";
        show(*table, rows);
        actionOf(*actionOf(*menuOf(*table, 0, 1), QStringLiteral("Show as a column"))->menu(),
                 QStringLiteral("Reason"))
            ->trigger();
        const QString csv = table->exported(ExportFormat::Csv, false);
        QVERIFY2(csv.contains(QStringLiteral("\"'=HYPERLINK")), qPrintable(csv));
        QVERIFY(table->exported(ExportFormat::Json, false).startsWith(u'['));
    }
};

VIGIA_TEST_CLASS(TableConventionsTest)
#include "table_conventions_test.moc"
