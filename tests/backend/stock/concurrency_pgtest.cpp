#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace vigia::tests;

class ConcurrencyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoHundredConnectionsReserveOneProduct() {
        constexpr int kClients = 200;
        StockFixture stock;
        const auto id = stock.create("HOT", 300);
        const auto request =
            requestText("POST", "/stocks/" + id + "/reserve", R"({"quantityToReserve":2})", "");
        std::vector<RawClient> clients;
        for (int i = 0; i < kClients; ++i)
            clients.emplace_back(stock.port());
        for (auto& client : clients)
            QVERIFY(client.send(request));
        std::map<int, int> statuses;
        std::vector<std::string> reservations;
        for (auto& client : clients) {
            const auto answer = answerFrom(client.read());
            ++statuses[answer.status];
            if (answer.status == 200)
                reservations.push_back(answer.text("reservationId"));
        }
        QCOMPARE(statuses[200] + statuses[409] + statuses[503], kClients);
        QVERIFY(statuses[200] > 0 && statuses[200] <= 150);
        for (std::size_t i = 0; i < reservations.size(); i += 3)
            QCOMPARE(stock
                         .post("/stocks/" + id + "/confirm",
                               "{\"reservationId\":\"" + reservations[i] + "\"}")
                         .status,
                     200);
        checkInvariants(stock, id, 300);
    }

    void mixedCommandsKeepVersionsWithoutGaps() {
        constexpr int kClients = 16, kRounds = 15;
        StockFixture stock;
        const auto id = stock.create("MIXED", 100000);
        std::atomic<int> committed{1};
        {
            std::vector<std::jthread> clients;
            for (int c = 0; c < kClients; ++c)
                clients.emplace_back([&, c] {
                    RawClient client(stock.port());
                    for (int i = 0; i < kRounds; ++i) {
                        const auto path =
                            "/stocks/" + id + ((c + i) % 3 == 0 ? "/replenish" : "/reserve");
                        committed +=
                            client.ask(requestText("POST", path, R"({"quantity":3})", "")).status ==
                            200;
                    }
                });
        }
        QCOMPARE(stock.get("/stocks/" + id).number("version"), committed.load());
        checkInvariants(stock, id, -1);
    }

private:
    /// Invariants 1 and 2 of stock.md 11, as far as the database shows them.
    static void checkInvariants(StockFixture& stock, const std::string& id, int initial) {
        const auto now = stock.get("/stocks/" + id);
        const auto sum = [&](const char* state) {
            return std::stoll(stock.sql(
                "SELECT coalesce(sum(quantity), 0) FROM stock.reservations WHERE stock_id = '" +
                id + "' AND state = '" + state + "'"));
        };
        const auto reserved = now.at("data").integerAt("reservedQuantity").value();
        QCOMPARE(reserved, sum("ACTIVE"));
        if (initial >= 0)
            QCOMPARE(now.number("quantity") + reserved + sum("CONFIRMED"), initial);
        const auto audited =
            "FROM stock.outbox WHERE topic = 'stock-audit-logs' AND key = convert_to('" + id +
            "', 'UTF8')";
        QCOMPARE(stock.sql(std::string("SELECT count(*) ") + audited),
                 std::to_string(now.number("version")));
        QCOMPARE(stock.sql(std::string("SELECT count(*) FROM (SELECT (convert_from(payload, "
                                       "'UTF8')::jsonb->>'stockVersion')::int "
                                       "AS version, row_number() OVER (ORDER BY id) AS place ") +
                           audited + ") t WHERE version <> place"),
                 std::string("0"));
    }
};

VIGIA_TEST_CLASS(ConcurrencyTest)
#include "concurrency_pgtest.moc"
