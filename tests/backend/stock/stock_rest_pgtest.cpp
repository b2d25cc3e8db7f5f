#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::tests;

class StockRestTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

private Q_SLOTS:
    void initTestCase() { m_stock = std::make_unique<StockFixture>(); }
    void cleanupTestCase() { m_stock.reset(); }

    void creationAnswersTheStockItsPlaceAndItsVersion() {
        const auto answer =
            m_stock->post("/stocks", R"({"productId":"AAPL","initialQuantity":150,"price":150})",
                          "X-Correlation-ID: corr-1\r\n");
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.header("etag"), std::string("\"1\""));
        const auto id = answer.text("stockId");
        QCOMPARE(answer.header("location"), "/api/v1/virtual-stock/stocks/" + id);
        QCOMPARE(answer.text("correlationId"), std::string("corr-1"));
        QCOMPARE(answer.text("totalValue"), std::string("$22,500"));
        QCOMPARE(answer.at("data").find("unitPrice")->text(), std::string("150.00"));
        QCOMPARE(m_stock->outboxOf(id), std::string("high-priority-updates:1 stock-audit-logs:1"));
        QCOMPARE(m_stock->sql(
                     "SELECT count(DISTINCT event_id) FROM stock.outbox WHERE key = convert_to('" +
                     id + "', 'UTF8')"),
                 std::string("1"));
    }

    void aStockIsReadBackAsItWasWritten() {
        const auto id = m_stock->create("READ", 12, "1234.56");
        const auto answer = m_stock->get("/stocks/" + id);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.text("message"), std::string("Stock retrieved successfully"));
        QCOMPARE(answer.text("totalValue"), std::string("$14,814.72"));
        QCOMPARE(answer.at("data").stringAt("createdBy"), std::optional<std::string>("system"));
        QCOMPARE(answer.at("data").text(), m_stock->get("/stocks/" + id).at("data").text());
        QCOMPARE(m_stock->ask("HEAD", "/stocks/none").status, 404);
    }

    void aSecondStockOfAProductIsADuplicateUntilTheFirstIsDeleted() {
        const auto id = m_stock->create("TWICE", 5);
        const std::string body = R"({"productId":"TWICE","quantity":1,"unitPrice":1})";
        const auto refused = m_stock->post("/stocks", body);
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.text("errorCode"), std::string("DUPLICATE_PRODUCT"));
        QCOMPARE(refused.text("stockId"), id);
        const auto deleted = m_stock->ask("DELETE", "/stocks/" + id + "?deletedBy=me&reason=end");
        QCOMPARE(deleted.status, 200);
        QCOMPARE(deleted.at("data").stringAt("status"), std::optional<std::string>("DISCONTINUED"));
        QCOMPARE(deleted.at("data").stringAt("lastUpdatedBy"), std::optional<std::string>("me"));
        QCOMPARE(m_stock->get("/stocks/" + id).text("errorCode"), std::string("STOCK_NOT_FOUND"));
        QCOMPARE(m_stock->ask("DELETE", "/stocks/" + id).status, 404);
        QCOMPARE(m_stock->post("/stocks", body).status, 201);
    }

    void quantityPriceStatusAndReplenishmentWriteOneEventEach() {
        const auto id = m_stock->create("WRITES", 100);
        const auto path = "/stocks/" + id;
        QCOMPARE(m_stock->ask("PUT", path + "/quantity", R"({"quantity":5,"updatedBy":"ann"})")
                     .text("message"),
                 std::string("Stock quantity updated successfully"));
        const auto priced = m_stock->ask("PUT", path + "/price", R"({"newPrice":100.01})");
        QCOMPARE(priced.text("message"), std::string("Stock price updated successfully"));
        QCOMPARE(priced.at("data").stringAt("status"),
                 std::optional<std::string>("PENDING_RESTOCK"));
        const auto stopped = m_stock->ask("PUT", path + "/status", R"({"status":"DISCONTINUED"})");
        QCOMPARE(stopped.text("message"), std::string("Stock status updated successfully"));
        const auto full = m_stock->post(path + "/replenish", R"({"quantityToAdd":95})");
        QCOMPARE(full.number("quantity"), 100);
        QCOMPARE(full.header("etag"), std::string("\"5\""));
        QCOMPARE(full.at("data").stringAt("status"), std::optional<std::string>("DISCONTINUED"));
        QCOMPARE(m_stock->outboxOf(id),
                 std::string("virtual-stock-updates:1 stock-audit-logs:1 virtual-stock-updates:2 "
                             "critical-stock-events:2 stock-audit-logs:2 high-priority-updates:3 "
                             "stock-audit-logs:3 "
                             "virtual-stock-updates:4 stock-audit-logs:4 virtual-stock-updates:5 "
                             "stock-audit-logs:5"));
    }

    void theExpectedVersionIsCheckedInBodyHeaderAndQuery() {
        const auto id = m_stock->create("VERSION", 100);
        const auto path = "/stocks/" + id;
        const auto refused =
            m_stock->ask("PUT", path + "/quantity", R"({"quantity":5,"expectedVersion":9})");
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.text("errorCode"), std::string("VERSION_CONFLICT"));
        QCOMPARE(refused.number("currentVersion"), 1);
        QCOMPARE(
            m_stock->post(path + "/replenish", R"({"quantity":5})", "If-Match: \"9\"\r\n").status,
            409);
        QCOMPARE(
            m_stock->post(path + "/reserve", R"({"quantity":5})", "If-Match: \"1\"\r\n").status,
            200);
        QCOMPARE(m_stock->ask("PUT", path + "/price", R"({"price":5})", "If-Match: 2\r\n").status,
                 400);
        QCOMPARE(m_stock->ask("DELETE", path + "?expectedVersion=1").text("errorCode"),
                 std::string("VERSION_CONFLICT"));
        QCOMPARE(m_stock->ask("PUT", path + "/price", R"({"price":5})", "If-Match: *\r\n").status,
                 200);
    }

    void whoComesFromTheBodyThenTheHeaderThenTheSystem() {
        const auto id = m_stock->create("WHO", 100);
        const auto by = [&](const std::string& body, const std::string& headers) {
            return m_stock->ask("PUT", "/stocks/" + id + "/quantity", body, headers)
                .at("data")
                .stringAt("lastUpdatedBy")
                .value_or("");
        };
        QCOMPARE(by(R"({"quantity":1,"updatedBy":"body"})", "X-User-ID: header\r\n"),
                 std::string("body"));
        QCOMPARE(by(R"({"quantity":1})", "X-User-ID: header\r\n"), std::string("header"));
        QCOMPARE(by(R"({"quantity":1})", ""), std::string("system"));
    }

    void aQuantityBeyondIntIsAFieldError() {
        const auto id = m_stock->create("BIG", 2000000000);
        const auto refused =
            m_stock->post("/stocks/" + id + "/replenish", R"({"quantityToAdd":200000000})");
        QCOMPARE(refused.status, 400);
        QCOMPARE(
            refused.at("errors").asArray()->front().text(),
            std::string(
                R"({"field":"quantityToAdd","code":"MAX","message":"would raise the quantity beyond )"
                R"(2147483647","rejectedValue":200000000})"));
        QCOMPARE(m_stock->get("/stocks/" + id).number("version"), 1);
    }

    void unknownIdsAreNotFoundHoweverTheyLook() {
        for (const auto& id :
             std::vector<std::string>{"nope", "%F0%9F%92%A9", "a'b%22c", std::string(200, 'x')}) {
            QVERIFY2(m_stock->get("/stocks/" + id).status == 404, id.c_str());
            QCOMPARE(m_stock->ask("PUT", "/stocks/" + id + "/quantity", R"({"quantity":1})")
                         .text("errorCode"),
                     std::string("STOCK_NOT_FOUND"));
        }
        QCOMPARE(m_stock->get("/reservations/RES-none").text("errorCode"),
                 std::string("NO_MATCHING_RESERVATION"));
        QCOMPARE(m_stock->get("/stocks/nope/events").status, 404);
        QCOMPARE(m_stock->get("/stocks/nope/reservations").status, 404);
    }

    void conflictsMayBeConfiguredAsBadRequests() {
        StockFixture lenient([](auto& deps) { deps.conflictStatus = 400; });
        const auto id = lenient.create("SOFT", 5);
        QCOMPARE(
            lenient.post("/stocks", R"({"productId":"SOFT","quantity":1,"unitPrice":1})").status,
            400);
        QCOMPARE(lenient.post("/stocks/" + id + "/reserve", R"({"quantity":6})").status, 400);
        QCOMPARE(lenient.post("/stocks/" + id + "/reserve", R"({"quantity":6,"expectedVersion":4})")
                     .status,
                 409);
    }

    void probesAnswer() {
        QCOMPARE(m_stock->get("/health").text("status"), std::string("UP"));
        QCOMPARE(m_stock->get("/ping").body, std::string("pong"));
    }
};

VIGIA_TEST_CLASS(StockRestTest)
#include "stock_rest_pgtest.moc"
