#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::tests;

namespace {
const std::string kBase = "/api/v1/stock";
const std::string kPlace = "productId=P1&distributionCenter=DC1";
} // namespace

class BranchRestTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

    Answer form(const std::string& verb, const std::string& query) {
        return m_stock->post(kBase + "/" + verb + "?" + query, "");
    }

private Q_SLOTS:
    void init() { m_stock = std::make_unique<StockFixture>(); }
    void cleanup() { m_stock.reset(); }

    void movementsKeepBalancesAndWriteTheirEvents() {
        QCOMPARE(form("add", kPlace + "&branch=B1&quantity=150").number("available"), 150);
        const auto reserved = form("reserve", kPlace + "&branch=B1&quantity=50");
        QCOMPARE(reserved.number("available"), 100);
        QCOMPARE(reserved.number("reserved"), 50);
        QCOMPARE(form("release", kPlace + "&branch=B1&quantity=20").number("reserved"), 30);
        const auto removed = form("remove", kPlace + "&branch=B1&quantity=115");
        QCOMPARE(removed.status, 200);
        QCOMPARE(removed.text("eventType"), std::string("STOCK_DECREASED"));
        QCOMPARE(removed.text("targetTopic"), std::string("branch-stock-events"));
        QCOMPARE(m_stock->sql("SELECT string_agg(topic || ':' || (headers->>'x-priority'), ' ' "
                              "ORDER BY id) FROM stock.outbox"),
                 std::string(
                     "branch-stock-events:NORMAL branch-stock-events:HIGH branch-stock-events:LOW "
                     "branch-stock-events:HIGH critical-stock-events:HIGH"));
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.branch_movements"), std::string("4"));
    }

    void formsMayStandInTheBody() {
        const auto answer =
            m_stock->post(kBase + "/add", kPlace + "&branch=B1&quantity=3&reasonCode=RETURN",
                          "Content-Type: application/x-www-form-urlencoded\r\n");
        QCOMPARE(answer.status, 200);
        QCOMPARE(m_stock->sql("SELECT reason_code FROM stock.branch_movements"),
                 std::string("RETURN"));
    }

    void whatIsNotThereCannotBeTaken() {
        form("add", kPlace + "&branch=B1&quantity=5");
        const auto refused = form("remove", kPlace + "&branch=B1&quantity=6");
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.text("errorCode"), std::string("INSUFFICIENT_STOCK"));
        QCOMPARE(refused.text("status"), std::string("failed"));
        QCOMPARE(form("remove", kPlace + "&branch=NEVER&quantity=1").status, 409);
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.branch_stocks"), std::string("1"));
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.outbox"), std::string("1"));
    }

    void transfersMoveBetweenBranches() {
        form("add", kPlace + "&branch=B1&quantity=30");
        const auto moved =
            form("transfer", kPlace + "&sourceBranch=B1&targetBranch=A9&quantity=25");
        QCOMPARE(moved.status, 200);
        QCOMPARE(moved.text("branch"), std::string("A9"));
        QCOMPARE(moved.number("available"), 25);
        const auto list = m_stock->get(kBase + "?productId=P1");
        QCOMPARE(list.at("items").asArray()->size(), std::size_t{2});
        QCOMPARE(list.at("items").asArray()->back().integerAt("quantity"),
                 std::optional<std::int64_t>(5));
        QCOMPARE(form("transfer", kPlace + "&targetBranch=A9&quantity=1").text("errorCode"),
                 std::string("TRANSFER_REQUIRES_SOURCE"));
    }

    void validationWritesNothing() {
        const auto good = m_stock->post(
            kBase + "/validate",
            R"({"productId":"P1","distributionCenter":"D","branch":"B","quantity":5,"operation":"ADD"})");
        QCOMPARE(good.text("status"), std::string("valid"));
        const auto bad =
            m_stock->post(kBase + "/validate", R"({"productId":"P1","operation":"ADD"})");
        QCOMPARE(bad.status, 400);
        QCOMPARE(bad.text("errorCode"), std::string("INVALID_DISTRIBUTION_CENTER"));
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.branch_stocks"), std::string("0"));
    }

    void batchesCommitItemByItem() {
        const std::string item =
            R"({"productId":"P1","distributionCenter":"D","branch":"B","quantity":5,"operation":)";
        const auto answer =
            m_stock->post(kBase + "/batch", "[" + item + "\"ADD\"}," + item + "\"REMOVE\"}," +
                                                item + "\"REMOVE\"}," + item + "\"FLY\"}]");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.number("processedItems"), 2);
        QCOMPARE(answer.number("failedItems"), 2);
        const auto& results = *answer.at("results").asArray();
        QCOMPARE(results[0].stringAt("status"), std::optional<std::string>("accepted"));
        QVERIFY(results[0].stringAt("eventId").has_value());
        QCOMPARE(results[2].stringAt("errorCode"),
                 std::optional<std::string>("INSUFFICIENT_STOCK"));
        QCOMPARE(results[3].stringAt("errorCode"), std::optional<std::string>("INVALID_OPERATION"));
        QCOMPARE(m_stock->post(kBase + "/batch", "[]").status, 400);
    }

    void keysHoldForMovementsAndBatches() {
        const std::string key = "Idempotency-Key: k1\r\n";
        const std::string item =
            R"({"productId":"P1","distributionCenter":"D","branch":"B","quantity":5,"operation":"ADD"})";
        const auto once = m_stock->post(kBase + "/update", item, key);
        QCOMPARE(m_stock->post(kBase + "/update", item, key).body, once.body);
        const auto batch = m_stock->post(kBase + "/batch", "[" + item + "," + item + "]", key);
        const auto again = m_stock->post(kBase + "/batch", "[" + item + "," + item + "]", key);
        QCOMPARE(again.body, batch.body);
        QCOMPARE(again.header("idempotent-replayed"), std::string("true"));
        QCOMPARE(m_stock->sql("SELECT quantity FROM stock.branch_stocks"), std::string("15"));
    }

    void opposedTransfersDoNotBlockEachOther() {
        form("add", kPlace + "&branch=B1&quantity=1000");
        form("add", kPlace + "&branch=B2&quantity=1000");
        std::atomic<int> good{0};
        {
            std::vector<std::jthread> clients;
            for (int i = 0; i < 8; ++i)
                clients.emplace_back([&, i] {
                    RawClient client(m_stock->port());
                    const auto* ends = i % 2 == 0 ? "&sourceBranch=B1&targetBranch=B2"
                                                  : "&sourceBranch=B2&targetBranch=B1";
                    for (int n = 0; n < 10; ++n)
                        good +=
                            client
                                .ask(requestText(
                                    "POST", kBase + "/transfer?" + kPlace + ends + "&quantity=1",
                                    "", ""))
                                .status == 200;
                });
        }
        QCOMPARE(good.load(), 80);
        QCOMPARE(m_stock->sql("SELECT sum(quantity) FROM stock.branch_stocks"),
                 std::string("2000"));
    }

    void healthListsTheOperations() {
        QCOMPARE(m_stock->get(kBase + "/health").text("service"),
                 std::string("Stock Update Service"));
    }
};

VIGIA_TEST_CLASS(BranchRestTest)
#include "branch_rest_pgtest.moc"
