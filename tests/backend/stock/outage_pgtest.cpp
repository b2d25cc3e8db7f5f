#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <mutex>
#include <thread>

using namespace vigia::tests;

class OutageTest : public QObject {
    Q_OBJECT

    /// The connection that commits next to stock.stocks ends inside its COMMIT.
    static void cutTheNextCommit(StockFixture& stock) {
        stock.sql("CREATE SEQUENCE public.commits");
        stock.sql("CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                  "IF nextval('public.commits') = 1 THEN "
                  "PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END $$");
        stock.sql("CREATE CONSTRAINT TRIGGER cut AFTER UPDATE ON stock.stocks DEFERRABLE INITIALLY "
                  "DEFERRED FOR EACH ROW EXECUTE FUNCTION public.cut()");
    }

private Q_SLOTS:
    void connectionsThatWereCutAreMadeAnew() {
        StockFixture stock;
        const auto id = stock.create("CUT", 100);
        stock.database().terminateAll();
        QCOMPARE(stock.get("/stocks/" + id).status, 200);
        stock.database().terminateAll();
        QCOMPARE(stock.post("/stocks/" + id + "/reserve", R"({"quantity":1})").status, 200);
        stock.database().terminateAll();
        QVERIFY(!stock.create("AFTER", 1).empty());
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.stocks WHERE product_id = 'AFTER'"),
                 std::string("1"));
    }

    void aCommitInDoubtIsSaidToBeUnknown() {
        StockFixture stock;
        const auto id = stock.create("DOUBT", 100);
        cutTheNextCommit(stock);
        const auto unknown = stock.post("/stocks/" + id + "/reserve", R"({"quantity":1})");
        QCOMPARE(unknown.status, 503);
        QCOMPARE(unknown.text("errorCode"), std::string("SERVICE_UNAVAILABLE"));
        QVERIFY2(unknown.text("message").find("unknown") != std::string::npos,
                 unknown.body.c_str());
    }

    void aCommitInDoubtUnderAKeyIsSettledAndActsOnce() {
        StockFixture stock;
        const auto id = stock.create("DOUBT", 100);
        cutTheNextCommit(stock);
        const std::string key = "Idempotency-Key: k-1\r\n";
        const auto settled = stock.post("/stocks/" + id + "/reserve", R"({"quantity":1})", key);
        QCOMPARE(settled.status, 200);
        const auto again = stock.post("/stocks/" + id + "/reserve", R"({"quantity":1})", key);
        QCOMPARE(again.header("idempotent-replayed"), std::string("true"));
        QCOMPARE(again.text("reservationId"), settled.text("reservationId"));
        QCOMPARE(stock.sql("SELECT count(*) FROM stock.reservations"), std::string("1"));
        QCOMPARE(stock.get("/stocks/" + id).number("quantity"), std::int64_t(99));
    }

    void aDatabaseThatIsAwayIsUnavailable() {
        auto stock = std::make_unique<StockFixture>();
        const auto id = stock->create("AWAY", 100);
        closeDatabase(name(*stock));
        const auto refused = stock->get("/stocks/" + id);
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.text("errorCode"), std::string("SERVICE_UNAVAILABLE"));
        QCOMPARE(refused.header("retry-after"), std::string("1"));
        QCOMPARE(stock->post("/stocks/" + id + "/reserve", R"({"quantity":1})").status, 503);
        QCOMPARE(stock->get("/summary").status, 503);
        const auto branch = stock->post(
            "/api/v1/stock/add?productId=P&distributionCenter=D&branch=B&quantity=1", "");
        QCOMPARE(branch.status, 503);
        QCOMPARE(branch.text("status"), std::string("error"));
    }

    void aDefectIsLoggedWithItsCauseAndNeverAnswered() {
        std::mutex mutex;
        std::string lines;
        vigia::backend::observe::LogOptions options;
        options.sink = [&](std::string_view line) {
            const std::lock_guard lock(mutex);
            lines += line;
        };
        vigia::backend::observe::Log log(options);
        QVERIFY(log.start().has_value());
        StockFixture stock([&](auto& deps) { deps.log = log.logger("stock"); });
        const auto id = stock.create("DEFECT", 100);
        stock.sql("ALTER TABLE stock.stocks RENAME TO away");
        const auto read = stock.get("/stocks/" + id);
        const auto change = stock.post("/stocks/" + id + "/reserve", R"({"quantity":1})");
        QCOMPARE(read.status, 500);
        QCOMPARE(change.status, 500);
        QVERIFY(read.text("message").find("stock.stocks") == std::string::npos);
        log.flush();
        const std::lock_guard lock(mutex);
        QVERIFY2(lines.find("a query failed") != std::string::npos, lines.c_str());
        QVERIFY2(lines.find("stock.stocks") != std::string::npos, lines.c_str());
        QVERIFY2(lines.find("stock.reserve failed") != std::string::npos, lines.c_str());
    }

    void aRowThatOthersHoldTooLongIsConcurrentlyModified() {
        StockFixture stock;
        const auto id = stock.create("LOCKED", 100);
        pqxx::connection other(stock.database().url());
        pqxx::work holds(other);
        holds.exec("SELECT 1 FROM stock.stocks WHERE stock_id = '" + id + "' FOR UPDATE");
        const auto refused =
            stock.post("/stocks/" + id + "/reserve", R"({"quantity":1})", "Idempotency-Key: k\r\n");
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.text("errorCode"), std::string("CONCURRENT_MODIFICATION"));
        holds.commit();
        QCOMPARE(
            stock.post("/stocks/" + id + "/reserve", R"({"quantity":1})", "Idempotency-Key: k\r\n")
                .status,
            200);
    }

    void aPoolWithoutAFreeConnectionIsUnavailable() {
        StockFixture stock;
        const auto id = stock.create("FULL", 100);
        std::vector<vigia::backend::postgres::Lease> leases;
        for (std::size_t i = 0; i < stock.pool().options().size; ++i)
            leases.push_back(std::move(*stock.pool().acquire()));
        QCOMPARE(stock.get("/stocks/" + id).status, 503);
        leases.clear();
        QCOMPARE(stock.get("/stocks/" + id).status, 200);
    }

private:
    /// Refuses connections and ends those that are there.
    static void closeDatabase(const std::string& database) {
        pqxx::connection server(testStack().postgres);
        pqxx::nontransaction tx(server);
        tx.exec("ALTER DATABASE \"" + database + "\" ALLOW_CONNECTIONS false");
        tx.exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
                database + "'");
    }

    static std::string name(StockFixture& stock) {
        const auto& url = stock.database().url();
        return url.substr(url.rfind('/') + 1);
    }
};

VIGIA_TEST_CLASS(OutageTest)
#include "outage_pgtest.moc"
