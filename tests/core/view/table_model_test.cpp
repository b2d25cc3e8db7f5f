#include "core/view/table_model.h"
#include "tests/core/view/list_table.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::view;
using vigia::tests::Item;
using vigia::tests::itemSource;
using vigia::tests::itemTable;
using vigia::tests::namesOf;

namespace {

/// Writes down what a table tells.
class Log final : public TableObserver {
public:
    QStringList steps;

    void aboutToReorder() override {}
    void reordered(std::span<const std::uint32_t> newRowOf) override {
        QStringList rows;
        for (const auto row : newRowOf)
            rows << QString::number(row);
        steps << QStringLiteral("order ") + rows.join(QLatin1Char(' '));
    }
    void aboutToRemove(std::size_t first, std::size_t count) override {
        steps << QStringLiteral("remove %1+%2").arg(first).arg(count);
    }
    void removed() override {}
    void aboutToInsert(std::size_t first, std::size_t count) override {
        steps << QStringLiteral("insert %1+%2").arg(first).arg(count);
    }
    void inserted() override {}
    void changed(std::size_t first, std::size_t count) override {
        steps << QStringLiteral("changed %1+%2").arg(first).arg(count);
    }
    QString take() { return std::exchange(steps, {}).join(QStringLiteral(", ")); }
};

TableModel makeTable(std::vector<SortKey> order = {}) {
    TableModel table(itemTable().plainColumns());
    table.setOrder(std::move(order));
    return table;
}

} // namespace

class TableModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsWithoutAnOrderStandByTheirIdentity() {
        auto table = makeTable();
        table.update(itemSource({{"c", 1}, {"a", 2}, {"b", 3}}));
        QCOMPARE(namesOf(table), std::string("a b c"));
    }

    void severalKeysAndUnknownLast() {
        auto table = makeTable({{1, true}, {0, true}});
        table.update(itemSource({{"a", 5}, {"b", std::nullopt}, {"c", 7}, {"d", 5}}));
        QCOMPARE(namesOf(table), std::string("c d a b"));
        table.setOrder({{1, false}});
        QCOMPARE(namesOf(table), std::string("a d c b"));
    }

    void worstFirst() {
        auto table = makeTable({{2, true}});
        table.update(itemSource(
            {{"fine", 1}, {"dead", 1, ops::Health::Broken}, {"slow", 1, ops::Health::Degraded}}));
        QCOMPARE(namesOf(table), std::string("dead slow fine"));
    }

    void aTickIsOneRemoveOneInsertOneChange() {
        Log log;
        auto table = makeTable();
        table.setObserver(&log);
        table.update(itemSource({{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}}));
        QCOMPARE(log.take(), QStringLiteral("insert 0+4, changed 0+4"));
        table.update(itemSource({{"a", 1}, {"d", 1}, {"e", 1}, {"f", 1}}));
        QCOMPARE(log.take(), QStringLiteral("remove 1+2, insert 2+2, changed 0+4"));
        table.update(itemSource({{"a", 9}, {"d", 1}, {"e", 1}, {"f", 1}}));
        QCOMPARE(log.take(), QStringLiteral("changed 0+4"));
    }

    void scatteredRowsGoInOneRange() {
        Log log;
        auto table = makeTable();
        table.update(itemSource({{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}}));
        table.setObserver(&log);
        table.update(itemSource({{"a", 1}, {"c", 1}, {"e", 1}}));
        QCOMPARE(log.take(), QStringLiteral("order 0 3 1 4 2, remove 3+2, changed 0+3"));
        QCOMPARE(namesOf(table), std::string("a c e"));
        table.update(itemSource({{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}}));
        QCOMPARE(log.take(), QStringLiteral("insert 3+2, order 0 2 4 1 3, changed 0+5"));
        QCOMPARE(namesOf(table), std::string("a b c d e"));
    }

    void movesAreOneReordering() {
        Log log;
        auto table = makeTable({{1, true}});
        table.update(itemSource({{"a", 3}, {"b", 2}, {"c", 1}}));
        table.setObserver(&log);
        table.update(itemSource({{"a", 3}, {"b", 2}, {"c", 9}}));
        QCOMPARE(log.take(), QStringLiteral("order 1 2 0, changed 0+3"));
        QCOMPARE(namesOf(table), std::string("c a b"));
    }

    void rowsAreFollowedByIdentity() {
        auto table = makeTable({{1, true}});
        table.update(itemSource({{"a", 3}, {"b", 2}}));
        const OwnedKey key = table.key(1);
        QCOMPARE(key.text, std::string("b"));
        table.update(itemSource({{"a", 3}, {"b", 8}}));
        QCOMPARE(table.rowOf(key), std::optional<std::size_t>(0));
        table.update(itemSource({{"a", 3}}));
        QVERIFY(!table.rowOf(key));
    }

    void filterAndFaultsOnlyHideRows() {
        auto table = makeTable();
        table.update(
            itemSource({{"a", 3}, {"b", 2, ops::Health::Broken}, {"c", 9, ops::Health::Degraded}}));
        table.setFilter(parseFilter("lag > 2", table.columns()).filter);
        QCOMPARE(namesOf(table), std::string("a c"));
        QCOMPARE(table.totalCount(), std::size_t{3});
        table.setFaultsOnly(true);
        QCOMPARE(namesOf(table), std::string("c"));
        table.setFilter(nullptr);
        QCOMPARE(namesOf(table), std::string("b c"));
        table.update(itemSource({{"a", 3, ops::Health::Broken}, {"b", 2}}));
        QCOMPARE(namesOf(table), std::string("a"));
    }

    void nothingAtAllIsFine() {
        auto table = makeTable({{1, true}});
        table.update(nullptr);
        table.setFaultsOnly(true);
        QCOMPARE(table.rowCount(), std::size_t{0});
        table.setFaultsOnly(false);
        table.update(itemSource({}));
        table.update(itemSource({{"a", 1}}));
        table.update(nullptr);
        QCOMPARE(table.rowCount(), std::size_t{0});
    }

    void repeatedIdentitiesAreEachShownOnce() {
        auto table = makeTable();
        table.update(itemSource({{"a", 1}, {"a", 2}, {"b", 1}}));
        QCOMPARE(table.rowCount(), std::size_t{3});
        table.update(itemSource({{"b", 1}, {"a", 1}, {"a", 2}}));
        QCOMPARE(namesOf(table), std::string("a a b"));
        table.update(itemSource({{"a", 1}}));
        QCOMPARE(namesOf(table), std::string("a"));
    }

    void distinctValuesAreBounded() {
        auto table = makeTable();
        std::vector<Item> items;
        for (int i = 0; i < 300; ++i)
            items.push_back({"n" + std::to_string(i), i % 7});
        table.update(itemSource(items));
        QCOMPARE(table.distinctValues(1).size(), std::size_t{7});
        QCOMPARE(table.distinctValues(0, 60).size(), std::size_t{60});
    }
};

VIGIA_TEST_CLASS(TableModelTest)
#include "table_model_test.moc"
