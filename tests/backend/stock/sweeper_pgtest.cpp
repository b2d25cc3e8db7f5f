#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::tests;
using vigia::backend::stock::Sweeper;

class SweeperTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

private Q_SLOTS:
    void init() { m_stock = std::make_unique<StockFixture>(); }
    void cleanup() { m_stock.reset(); }

    void onlyWhatIsDueExpiresWithOneEventEach() {
        const auto id = m_stock->create("SWEEP", 100);
        const auto due = m_stock->reserve(id, 10, 60);
        m_stock->reserve(id, 20, 60);
        const auto later = m_stock->reserve(id, 5, 600);
        m_stock->clock().moveOn(std::chrono::seconds(61));
        Sweeper sweeper(m_stock->deps());
        QCOMPARE(*sweeper.sweep(), 2);
        QCOMPARE(*sweeper.sweep(), 0);
        const auto stock = m_stock->get("/stocks/" + id);
        QCOMPARE(stock.number("quantity"), 95);
        QCOMPARE(stock.at("data").integerAt("reservedQuantity"), std::optional<std::int64_t>(5));
        QCOMPARE(stock.number("version"), 6);
        const auto expired = m_stock->get("/reservations/" + due).at("data");
        QCOMPARE(expired.stringAt("state"), std::optional<std::string>("EXPIRED"));
        QCOMPARE(expired.stringAt("closedBy"), std::optional<std::string>("system"));
        QCOMPARE(expired.stringAt("closeReason"),
                 std::optional<std::string>("RESERVATION_EXPIRED"));
        QCOMPARE(m_stock->get("/reservations/" + later).at("data").stringAt("state"),
                 std::optional<std::string>("ACTIVE"));
        QCOMPARE(
            m_stock->sql("SELECT count(*) FROM stock.outbox WHERE topic = 'stock-audit-logs' AND "
                         "headers->>'event-type' = 'STOCK_RELEASE'"),
            std::string("2"));
    }

    void rowsThatOthersHoldAreLeftForTheNextTurn() {
        const auto held = m_stock->create("HELD", 100);
        const auto open = m_stock->create("FREE", 100);
        m_stock->reserve(held, 1, 60);
        m_stock->reserve(open, 1, 60);
        m_stock->clock().moveOn(std::chrono::seconds(61));
        pqxx::connection other(m_stock->database().url());
        pqxx::work holds(other);
        holds.exec("SELECT 1 FROM stock.stocks WHERE stock_id = '" + held + "' FOR UPDATE");
        Sweeper sweeper(m_stock->deps());
        QCOMPARE(*sweeper.sweep(), 1);
        holds.commit();
        QCOMPARE(*sweeper.sweep(), 1);
    }

    void theThreadSweepsByItself() {
        const auto id = m_stock->create("AUTO", 100);
        m_stock->reserve(id, 10, 60);
        m_stock->clock().moveOn(std::chrono::seconds(61));
        Sweeper sweeper(m_stock->deps(), std::chrono::milliseconds(20));
        sweeper.start();
        QTRY_COMPARE(m_stock->get("/stocks/" + id).number("quantity"), 100);
        sweeper.stop();
    }
};

VIGIA_TEST_CLASS(SweeperTest)
#include "sweeper_pgtest.moc"
