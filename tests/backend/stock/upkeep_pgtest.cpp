#include "backend/stock/upkeep.h"
#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::tests;
using namespace vigia::backend::stock;

class UpkeepTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

private Q_SLOTS:
    void init() { m_stock = std::make_unique<StockFixture>(); }
    void cleanup() { m_stock.reset(); }

    void oldKeysGoAndNewOnesStay() {
        m_stock->sql("INSERT INTO stock.idempotency_keys (owner, key, path, request_hash, status, "
                     "response, created_at) "
                     "SELECT 'a', n::text, '/', '\\x00', 200, '{}', now() - (CASE WHEN n <= 1500 "
                     "THEN 25 ELSE 23 END) * "
                     "interval '1 hour' FROM generate_series(1, 1600) n");
        QCOMPARE(*deleteOldKeys(m_stock->pool()), 1500);
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.idempotency_keys"), std::string("100"));
    }

    void partitionsAreMadeAheadAndDroppedAfterNinetyDays() {
        const auto now = m_stock->clock().now();
        QVERIFY(keepHistoryPartitions(m_stock->pool(), now - std::chrono::days(95)).has_value());
        QCOMPARE(*keepHistoryPartitions(m_stock->pool(), now), 5);
        QCOMPARE(*keepHistoryPartitions(m_stock->pool(), now), 0);
        QCOMPARE(m_stock->sql("SELECT count(*) FROM pg_inherits WHERE inhparent = "
                              "'stock.event_history'::regclass"),
                 std::string("12")); // three still kept, eight from today on, and DEFAULT
    }

    void oneTurnShowsGaugesAndViolations() {
        backend::observe::Metrics metrics({.service = "stock"});
        StockCounters counters(metrics);
        const auto id = m_stock->create("METRIC", 100, "2.00");
        m_stock->post("/stocks/" + id + "/reserve", R"({"quantity":101})");
        StockUpkeep upkeep(m_stock->deps(), counters, connectionTo(m_stock->database()));
        upkeep.turn();
        const auto text = metrics.text();
        QVERIFY(text.find("stock_total_value{service=\"stock\"} 200\n") != std::string::npos);
        QVERIFY(text.find("stock_invariant_violations{rule=\"negative\",service=\"stock\"} 0\n") !=
                    std::string::npos ||
                text.find("stock_invariant_violations{service=\"stock\",rule=\"negative\"} 0\n") !=
                    std::string::npos);
        QCOMPARE(m_stock->sql("SELECT rejected FROM stock.symbol_minutes"), std::string("1"));
        backend::observe::Metrics otherMetrics({.service = "stock"});
        StockCounters otherCounters(otherMetrics);
        StockUpkeep other(m_stock->deps(), otherCounters, connectionTo(m_stock->database()));
        other.turn();
        QVERIFY(otherMetrics.text().find("stock_total_value{") == std::string::npos);
    }

    void commandsAreCounted() {
        backend::observe::Metrics metrics({.service = "stock"});
        StockCounters counters(metrics);
        core::stock::StockChange change;
        change.operation = core::stock::Operation::StockReservation;
        change.after.symbol = "AAPL";
        change.reservation.emplace().quantity = 7;
        counters.changed(change);
        counters.refused(core::stock::versionConflict(1, 2));
        counters.branchMoved("ADD", "success");
        const auto text = metrics.text();
        for (const auto* name :
             {"stock_reserved_total{", "stock_reserved_units_total{", "stock_conflicts_total{",
              "stock_validation_failures_total{", "branch_stock_operations_total{"})
            QVERIFY2(text.find(name) != std::string::npos, name);
    }
};

VIGIA_TEST_CLASS(UpkeepTest)
#include "upkeep_pgtest.moc"
