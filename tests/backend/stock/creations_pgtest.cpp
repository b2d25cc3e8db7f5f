#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include "backend/stock/stock_commands.h"
#include "backend/stock/stock_writer.h"
#include "core/base/uuid.h"

#include <QTest>

#include <pqxx/pqxx>

#include <set>
#include <thread>

using namespace vigia;
using namespace vigia::tests;
namespace http = vigia::backend::http;

namespace {

http::Request creation(const std::string& body, std::vector<http::NameValue> headers = {}) {
    http::Request request;
    request.method = "POST";
    request.path = "/api/v1/virtual-stock/stocks";
    request.correlationId = "together";
    request.headers = std::move(headers);
    request.body = body;
    return request;
}

std::string product(const std::string& id, const std::string& quantity = "100") {
    return "{\"productId\":\"" + id + "\",\"unitPrice\":50.00,\"quantity\":" + quantity + "}";
}

} // namespace

class CreationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainCreationsAreWrittenTogetherAndTheRestIsLeft() {
        StockFixture stock;
        backend::stock::StockCommands commands(stock.deps());
        stock.create("TAKEN", 5);
        const std::vector<http::Request> requests{
            creation(product("A", "3")),
            creation(product("TAKEN")),
            creation(product("B")),
            creation("{"),
            creation(product("C"), {{"idempotency-key", "k"}}),
            creation(product("B")),
        };
        const auto answers = together(commands, requests);
        std::vector<int> statuses;
        for (const auto& answer : answers)
            statuses.push_back(answer ? answer->status : 0);
        QCOMPARE(statuses, (std::vector<int>{201, 0, 201, 0, 0, 0}));
        QCOMPARE(stock.sql("SELECT string_agg(product_id, ',' ORDER BY product_id) FROM "
                           "stock.stocks"),
                 std::string("A,B,TAKEN"));
        // quantity 3 is critical: three topics; B has two, TAKEN three
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.outbox"), std::string("8"));
    }

    void eachRowIsTheSameAsOfACreationByItself() {
        StockFixture stock;
        backend::stock::StockCommands commands(stock.deps());
        const std::string body =
            "{\"productId\":\"P\\\"\\\\{},\",\"symbol\":\"S\",\"productName\":\"\u00e9 "
            "\\\"x\\\"\",\"quantity\":7,\"price\":12.5,\"reason\":\"a\\\\b\"}";
        const auto answers = together(commands, {creation(body)});
        QVERIFY(answers[0] && answers[0]->status == 201);
        const auto alone = commands.create(creation(std::string(body).replace(14, 1, "Q")));
        QCOMPARE(alone.status, 201);
        QCOMPARE(stock.sql("SELECT count(DISTINCT (symbol, product_name, quantity, unit_price, "
                           "status, version, created_by)) FROM stock.stocks"),
                 std::string("1"));
        QCOMPARE(stock.sql("SELECT count(DISTINCT (o.topic, convert_from(o.payload, "
                           "'UTF8')::jsonb - '{eventId,stockId,productId,occurredAt,publishedAt,"
                           "messageHash}'::text[])) FROM stock.outbox o"),
                 stock.sql("SELECT count(*) / 2 FROM stock.outbox"));
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.outbox o JOIN stock.stocks s ON s.stock_id "
                           "= convert_from(o.key, 'UTF8') WHERE convert_from(o.payload, "
                           "'UTF8')::jsonb ->> 'productId' = s.product_id AND o.record_time = "
                           "s.created_at AND (o.headers ->> 'event-id')::uuid = o.event_id"),
                 stock.sql("SELECT count(*) FROM stock.outbox"));
    }

    void manyClientsWithTheSameProductsCreateEachOnce() {
        constexpr int kClients = 24, kProducts = 30;
        StockFixture stock;
        std::atomic<int> created{0};
        std::atomic<int> duplicates{0};
        {
            std::vector<std::jthread> clients;
            for (int c = 0; c < kClients; ++c)
                clients.emplace_back([&, c] {
                    RawClient client(stock.port());
                    for (int i = 0; i < kProducts; ++i) {
                        const auto id =
                            "P" + std::to_string((i * (c % 2 == 0 ? 1 : 7)) % kProducts);
                        const auto answer =
                            client.ask(requestText("POST", "/stocks", product(id), ""));
                        created += answer.status == 201;
                        duplicates += answer.status == 409;
                    }
                });
        }
        QCOMPARE(created.load(), kProducts);
        QCOMPARE(duplicates.load(), (kClients - 1) * kProducts);
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.stocks"), std::to_string(kProducts));
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.outbox"), std::to_string(2 * kProducts));
    }

    void aCommitThatIsCutIsSentAgainAndEveryOneIsCreated() {
        StockFixture stock;
        backend::stock::StockCommands commands(stock.deps());
        stock.sql("CREATE SEQUENCE public.commits");
        stock.sql("CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                  "IF nextval('public.commits') = 1 THEN "
                  "PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END $$");
        stock.sql("CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON stock.stocks DEFERRABLE INITIALLY "
                  "DEFERRED FOR EACH ROW EXECUTE FUNCTION public.cut()");
        const auto answers = together(commands, {creation(product("A")), creation(product("B"))});
        for (const auto& answer : answers)
            QVERIFY(answer && answer->status == 201);
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.stocks"), std::string("2"));
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.outbox"), std::string("4"));
    }

    void whatAnEarlierSendingWroteCountsWhenItIsSentAgain() {
        StockFixture stock;
        stock.create("TAKEN", 5);
        const std::vector<backend::stock::Creation> creations{plain("A"), plain("TAKEN")};
        auto lease = stock.pool().acquire();
        pqxx::nontransaction tx(lease->connection());
        const auto write = [&](bool again) {
            return backend::stock::insertStocks(tx, creations, {}, again);
        };
        QCOMPARE(write(false), (std::vector<bool>{true, false}));
        QCOMPARE(write(false), (std::vector<bool>{false, false}));
        QCOMPARE(write(true), (std::vector<bool>{true, false}));
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.stocks"), std::string("2"));
    }

    void withoutADatabaseEveryOneIsTold503AtOnce() {
        StockFixture stock;
        backend::stock::StockCommands commands(stock.deps());
        stock.pool().stop();
        const auto answers = together(commands, {creation(product("A")), creation(product("B"))});
        for (const auto& answer : answers)
            QVERIFY(answer && answer->status == 503);
    }

private:
    static backend::stock::Creation plain(const std::string& id) {
        const auto wanted = core::stock::readCreate({product(id), nullptr});
        return {core::stock::create(std::get<core::stock::CreateStock>(wanted),
                                    core::Uuid::random().text(), {}, {}),
                {.eventId = core::Uuid::random().text(), .publishedAt = {}, .traceparent = {}}};
    }

    static std::vector<std::optional<http::Response>>
    together(backend::stock::StockCommands& commands, const std::vector<http::Request>& requests) {
        std::vector<const http::Request*> all;
        for (const auto& request : requests)
            all.push_back(&request);
        return commands.createTogether(all);
    }
};

VIGIA_TEST_CLASS(CreationsTest)
#include "creations_pgtest.moc"
