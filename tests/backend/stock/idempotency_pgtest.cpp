#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace vigia::tests;

namespace {
const std::string kKey = "Idempotency-Key: order 4711\r\n";
const std::string kBody = R"({"productId":"ONCE","quantity":10,"unitPrice":10})";
} // namespace

class IdempotencyTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

private Q_SLOTS:
    void init() { m_stock = std::make_unique<StockFixture>(); }
    void cleanup() { m_stock.reset(); }

    void theSameRequestIsAnsweredAgainToTheByte() {
        const auto first = m_stock->post("/stocks", kBody, kKey);
        const auto second = m_stock->post("/stocks", kBody, kKey);
        QCOMPARE(first.status, 201);
        QCOMPARE(second.status, 201);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.header("location"), first.header("location"));
        QCOMPARE(second.header("etag"), first.header("etag"));
        QCOMPARE(first.header("idempotent-replayed"), std::string());
        QCOMPARE(second.header("idempotent-replayed"), std::string("true"));
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.outbox"), std::string("2"));
    }

    void anotherBodyUnderTheKeyIsRefused() {
        m_stock->post("/stocks", kBody, kKey);
        const auto refused =
            m_stock->post("/stocks", R"({"productId":"ELSE","quantity":10,"unitPrice":10})", kKey);
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.text("errorCode"), std::string("IDEMPOTENCY_KEY_REUSED"));
    }

    void aKeyBelongsToItsPath() {
        const auto a = m_stock->create("A", 100);
        const auto b = m_stock->create("B", 100);
        QCOMPARE(m_stock->post("/stocks/" + a + "/reserve", R"({"quantity":1})", kKey).status, 200);
        const auto other = m_stock->post("/stocks/" + b + "/reserve", R"({"quantity":1})", kKey);
        QCOMPARE(other.header("idempotent-replayed"), std::string());
    }

    void refusalsAreReplayedAndBadRequestsAreNot() {
        const auto id = m_stock->create("R", 5);
        const auto path = "/stocks/" + id + "/reserve";
        QCOMPARE(m_stock->post(path, R"({"quantity":6})", kKey).status, 409);
        m_stock->post("/stocks/" + id + "/replenish", R"({"quantity":50})");
        const auto again = m_stock->post(path, R"({"quantity":6})", kKey);
        QCOMPARE(again.status, 409);
        QCOMPARE(again.header("idempotent-replayed"), std::string("true"));
        const std::string other = "Idempotency-Key: k2\r\n";
        QCOMPARE(m_stock->post(path, R"({"quantity":0})", other).status, 400);
        QCOMPARE(m_stock->post(path, R"({"quantity":1})", other).status, 200);
        QCOMPARE(m_stock->post("/stocks/nope/reserve", R"({"quantity":1})", other).status, 404);
        QCOMPARE(m_stock->post("/stocks/nope/reserve", R"({"quantity":1})", other)
                     .header("idempotent-replayed"),
                 std::string("true"));
    }

    void deletionsAreReplayed() {
        const auto id = m_stock->create("D", 5);
        QCOMPARE(m_stock->ask("DELETE", "/stocks/" + id + "?reason=x", "", kKey).status, 200);
        QCOMPARE(m_stock->ask("DELETE", "/stocks/" + id + "?reason=x", "", kKey).status, 200);
        QCOMPARE(m_stock->ask("DELETE", "/stocks/" + id + "?reason=y", "", kKey).text("errorCode"),
                 std::string("IDEMPOTENCY_KEY_REUSED"));
    }

    void unusableKeysAreNamed() {
        const auto refused =
            m_stock->post("/stocks", kBody, "Idempotency-Key: " + std::string(129, 'k') + "\r\n");
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.at("errors").asArray()->front().stringAt("field"),
                 std::optional<std::string>("Idempotency-Key"));
    }

    void simultaneousRequestsWithOneKeyActOnce() {
        constexpr int kClients = 12;
        std::latch ready(kClients);
        std::atomic<int> good{0}, busy{0};
        {
            std::vector<std::jthread> clients;
            for (int i = 0; i < kClients; ++i)
                clients.emplace_back([&] {
                    RawClient client(m_stock->port());
                    ready.arrive_and_wait();
                    const auto answer =
                        answerFrom(client.ask(requestText("POST", "/stocks", kBody, kKey)));
                    good += answer.status == 201;
                    busy += answer.text("errorCode") == "IDEMPOTENCY_IN_PROGRESS";
                });
        }
        QVERIFY(good >= 1);
        QCOMPARE(good + busy, kClients);
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.stocks"), std::string("1"));
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.outbox"), std::string("2"));
    }

    void aRequestThatStillRunsIsWaitedForWithoutAConnection() {
        const auto id = m_stock->create("SLOW", 100);
        pqxx::connection blocker(m_stock->database().url());
        pqxx::work holds(blocker);
        holds.exec("SELECT 1 FROM stock.stocks WHERE stock_id = '" + id + "' FOR UPDATE");
        const auto request =
            requestText("POST", "/stocks/" + id + "/reserve", R"({"quantity":1})", kKey);
        RawClient first(m_stock->port());
        QVERIFY(first.send(request));
        QTRY_COMPARE(
            m_stock->sql(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                "wait_event_type = 'Lock'"),
            std::string("1"));
        RawClient second(m_stock->port());
        QVERIFY(second.send(request));
        QTRY_VERIFY(m_stock->pool().stats().inUse <= 1);
        holds.commit();
        QCOMPARE(first.read().status, 200);
        const auto replayed = answerFrom(second.read());
        QCOMPARE(replayed.status, 200);
        QCOMPARE(replayed.header("idempotent-replayed"), std::string("true"));
        QCOMPARE(m_stock->get("/stocks/" + id).number("quantity"), 99);
    }

    void oldKeysMayBeUsedAgain() {
        m_stock->post("/stocks", kBody, kKey);
        m_stock->sql("UPDATE stock.idempotency_keys SET created_at = now() - interval '25 hours'");
        const auto answer =
            m_stock->post("/stocks", R"({"productId":"NEW","quantity":10,"unitPrice":10})", kKey);
        QCOMPARE(answer.status, 201);
        QCOMPARE(
            m_stock->post("/stocks", R"({"productId":"NEW","quantity":10,"unitPrice":10})", kKey)
                .body,
            answer.body);
    }
};

VIGIA_TEST_CLASS(IdempotencyTest)
#include "idempotency_pgtest.moc"
