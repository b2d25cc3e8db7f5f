#include "core/view/table_model.h"
#include "tests/core/view/list_table.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace vigia::core;
using namespace vigia::core::view;
using vigia::tests::Item;
using vigia::tests::itemSource;
using vigia::tests::itemTable;

namespace {

/// Follows a table by its announcements alone, as Qt's view does, and checks each against the
/// table.
class Mirror final : public TableObserver {
public:
    explicit Mirror(const TableModel& table) : m_table(table) {}
    std::vector<std::string> names;
    int removes = 0, inserts = 0, changes = 0;
    bool agrees = true;

    void aboutToReorder() override { check(); }
    void reordered(std::span<const std::uint32_t> newRowOf) override {
        std::vector<std::string> next(names.size());
        for (std::size_t i = 0; i < names.size(); ++i)
            next.at(newRowOf[i]) = names[i];
        names = std::move(next);
        check();
    }
    void aboutToRemove(std::size_t first, std::size_t count) override {
        check();
        ++removes;
        const auto begin = names.begin() + static_cast<std::ptrdiff_t>(first);
        names.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    }
    void removed() override { check(); }
    void aboutToInsert(std::size_t first, std::size_t count) override {
        check();
        ++inserts;
        m_first = first;
        m_count = count;
    }
    void inserted() override {
        for (std::size_t i = m_first; i < m_first + m_count; ++i)
            names.insert(names.begin() + static_cast<std::ptrdiff_t>(i), m_table.key(i).text);
        check();
    }
    void changed(std::size_t first, std::size_t count) override {
        ++changes;
        agrees = agrees && first == 0 && count == names.size();
    }

private:
    void check() {
        agrees = agrees && names.size() == m_table.rowCount();
        for (std::size_t i = 0; agrees && i < names.size(); ++i)
            agrees = m_table.key(i).text == names[i];
    }

    const TableModel& m_table;
    std::size_t m_first = 0, m_count = 0;
};

/// The naive model: filter and sort from scratch.
std::vector<std::string> naive(std::vector<Item> items, bool faults, std::int64_t least,
                               bool descending) {
    std::erase_if(items, [&](const Item& i) {
        return (faults && !isFault(i.health)) || (least > 0 && !(i.lag && *i.lag > least));
    });
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
        if (a.lag.has_value() != b.lag.has_value())
            return a.lag.has_value();
        if (a.lag != b.lag)
            return descending ? *a.lag > *b.lag : *a.lag < *b.lag;
        return a.name < b.name;
    });
    std::vector<std::string> names;
    for (const auto& item : items)
        names.push_back(item.name);
    return names;
}

} // namespace

/// Random ticks, filters and orders: what is announced and what stands in the table equal a naive
/// model.
class TablePropertyTest : public QObject {
    Q_OBJECT

    std::mt19937 m_random{2025};
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(m_random); }

    std::vector<Item> nextItems(const std::vector<Item>& last) {
        static constexpr ops::Health kHealth[] = {ops::Health::Ok, ops::Health::Degraded,
                                                  ops::Health::Broken};
        std::map<std::string, Item> items;
        for (const auto& item : last) {
            if (below(8) != 0)
                items[item.name] = item;
        }
        for (int i = below(6); i > 0; --i) {
            const std::string name = "t" + std::to_string(below(40));
            items[name] = {name, below(5) == 0 ? std::optional<std::int64_t>() : below(20),
                           kHealth[below(3)]};
        }
        std::vector<Item> next;
        for (auto& [name, item] : items)
            next.push_back(item);
        if (below(3) == 0)
            std::shuffle(next.begin(), next.end(), m_random);
        return next;
    }

private Q_SLOTS:
    void everyTickEqualsTheNaiveModel() {
        for (int run = 0; run < 60; ++run) {
            TableModel table(itemTable().plainColumns());
            Mirror mirror(table);
            table.setObserver(&mirror);
            std::vector<Item> items;
            bool faults = false, descending = false;
            std::int64_t least = 0;
            table.setOrder({{1, false}});
            for (int tick = 0; tick < 60; ++tick) {
                mirror.removes = mirror.inserts = mirror.changes = 0;
                switch (below(6)) {
                case 0:
                    table.setFaultsOnly(faults = !faults);
                    break;
                case 1:
                    table.setOrder({{1, descending = !descending}});
                    break;
                case 2:
                    least = below(12);
                    table.setFilter(
                        least == 0 ? nullptr
                                   : parseFilter("lag > " + std::to_string(least), table.columns())
                                         .filter);
                    break;
                default:
                    items = nextItems(items);
                    table.update(itemSource(items));
                }
                QVERIFY(mirror.agrees);
                QVERIFY(mirror.removes <= 1 && mirror.inserts <= 1 && mirror.changes <= 1);
                QCOMPARE(mirror.names, naive(items, faults, least, descending));
            }
        }
    }
};

VIGIA_TEST_CLASS(TablePropertyTest)
#include "table_property_test.moc"
