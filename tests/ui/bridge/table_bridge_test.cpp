#include "core/view/tables.h"
#include "tests/support/test_main.h"
#include "ui/bridge/table_bridge.h"
#include "ui/testing/sample_data.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace vigia;
using namespace vigia::core::view;
using ui::bridge::TableBridge;

namespace {

std::vector<core::QueueStats> queues(std::initializer_list<const char*> names,
                                     std::uint64_t depth = 1) {
    std::vector<core::QueueStats> rows;
    for (const char* name : names)
        rows.push_back({name, depth++, 100, 0});
    return rows;
}

} // namespace

class TableBridgeTest : public QObject {
    Q_OBJECT

    using Mode = QAbstractItemModelTester::FailureReportingMode;

    template <class Row>
    static void walk(const TableSchema<Row>& schema, const std::vector<Row>& some,
                     const std::vector<Row>& others) {
        TableBridge bridge(schema.plainColumns());
        const QAbstractItemModelTester tester(&bridge, Mode::QtTest);
        bridge.update(rowsOf(some, schema));
        bridge.update(rowsOf(others, schema));
        for (int column = 0; column < bridge.columnCount(); ++column)
            bridge.sort(column, Qt::DescendingOrder);
        bridge.setFaultsOnly(true);
        bridge.update(rowsOf(some, schema));
        bridge.setFaultsOnly(false);
        bridge.update(nullptr);
        QCOMPARE(bridge.rowCount(), 0);
    }

private Q_SLOTS:
    void everyTableHoldsQtsRules() {
        const auto now = core::fromEpochMillis(1'735'787'045'678);
        const auto well = ui::testing::healthySnapshot(now);
        const auto ill = ui::testing::degradedSnapshot(now);
        walk(topicTable(), well.topics, ill.topics);
        walk(partitionTable(), well.topics[0].partitions, ill.topics[1].partitions);
        walk(groupTable(), well.groups, ill.groups);
        walk(groupPartitionTable(), well.groups[0].partitions, ill.groups[0].partitions);
        walk(memberTable(), well.groups[0].memberRows, ill.groups[1].memberRows);
        walk(brokerTable(), well.brokers, ill.brokers);
        walk(serviceTable(), well.services, ill.services);
        walk(eventTable(), well.events, ill.events);
        walk(queueTable(), well.queues, {});
        StockRow stock;
        stock.id = "s1";
        StockRow other = stock;
        other.id = "s2";
        walk(stockTable(), {stock, other}, {other});
        ReservationRow reservation;
        reservation.id = "RES-1";
        walk(reservationTable(), {reservation}, {});
    }

    void randomTicksHoldQtsRulesAndTheSelectionFollows() {
        TableBridge bridge(queueTable().plainColumns());
        const QAbstractItemModelTester tester(&bridge, Mode::QtTest);
        bridge.sort(1, Qt::DescendingOrder);
        std::mt19937 random(3);
        for (int tick = 0; tick < 200; ++tick) {
            std::vector<core::QueueStats> rows{{"kept", random() % 50, 100, 0}};
            for (int i = 0; i < 12; ++i) {
                if (random() % 3 != 0)
                    rows.push_back({"q" + std::to_string(i), random() % 50, 100, random() % 2});
            }
            QPersistentModelIndex kept;
            if (const auto row = bridge.table().rowOf(OwnedKey(RowKey{"kept"})))
                kept = bridge.index(static_cast<int>(*row), 0);
            bridge.update(rowsOf(rows, queueTable()));
            if (tick > 0)
                QCOMPARE(kept.data().toString(), QStringLiteral("kept"));
        }
    }

    void oneTickEmitsOneOfEach() {
        TableBridge bridge(queueTable().plainColumns());
        bridge.update(rowsOf(queues({"a", "b", "c", "d"}), queueTable()));
        QSignalSpy inserted(&bridge, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&bridge, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&bridge, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&bridge, &QAbstractItemModel::modelReset);
        bridge.update(rowsOf(queues({"b", "e", "d", "f"}), queueTable()));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(reset.size(), 0);
    }

    void tenThousandRowsMoveWithoutAReset() {
        std::vector<StockRow> rows(10'000);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].id = std::to_string(100'000 + i);
            rows[i].quantity = static_cast<std::int64_t>(i * 7919 % 10'007);
        }
        const auto schema = stockTable();
        TableBridge bridge(schema.plainColumns());
        const auto quantity =
            std::find_if(schema.columns.begin(), schema.columns.end(),
                         [](const auto& each) { return each.column.id == "quantity"; });
        const auto column = static_cast<int>(quantity - schema.columns.begin());
        bridge.sort(column, Qt::DescendingOrder);
        bridge.update(rowsOf(rows, schema));
        QSignalSpy reset(&bridge, &QAbstractItemModel::modelReset);
        QSignalSpy moved(&bridge, &QAbstractItemModel::layoutChanged);
        QSignalSpy removed(&bridge, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&bridge, &QAbstractItemModel::rowsInserted);
        const QPersistentModelIndex kept = bridge.index(5000, 0);
        const auto key = bridge.table().key(5000);
        for (std::size_t i = 0; i < rows.size(); i += 100)
            rows[i].quantity += 5000;
        rows.erase(rows.begin() + 17);
        bridge.update(rowsOf(rows, schema));
        QCOMPARE(reset.size(), 0);
        QVERIFY(moved.size() <= 2);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(bridge.rowCount(), 9999);
        QCOMPARE(bridge.table().rowOf(key), std::optional(static_cast<std::size_t>(kept.row())));
    }

    void figuresStandAtTheRightAndAreExactInTheTooltip() {
        TableBridge bridge(queueTable().plainColumns());
        bridge.update(
            rowsOf(std::vector<core::QueueStats>{{"<b>bold</b>", 1'234'567, 0, 0}}, queueTable()));
        const QModelIndex depth = bridge.index(0, 1);
        QCOMPARE(depth.data().toString(), QStringLiteral("1.23 M"));
        QCOMPARE(depth.data(Qt::ToolTipRole).toString(), QStringLiteral("1,234,567"));
        QVERIFY(depth.data(Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
        QCOMPARE(bridge.index(0, 3).data().toString(), QStringLiteral("—"));
        QCOMPARE(bridge.index(0, 0).data().toString(), QStringLiteral("<b>bold</b>"));
        QVERIFY(
            !bridge.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
    }

    void formerSortColumnsBreakTies() {
        TableBridge bridge(queueTable().plainColumns());
        bridge.update(
            rowsOf(std::vector<core::QueueStats>{{"a", 1, 9, 0}, {"b", 2, 9, 0}, {"c", 2, 5, 0}},
                   queueTable()));
        bridge.sort(1, Qt::DescendingOrder);
        bridge.sort(2, Qt::DescendingOrder);
        QCOMPARE(bridge.index(0, 0).data().toString(), QStringLiteral("b"));
        QCOMPARE(bridge.index(1, 0).data().toString(), QStringLiteral("a"));
    }
};

VIGIA_TEST_CLASS(TableBridgeTest)
#include "table_bridge_test.moc"
