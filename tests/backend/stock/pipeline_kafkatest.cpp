#include "core/base/json.h"
#include "core/base/uuid.h"
#include "core/stock/events.h"
#include "tests/backend/stock/pipeline_fixture.h"
#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <random>
#include <thread>

using namespace vigia;
using namespace vigia::tests;
using Records = std::map<std::string, std::vector<core::stream::Record>>;

namespace {

/// A command that was acknowledged.
struct Acknowledged {
    std::string stockId;
    std::int64_t version = 0;
};

/// Creates stocks and reserves, replenishes and confirms in them until the service stops answering
/// or `rounds` are over.
std::vector<Acknowledged> drive(std::uint16_t port, unsigned seed, int rounds) {
    std::minstd_rand random(seed);
    std::vector<Acknowledged> done;
    std::vector<std::string> ids;
    RawClient client(port);
    const auto send = [&](const std::string& path, const std::string& body) {
        const auto answer = answerFrom(client.ask(requestText("POST", path, body, "")));
        if (answer.status == 200 || answer.status == 201)
            done.push_back({answer.text("stockId"), answer.number("version")});
        return answer;
    };
    for (int i = 0; i < rounds; ++i) {
        const bool creates = ids.empty() || random() % 5 == 0;
        const auto path = creates ? "/stocks"
                                  : "/stocks/" + ids[random() % ids.size()] +
                                        (random() % 2 ? "/reserve" : "/replenish");
        const auto answer = send(path, creates ? "{\"productId\":\"" + core::Uuid::random().text() +
                                                     "\",\"quantity\":12,\"unitPrice\":150}"
                                               : R"({"quantity":4})");
        if (answer.status == 0)
            break;
        if (creates && answer.status == 201)
            ids.push_back(answer.text("stockId"));
    }
    return done;
}

std::vector<Acknowledged> driveTogether(std::uint16_t port, unsigned seed, int rounds) {
    std::mutex mutex;
    std::vector<Acknowledged> all;
    std::vector<std::jthread> clients;
    for (unsigned c = 0; c < 4; ++c)
        clients.emplace_back([&, c] {
            const auto done = drive(port, seed * 10 + c, rounds);
            const std::lock_guard lock(mutex);
            all.insert(all.end(), done.begin(), done.end());
        });
    clients.clear();
    return all;
}

/// The event as its hash formula wants it: unescaped texts, numbers as they stand.
void verifyHash(const core::JsonValue& event) {
    const auto text = [&](const char* key) { return event.stringAt(key).value_or(""); };
    QCOMPARE(text("messageHash"),
             core::stock::messageHash(text("correlationId"), text("productId"), text("operation"),
                                      event.find("newQuantity")->asNumber()->text,
                                      text("occurredAt")));
}

} // namespace

class PipelineTest : public QObject {
    Q_OBJECT

    /// Invariants 2 and 5 on what Kafka delivered: hashes, versions, one distinct event a command.
    static void checkRecords(const MigratedDatabase& database, const Records& records) {
        std::set<std::string> primary;
        for (const auto& [topic, all] : records) {
            std::map<std::string, std::int64_t> versions;
            std::set<std::string> seen;
            for (const auto& record : all) {
                const auto event = core::parseJson(record.value.value_or(""));
                QVERIFY(event.has_value());
                verifyHash(*event);
                const auto id = event->stringAt("eventId").value_or("");
                QCOMPARE(*core::stream::findHeader(record.headers, "event-id"), id);
                QCOMPARE(record.key, event->stringAt("stockId"));
                if (!seen.insert(id).second)
                    continue; // a relay that crashed sends again
                auto& last = versions[*record.key];
                const auto version = event->integerAt("stockVersion").value_or(-1);
                if (topic == "stock-audit-logs")
                    QCOMPARE(version, last + 1);
                QVERIFY(version > last);
                last = version;
            }
            if (topic == "high-priority-updates" || topic == "virtual-stock-updates")
                primary.merge(seen);
        }
        QCOMPARE(std::to_string(primary.size()),
                 database.run("SELECT sum(version) FROM stock.stocks"));
        QCOMPARE(database.run("SELECT count(*) FROM stock.event_history"),
                 database.run("SELECT sum(version) FROM stock.stocks"));
    }

    static void checkAcknowledged(const MigratedDatabase& database,
                                  const std::vector<Acknowledged>& all) {
        pqxx::connection connection(database.url());
        pqxx::nontransaction tx(connection);
        std::set<std::pair<std::string, std::int64_t>> stored;
        for (const auto& row : tx.exec("SELECT stock_id, stock_version FROM stock.event_history"))
            stored.emplace(row[0].c_str(), row[1].as<std::int64_t>());
        for (const auto& [id, version] : all)
            QVERIFY2(stored.contains({id, version}), (id + " " + std::to_string(version)).c_str());
    }

    static std::size_t commands(const MigratedDatabase& database) {
        return std::stoul(database.run("SELECT coalesce(sum(version), 0) FROM stock.stocks"));
    }

    static bool allSent(const MigratedDatabase& database) {
        return QTest::qWaitFor(
            [&] {
                return database.run("SELECT count(*) FROM stock.outbox WHERE sent_at IS NULL") ==
                       "0";
            },
            60000);
    }

private Q_SLOTS:
    void everyCommandIsOneEventInOrderWithAGoodHash() {
        const MigratedDatabase database;
        const StockTopics topics;
        StockChild child(database, topics);
        const auto done = driveTogether(child.port(), 7, 60);
        QVERIFY(done.size() > 100);
        QVERIFY(allSent(database));
        child.stop();
        const auto records = StockReaderRig::drain(database, topics, commands(database));
        checkRecords(database, records);
        checkAcknowledged(database, done);
    }

    void noKillLosesAnAcknowledgedCommandOrLeavesAnEventWithoutOne() {
        const MigratedDatabase database;
        const StockTopics topics;
        std::vector<Acknowledged> acknowledged;
        unsigned seed = 1;
        for (const std::string point :
             {"stock.after_write:5", "stock.before_commit:9", "stock.after_commit:14",
              "relay.after_produce:2", "relay.after_ack:2", "relay.after_mark:3"}) {
            StockChild child(database, topics, point);
            const auto done = driveTogether(child.port(), seed++, 400);
            acknowledged.insert(acknowledged.end(), done.begin(), done.end());
            QVERIFY2(child.awaitEnd(), point.c_str());
        }
        StockChild last(database, topics);
        QVERIFY(allSent(database));
        last.stop();
        const auto records = StockReaderRig::drain(database, topics, commands(database));
        checkRecords(database, records);
        checkAcknowledged(database, acknowledged);
        QCOMPARE(
            database.run(
                "SELECT count(*) FROM stock.stocks s WHERE s.reserved_quantity <> (SELECT "
                "coalesce(sum(r.quantity), 0) "
                "FROM stock.reservations r WHERE r.stock_id = s.stock_id AND r.state = 'ACTIVE')"),
            std::string("0"));
    }
};

VIGIA_TEST_CLASS(PipelineTest)
#include "pipeline_kafkatest.moc"
