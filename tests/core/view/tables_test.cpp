#include "core/view/fleet_table.h"
#include "core/view/run_table.h"
#include "core/view/table_export.h"
#include "core/view/tables.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <limits>
#include <set>

using namespace vigia::core;
using namespace vigia::core::view;

namespace {

template <class Row> void checkSchema(const TableSchema<Row>& schema) {
    std::set<std::string_view> ids;
    Row row;
    for (const auto& [column, value] : schema.columns) {
        QVERIFY2(ids.insert(column.id).second, column.id.data());
        QVERIFY2(column.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") ==
                     std::string_view::npos,
                 column.id.data());
        QVERIFY(!column.title.empty());
        QVERIFY(column.width >= 50);
        (void)cellText(column, value(row), {}); // an empty row can be shown
    }
    (void)schema.key(row);
    (void)schema.health(row);
}

std::string shown(const TableModel& table, std::size_t row, std::string_view id) {
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
        if (table.columns()[c].id == id)
            return cellText(table.columns()[c], table.value(row, c), {}).text;
    }
    return "no such column";
}

} // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTableHasDistinctFilterNames() {
        checkSchema(topicTable());
        checkSchema(partitionTable());
        checkSchema(groupTable());
        checkSchema(groupPartitionTable());
        checkSchema(memberTable());
        checkSchema(brokerTable());
        checkSchema(serviceTable());
        checkSchema(eventTable());
        checkSchema(fleetTable());
        checkSchema(runTable());
        checkSchema(queueTable());
        checkSchema(stockTable());
        checkSchema(reservationTable());
    }

    void groupsShowVerdictLagAndWhereTheTimeLagComesFrom() {
        ops::GroupRow stalled;
        stalled.name = "acl-stock-consumer-group";
        stalled.verdict = ops::LagVerdict::Stalled;
        stalled.lag = 1204;
        stalled.timeLag = {ops::TimeLagSource::Exact, 192};
        stalled.etaSeconds = std::numeric_limits<double>::infinity();
        stalled.partitionCount = 8;
        stalled.partitions.resize(3);
        stalled.partitions[0].topic = stalled.partitions[1].topic = "a";
        stalled.partitions[2].topic = "b";
        ops::GroupRow idle;
        idle.name = "reporting-nightly";
        idle.verdict = ops::LagVerdict::NoCommit;
        TableModel table(groupTable().plainColumns());
        table.setOrder({{0, true}});
        table.update(rowsOf(std::vector{idle, stalled}, groupTable()));
        QCOMPARE(shown(table, 0, "state"), std::string("STALLED"));
        QCOMPARE(shown(table, 0, "lag"), std::string("1,204"));
        QCOMPARE(shown(table, 0, "timelag"), std::string("3 min 12 s"));
        QCOMPARE(shown(table, 0, "eta"), std::string("never"));
        QCOMPARE(shown(table, 0, "topic"), std::string("a, b"));
        QCOMPARE(shown(table, 1, "lag"), std::string("—"));
        QCOMPARE(shown(table, 1, "partitions"), std::string("—"));
        table.setFilter(
            parseFilter("lag > 1000 and state in (STALLED, STOPPED), topic = b", table.columns())
                .filter);
        QCOMPARE(table.rowCount(), std::size_t{1});
    }

    void topicsSumTheLagsThatAreKnown() {
        ops::TopicRow topic;
        topic.name = "virtual-stock-updates";
        topic.groups = {{"acl", 31}, {"analytics", 6}, {"new", std::nullopt}};
        topic.underReplicated = 2;
        topic.health = ops::Health::Degraded;
        TableModel table(topicTable().plainColumns());
        table.update(rowsOf(std::vector{topic}, topicTable()));
        QCOMPARE(shown(table, 0, "lag"), std::string("37"));
        QCOMPARE(shown(table, 0, "group"), std::string("acl, analytics, new"));
        QCOMPARE(shown(table, 0, "state"), std::string("UNDER-REPLICATED"));
        QCOMPARE(shown(table, 0, "rate"), std::string("—"));
    }

    void aPartitionWithoutLeaderIsOffline() {
        ops::PartitionRow partition;
        partition.replicas = {1, 2, 3};
        TableModel table(partitionTable().plainColumns());
        table.update(rowsOf(std::vector{partition}, partitionTable()));
        QCOMPARE(shown(table, 0, "state"), std::string("OFFLINE"));
        QCOMPARE(shown(table, 0, "leader"), std::string("—"));
        QCOMPARE(shown(table, 0, "replicas"), std::string("1, 2, 3"));
        QVERIFY(isFault(table.health(0)));
    }

    void aQueueThatDroppedIsAFault() {
        TableModel table(queueTable().plainColumns());
        table.update(rowsOf(std::vector<QueueStats>{{"events", 10, 100, 3}}, queueTable()));
        QCOMPARE(shown(table, 0, "use"), std::string("10"));
        QVERIFY(isFault(table.health(0)));
    }

    void stocksShowMoneyInShortAndKeepItExact() {
        StockRow stock;
        stock.id = "s";
        stock.symbol = "AAPL";
        stock.value = Money::parse("9312345.50");
        stock.status = "PENDING_RESTOCK";
        TableModel table(stockTable().plainColumns());
        table.update(rowsOf(std::vector{stock}, stockTable()));
        QCOMPARE(shown(table, 0, "value"), std::string("$9.31 M"));
        QVERIFY(exported(table, wholeTable(table), ExportFormat::Csv).find("9312345.50") !=
                std::string::npos);
    }
};

VIGIA_TEST_CLASS(TablesTest)
#include "tables_test.moc"
