#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::tests;

class ReservationsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

    Answer close(const std::string& verb, const std::string& stockId,
                 const std::string& reservationId) {
        return m_stock->post("/stocks/" + stockId + "/" + verb,
                             "{\"reservationId\":\"" + reservationId + "\"}");
    }

private Q_SLOTS:
    void initTestCase() { m_stock = std::make_unique<StockFixture>(); }
    void cleanupTestCase() { m_stock.reset(); }

    void reserveAnswersStockAndReservation() {
        const auto id = m_stock->create("RES", 200);
        const auto answer = m_stock->post(
            "/stocks/" + id + "/reserve",
            R"({"quantityToReserve":50,"reservedBy":"trader-7","reason":"Client order"})");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.number("reserved"), 50);
        QCOMPARE(answer.number("remaining"), 150);
        QVERIFY(answer.text("reservationId").rfind("RES-", 0) == 0);
        const auto* reservation = answer.at("data").find("reservation");
        QCOMPARE(reservation->stringAt("reservedBy"), std::optional<std::string>("trader-7"));
        QCOMPARE(reservation->stringAt("state"), std::optional<std::string>("ACTIVE"));
        const auto read = m_stock->get("/reservations/" + answer.text("reservationId"));
        QCOMPARE(read.at("data").text(), reservation->text());
    }

    void refusalsTellWhatThereIs() {
        const auto id = m_stock->create("SHORT", 5);
        const auto path = "/stocks/" + id;
        const auto refused = m_stock->post(path + "/reserve", R"({"quantity":6})");
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.text("errorCode"), std::string("INSUFFICIENT_STOCK"));
        QCOMPARE(refused.text("message"),
                 std::string("Cannot reserve 6 units. Available: 5, Status: PENDING_RESTOCK"));
        m_stock->ask("PUT", path + "/status", R"({"status":"DISCONTINUED"})");
        QCOMPARE(m_stock->post(path + "/reserve", R"({"quantity":5})").text("errorCode"),
                 std::string("STOCK_NOT_RESERVABLE"));
        QCOMPARE(m_stock->rejections().pending(), 2);
    }

    void releaseAndConfirmAreRepeatable() {
        const auto id = m_stock->create("REPEAT", 100);
        const auto released = m_stock->reserve(id, 30);
        const auto confirmed = m_stock->reserve(id, 20);
        const auto first = close("release", id, released);
        QCOMPARE(first.text("message"), std::string("Reservation released successfully"));
        QCOMPARE(first.number("remaining"), 80);
        const auto again = close("release", id, released);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.number("version"), first.number("version"));
        QCOMPARE(close("confirm", id, confirmed).text("message"),
                 std::string("Reservation confirmed successfully"));
        QCOMPARE(close("confirm", id, confirmed).status, 200);
        const auto late = close("release", id, confirmed);
        QCOMPARE(late.status, 409);
        QCOMPARE(late.text("errorCode"), std::string("RESERVATION_NOT_ACTIVE"));
        QCOMPARE(late.text("message"), "Reservation " + confirmed + " is CONFIRMED");
        QCOMPARE(m_stock->get("/stocks/" + id).number("version"), 5);
    }

    void reservationsBelongToTheirStock() {
        const auto mine = m_stock->create("MINE", 100);
        const auto other = m_stock->create("OTHER", 100);
        const auto reservation = m_stock->reserve(other, 1);
        const auto refused = close("confirm", mine, reservation);
        QCOMPARE(refused.status, 404);
        QCOMPARE(refused.text("errorCode"), std::string("NO_MATCHING_RESERVATION"));
    }

    void deletionIsRefusedWhileAReservationIsActive() {
        const auto id = m_stock->create("BUSY", 100);
        m_stock->reserve(id, 1);
        m_stock->reserve(id, 1);
        const auto refused = m_stock->ask("DELETE", "/stocks/" + id);
        QCOMPARE(refused.text("errorCode"), std::string("ACTIVE_RESERVATIONS"));
        QCOMPARE(refused.text("message"), "Stock " + id + " has 2 active reservations");
    }

    void aConfirmThatComesTooLateExpiresTheReservation() {
        const auto id = m_stock->create("LATE", 100);
        const auto reservation = m_stock->reserve(id, 30, 60);
        m_stock->clock().moveOn(std::chrono::seconds(61));
        const auto refused = close("confirm", id, reservation);
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.text("message"), "Reservation " + reservation + " is EXPIRED");
        const auto stock = m_stock->get("/stocks/" + id);
        QCOMPARE(stock.number("quantity"), 100);
        QCOMPARE(stock.number("version"), 3);
        QCOMPARE(m_stock->sql("SELECT convert_from(payload, 'UTF8')::jsonb->>'reason' FROM "
                              "stock.outbox WHERE key = "
                              "convert_to('" +
                              id + "', 'UTF8') ORDER BY id DESC LIMIT 1"),
                 std::string("RESERVATION_EXPIRED"));
    }

    void listsShowTheNewestFirstAndFilterByState() {
        const auto id = m_stock->create("LISTED", 100);
        const auto first = m_stock->reserve(id, 1);
        const auto second = m_stock->reserve(id, 2);
        close("release", id, first);
        const auto all = m_stock->get("/stocks/" + id + "/reservations");
        QCOMPARE(all.at("data").asArray()->front().stringAt("reservationId"),
                 std::optional<std::string>(second));
        QCOMPARE(all.at("page").integerAt("totalElements"), std::optional<std::int64_t>(2));
        const auto active = m_stock->get("/stocks/" + id + "/reservations?state=ACTIVE&size=1");
        QCOMPARE(active.at("data").asArray()->size(), std::size_t{1});
        QCOMPARE(m_stock->get("/stocks/" + id + "/reservations?state=OPEN").status, 400);
    }
};

VIGIA_TEST_CLASS(ReservationsTest)
#include "reservations_pgtest.moc"
