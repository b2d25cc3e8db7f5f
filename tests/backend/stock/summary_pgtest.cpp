#include "backend/stock/gauges.h"
#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::tests;

class SummaryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

private Q_SLOTS:
    void init() { m_stock = std::make_unique<StockFixture>(); }
    void cleanup() { m_stock.reset(); }

    void totalsAreThoseOfTheTable() {
        const auto id = m_stock->create("SUM", 100, "10.50");
        m_stock->create("LOW", 5, "1.00");
        m_stock->create("OUT", 0, "1.00");
        m_stock->reserve(id, 40);
        const auto summary = m_stock->get("/summary");
        QCOMPARE(summary.status, 200);
        QCOMPARE(summary.number("totalStocks"), 3);
        QCOMPARE(summary.number("totalQuantity"), 65);
        QCOMPARE(summary.number("totalReserved"), 40);
        QCOMPARE(summary.at("totalValue").text(), std::string("635.00"));
        QCOMPARE(summary.number("lowStock"), 2);
        QCOMPARE(summary.number("outOfStock"), 1);
        QCOMPARE(summary.at("byStatus").text(),
                 std::string(
                     R"({"AVAILABLE":1,"PENDING_RESTOCK":1,"OUT_OF_STOCK":1,"DISCONTINUED":0})"));
        QCOMPARE(summary.number("activeReservations"), 1);
        QCOMPARE(summary.number("pendingOutbox"), 10);
        QCOMPARE(m_stock->get("/summary?top=51").status, 400);
    }

    void itIsReadAtMostEveryTwoSeconds() {
        m_stock->get("/summary");
        m_stock->create("NEW", 1);
        QCOMPARE(m_stock->get("/summary").number("totalStocks"), 0);
        m_stock->clock().moveOn(std::chrono::seconds(3));
        QCOMPARE(m_stock->get("/summary").number("totalStocks"), 1);
    }

    void refusedReservationsReachTheMinutesAndTheRate() {
        const auto id = m_stock->create("REF", 5);
        for (int i = 0; i < 3; ++i)
            m_stock->post("/stocks/" + id + "/reserve", R"({"quantity":6})");
        m_stock->sql("INSERT INTO stock.symbol_minutes (minute, symbol, reserved, units) VALUES "
                     "(date_trunc('minute', now()), 'REF', 1, 4)");
        QVERIFY(m_stock->rejections().flush(m_stock->pool()).has_value());
        QCOMPARE(m_stock->rejections().pending(), 0);
        const auto summary = m_stock->get("/summary");
        QCOMPARE(summary.at("lastHour").integerAt("rejected"), std::optional<std::int64_t>(3));
        QCOMPARE(summary.at("lastHour").find("reservationSuccessRate")->text(), std::string("25"));
        QCOMPARE(summary.at("topSymbols").asArray()->front().text(),
                 std::string(
                     R"({"symbol":"REF","reservations":1,"units":4,"quantity":5,"value":250.00})"));
        const auto series = m_stock->get("/series?metric=rejected&symbol=REF");
        QCOMPARE(series.at("points").asArray()->size(), std::size_t{61});
        std::int64_t sum = 0;
        for (const auto& point : *series.at("points").asArray())
            sum += point.asArray()->at(1).asInteger().value();
        QCOMPARE(sum, 3);
        QCOMPARE(m_stock->get("/series?metric=drop").status, 400);
    }

    void onlyOneProcessReadsTheGauges() {
        const auto id = m_stock->create("G", 100, "2.00");
        m_stock->reserve(id, 10);
        const auto options = connectionTo(m_stock->database());
        backend::stock::GaugeReader first(options, {});
        const auto gauges = first.read();
        QVERIFY(gauges.has_value());
        QCOMPARE(gauges->totalValue, 180.0);
        QCOMPARE(gauges->activeReservations, 1);
        QCOMPARE(first.check()->reservedMismatch, 0);
        backend::stock::GaugeReader second(options, {});
        QVERIFY(!second.read().has_value());
        m_stock->database().terminateAll();
        QVERIFY(!first.read().has_value());
        QTRY_VERIFY(second.read()
                        .has_value()); // its connection was ended too: the first try finds that out
    }

    void aBrokenInvariantIsCounted() {
        const auto id = m_stock->create("BAD", 100);
        m_stock->reserve(id, 10);
        m_stock->sql("UPDATE stock.stocks SET reserved_quantity = 3");
        backend::stock::GaugeReader reader(connectionTo(m_stock->database()), {});
        QCOMPARE(reader.check()->reservedMismatch, 1);
        QCOMPARE(reader.check()->negative, 0);
    }
};

VIGIA_TEST_CLASS(SummaryTest)
#include "summary_pgtest.moc"
