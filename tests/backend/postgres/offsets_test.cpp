#include "backend/postgres/offset_admin.h"
#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <thread>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using vigia::core::Result;

class OffsetsTest : public QObject {
    Q_OBJECT

    MigratedDatabase m_database;
    const OffsetKey m_key{"group", "topic", 3};

    template <class F> auto run(const F& body) {
        Pool pool(m_database.poolOptions());
        return inTransaction(pool, "offsets", [&](pqxx::work& tx) { return body(tx); });
    }

    ClaimResult claimed(int generation, std::optional<std::string> topicId = std::nullopt,
                        std::optional<std::int32_t> seen = std::nullopt) {
        return run([&](pqxx::work& tx) -> Result<ClaimResult> {
                   return claim(tx, Schema::Stock, m_key, {generation, "me", 100, topicId, seen});
               })
            .value();
    }

    bool settled(std::int64_t expected, std::int64_t next, std::int64_t epoch) {
        return run([&](pqxx::work& tx) -> Result<bool> {
                   return settle(tx, Schema::Stock, {m_key, expected, next, epoch});
               })
            .value();
    }

    StoredOffset offset() {
        return *run([&](pqxx::work& tx) -> Result<std::optional<StoredOffset>> {
                    return readOffset(tx, Schema::Stock, m_key);
                }).value();
    }

private Q_SLOTS:
    void init() { m_database.run("TRUNCATE stock.consumer_offsets"); }

    void aNewPartitionBeginsAtTheFallback() {
        const auto first = std::get<Claimed>(claimed(5));
        QCOMPARE(first.nextOffset, 100);
        QCOMPARE(first.epoch, 1);
    }

    void eachClaimFencesTheOneBefore() {
        const auto first = std::get<Claimed>(claimed(5));
        const auto second = std::get<Claimed>(claimed(5));
        QCOMPARE(second.epoch, first.epoch + 1);
        QVERIFY(!settled(100, 110, first.epoch));
        QVERIFY(settled(100, 110, second.epoch));
        QCOMPARE(offset().nextOffset, 110);
    }

    void aZombieThatClaimsAfterItsSuccessorIsRefused() {
        std::get<Claimed>(claimed(6));
        QCOMPARE(std::get<RefusedBy>(claimed(5)).generation, 6);
        QCOMPARE(offset().generation, 6);
        QCOMPARE(offset().epoch, 1);
    }

    void aGroupMadeAnewMayTakeTheGenerationItHasSeen() {
        std::get<Claimed>(claimed(60));
        QCOMPARE(std::get<RefusedBy>(claimed(1)).generation, 60);
        QVERIFY(std::holds_alternative<RefusedBy>(claimed(1, std::nullopt, 59)));
        QCOMPARE(std::get<Claimed>(claimed(1, std::nullopt, 60)).epoch, 2);
        QCOMPARE(offset().generation, 1);
    }

    void aTopicMadeAnewIsNotClaimed() {
        const std::string old = "00000000-0000-4000-8000-000000000001";
        const std::string fresh = "00000000-0000-4000-8000-000000000002";
        std::get<Claimed>(claimed(1, old));
        QCOMPARE(std::get<TopicChanged>(claimed(2, fresh)).storedTopicId, old);
        QCOMPARE(offset().generation, 1);
        QVERIFY(std::holds_alternative<Claimed>(claimed(2)));
    }

    void settlingNeedsTheExpectedOffset() {
        const auto mine = std::get<Claimed>(claimed(1));
        QVERIFY(!settled(99, 110, mine.epoch));
        QVERIFY(settled(100, 110, mine.epoch));
        QVERIFY(!settled(100, 120, mine.epoch));
    }

    void theFunctionRaisesInsteadOfAnsweringFalse() {
        const auto mine = std::get<Claimed>(claimed(1));
        const auto call = [&](std::int64_t epoch) {
            return run([&](pqxx::work& tx) -> Result<int> {
                tx.exec_params("SELECT stock.settle_offset($1, $2, $3, 100, 110, $4)", m_key.group,
                               m_key.topic, m_key.partition, epoch);
                return 1;
            });
        };
        const auto refused = call(mine.epoch + 1);
        QVERIFY(!refused &&
                refused.error().message.find(std::string(kNotOwnerSqlState)) != std::string::npos);
        QVERIFY(!isSystematic(refused.error()));
        QVERIFY(call(mine.epoch));
        QCOMPARE(offset().nextOffset, 110);
    }

    void effectsAreThereIfAndOnlyIfEverySettlementWas() {
        const auto mine = std::get<Claimed>(claimed(1));
        m_database.run("CREATE TABLE stock.test_effects (n integer)");
        Pool pool(m_database.poolOptions());
        const auto settleBoth = [&](std::int64_t epochOfSecond) {
            return inTransactionEndingWith(
                pool, "settle", [&](pqxx::transaction_base& tx) -> Result<std::string> {
                    tx.exec("INSERT INTO stock.test_effects VALUES (1)");
                    return settleStatement(
                        tx, Schema::Stock,
                        {{m_key, 100, 110, mine.epoch}, {m_key, 110, 120, epochOfSecond}});
                });
        };
        const auto refused = settleBoth(mine.epoch + 1);
        QVERIFY(!refused && refused.error().code == vigia::core::ErrorCode::Conflict);
        QCOMPARE(offset().nextOffset, 100);
        QCOMPARE(m_database.run("SELECT count(*) FROM stock.test_effects"), std::string("0"));
        QVERIFY(settleBoth(mine.epoch));
        QCOMPARE(offset().nextOffset, 120);
        QCOMPARE(m_database.run("SELECT count(*) FROM stock.test_effects"), std::string("1"));
    }

    void movingFencesTheOwner() {
        const auto mine = std::get<Claimed>(claimed(1));
        Pool pool(m_database.poolOptions());
        QVERIFY(moveOffsets(pool, Schema::Stock, {{m_key, 7}}, {}));
        QCOMPARE(offset().nextOffset, 7);
        QVERIFY(!settled(7, 8, mine.epoch));
    }

    void aLockedPlatformMovesNothing() {
        const auto mine = std::get<Claimed>(claimed(1));
        Pool pool(m_database.poolOptions());
        const vigia::core::ops::WriteLock locked{"local", "prod", true};
        for (const auto& pass : {vigia::core::ops::WritePass{}, {"local", ""}, {"other", "OPS-7"}})
            QCOMPARE(moveOffsets(pool, Schema::Stock, {{m_key, 7}}, {locked, pass}).error().code,
                     vigia::core::ErrorCode::Rejected);
        QVERIFY(settled(100, 110, mine.epoch));
        QVERIFY(moveOffsets(pool, Schema::Stock, {{m_key, 7}}, {locked, {"local", "OPS-7"}}));
        QCOMPARE(offset().nextOffset, 7);
    }

    void offsetsOfAGroupAreListedInOrder() {
        claimed(1);
        m_database.run(
            "INSERT INTO stock.consumer_offsets (group_id, topic, partition, next_offset) VALUES "
            "('group', 'topic', 1, 5), ('other', 'topic', 1, 5)");
        const auto all = run([&](pqxx::work& tx) -> Result<std::vector<StoredOffset>> {
                             return readOffsets(tx, Schema::Stock, "group");
                         }).value();
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[0].key.partition, 1);
        QCOMPARE(all[1].key.partition, 3);
    }

    void aZombieAsleepInItsTransactionIsEnded() {
        const auto zombieEpoch = std::get<Claimed>(claimed(1)).epoch;
        auto options = connectionTo(m_database);
        options.idleInTransactionTimeout = std::chrono::milliseconds(0);
        auto zombie = openConnection(options);
        QVERIFY(zombie);
        pqxx::work sleeping((*zombie)->raw());
        QVERIFY(settle(sleeping, Schema::Stock, {m_key, 100, 150, zombieEpoch}));

        Pool pool(m_database.poolOptions());
        const auto waiting =
            inTransaction(pool, "claim", [&](pqxx::work& tx) -> Result<ClaimResult> {
                return claim(tx, Schema::Stock, m_key, {2, "next", 0, std::nullopt, std::nullopt});
            });
        QVERIFY(!waiting && isSystematic(waiting.error()));
        const auto ended = inTransaction(pool, "end", [&](pqxx::work& tx) -> Result<int> {
            return terminateHolder(tx, Schema::Stock, m_key);
        });
        QCOMPARE(ended.value_or(-1), 1);
        QCOMPARE(std::get<Claimed>(claimed(2)).nextOffset, 100);
        QVERIFY_THROWS_EXCEPTION(std::exception, sleeping.commit());
    }
};

VIGIA_TEST_CLASS(OffsetsTest)
#include "offsets_test.moc"
