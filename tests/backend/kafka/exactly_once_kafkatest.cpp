#include "tests/backend/kafka/engine_rig.h"
#include "tests/backend/kafka/worker_process.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <map>
#include <random>
#include <thread>

using namespace vigia::core;
using namespace vigia::backend::kafka;
using namespace std::chrono_literals;
using vigia::tests::EngineRig;
using vigia::tests::eventually;
using vigia::tests::TestTopic;
using vigia::tests::WorkerProcess;

namespace {

constexpr int kPartitions = 4;

int fromEnvironment(const char* name, int otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : std::atoi(value);
}

/// Writes records without pause until it is stopped, and counts what Kafka acknowledged.
class Traffic {
public:
    explicit Traffic(std::string topic)
        : m_topic(std::move(topic)),
          m_producer(vigia::tests::testClient(), [this](const stream::PublishReport& report) {
              if (!report.error)
                  ++m_acknowledged;
          }) {
        if (!m_producer.start())
            qFatal("no producer");
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }

    /// Records on the topic, after the last was acknowledged.
    int finish() {
        m_thread.request_stop();
        m_thread.join();
        m_producer.stop();
        return m_acknowledged;
    }
    [[nodiscard]] int special(const std::string& value) const {
        return value == "retry" ? m_retries : m_dead;
    }

private:
    void run(const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any pace;
        for (int i = 0; !stop.stop_requested(); ++i) {
            std::string value = std::to_string(i);
            if (i % 50 == 7)
                value = "retry";
            if (i % 70 == 11 && i % 50 != 7)
                value = "dead";
            m_retries += value == "retry" ? 1 : 0;
            m_dead += value == "dead" ? 1 : 0;
            if (!m_producer.produce(
                    static_cast<std::uint64_t>(i),
                    {.topic = m_topic, .partition = i % kPartitions, .key = "k", .value = value}))
                qFatal("the producer is full");
            std::unique_lock lock(mutex);
            if (i % 4 == 3)
                pace.wait_for(lock, stop, 5ms, [] { return false; });
        }
    }

    std::string m_topic;
    std::atomic<int> m_acknowledged{0};
    std::atomic<int> m_retries{0};
    std::atomic<int> m_dead{0};
    Producer m_producer;
    std::jthread m_thread;
};

/// One run: a topic under traffic, and workers that die in every way.
class Ordeal {
public:
    explicit Ordeal(unsigned seed, std::string mutant = {})
        : m_topic(kPartitions), m_random(seed), m_mutant(std::move(mutant)),
          m_traffic(m_topic.name()) {
        const char* build = std::getenv("VIGIA_BUILD_DIR");
        m_executable =
            std::string(build == nullptr ? "." : build) + "/tests/support/vigia_engine_worker";
    }

    /// Kills once; false when something that must hold did not.
    bool kill() {
        const int kind = std::uniform_int_distribution<int>(0, 9)(m_random);
        if (kind < 6)
            killAtPoint();
        else if (kind < 7)
            killWhileRevoking();
        else if (kind < 8)
            cutOffFromDatabase();
        else
            sleepBeyondTheSession(kind == 8 ? "transaction" : "claim");
        return holds();
    }

    bool killAwake() {
        killAtPoint();
        return holds();
    }

    bool killAsZombieAtClaim() {
        sleepBeyondTheSession("claim");
        return holds();
    }

    /// Lets a healthy worker finish, then compares everything.
    void compare() {
        const int records = m_traffic.finish();
        m_second.reset();
        m_first = worker("w1", {});
        QVERIFY(eventually([&] { return m_rig.effects(m_topic.name()) >= records; }));
        m_first->signal(SIGTERM);
        QCOMPARE(m_first->awaitEnd(20s), std::optional<int>(0));
        QCOMPARE(m_rig.effects(m_topic.name()), records);
        QCOMPARE(m_rig.ask(
                     "SELECT count(DISTINCT (partition_id, offset_value)) FROM stock.test_effects"),
                 std::to_string(records));
        QCOMPARE(m_rig.ask("SELECT sum(records) FROM stock.test_totals"), std::to_string(records));
        QCOMPARE(m_rig.ask("SELECT sum(next_offset) FROM stock.consumer_offsets"),
                 std::to_string(records));
        QCOMPARE(m_rig.ask("SELECT count(*) FROM stock.outbox WHERE topic = 'stock-retry-topic'"),
                 std::to_string(m_traffic.special("retry")));
        QCOMPARE(
            m_rig.ask("SELECT count(*) FROM stock.outbox WHERE topic = 'stock-dead-letter-topic'"),
            std::to_string(m_traffic.special("dead")));
        std::printf("exactly once: %d records, %d kills at points, %d while revoking, %d cut off, "
                    "%d zombies; all equal\n",
                    records, m_counts["point"], m_counts["revoking"], m_counts["cut"],
                    m_counts["zombie"]);
    }

    [[nodiscard]] const std::string& breach() const { return m_breach; }
    void giveUp() { m_traffic.finish(); }

private:
    std::unique_ptr<WorkerProcess> worker(const std::string& staticId,
                                          WorkerProcess::Environment added) {
        added.insert(added.end(), {{"WORKER_KAFKA", vigia::tests::testStack().kafka},
                                   {"WORKER_POSTGRES", m_rig.url()},
                                   {"WORKER_GROUP", m_rig.group},
                                   {"WORKER_TOPICS", m_topic.name()},
                                   {"WORKER_OWNER", "w" + std::to_string(++m_started)}});
        if (!staticId.empty())
            added.emplace_back("WORKER_STATIC_ID", staticId);
        if (!m_mutant.empty())
            added.emplace_back("VIGIA_MUTANT", m_mutant);
        return std::make_unique<WorkerProcess>(m_executable, added);
    }

    int roll(int from, int to) { return std::uniform_int_distribution<int>(from, to)(m_random); }

    void killAtPoint() {
        static const char* const kPoints[] = {"engine.before_claim", "engine.before_transaction",
                                              "engine.before_commit", "engine.after_transaction",
                                              "engine.after_kafka_commit"};
        const std::string point = kPoints[roll(0, 4)];
        const int turn = point == "engine.before_claim" ? roll(1, kPartitions) : roll(1, 40);
        m_second.reset();
        m_first.reset();
        m_first = worker("w1", {{"VIGIA_KILL_AT", point + ":" + std::to_string(turn)}});
        m_first->awaitEnd(12s); // one that never comes there is killed by the next turn
        ++m_counts["point"];
    }

    void killWhileRevoking() {
        m_second.reset();
        m_first.reset();
        m_first = worker(
            "w1", {{"VIGIA_KILL_AT", roll(0, 1) == 0 ? "engine.revoking:1" : "engine.revoked:1"}});
        awaitProgress();
        m_second = worker("w2", {});
        m_first->awaitEnd(15s);
        awaitProgress();
        ++m_counts["revoking"];
    }

    void cutOffFromDatabase() {
        m_second.reset();
        m_first.reset();
        m_first = worker("w1", {});
        awaitProgress();
        for (int i = 0; i < 5; ++i) {
            m_rig.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                      "application_name LIKE 'vigia:w%' "
                      "AND datname = current_database()");
            awaitProgress();
        }
        ++m_counts["cut"];
    }

    void sleepBeyondTheSession(const std::string& place) {
        m_second.reset();
        m_first.reset();
        const int turn = place == "claim" ? roll(1, kPartitions) : roll(1, 20);
        m_first = worker("", {{"WORKER_STOP_AT", place + ":" + std::to_string(turn)}});
        if (!m_first->awaitStop(15s))
            return;
        m_second = worker("", {});
        const std::string owner = "w" + std::to_string(m_started);
        const std::string mine =
            "SELECT count(*) FROM stock.consumer_offsets WHERE owner = '" + owner + "'";
        eventually([&] { return m_rig.ask(mine) == std::to_string(kPartitions); });
        m_first->signal(SIGCONT);
        awaitProgress();
        awaitProgress();
        ++m_counts["zombie"];
    }

    void awaitProgress() {
        const int before = m_rig.effects(m_topic.name());
        eventually([&] { return m_rig.effects(m_topic.name()) > before + 20; }, 15);
    }

    /// Kafka shows nothing that the database has not done, and no older member took a newer one's
    /// partition.
    bool holds() {
        const auto commits = m_topic.admin().committed(m_rig.group);
        for (const auto& commit : commits.value_or({})) {
            const std::string next =
                m_rig.ask("SELECT next_offset FROM stock.consumer_offsets WHERE partition = " +
                          std::to_string(commit.partition));
            if (commit.committed && !next.empty() && *commit.committed > std::stoll(next))
                m_breach = "Kafka shows " + std::to_string(*commit.committed) +
                           ", the database has " + next;
        }
        if (m_rig.ask("SELECT count(*) FROM stock.test_claims") != "0")
            m_breach = "a member of an older generation claimed a newer one's partition";
        if (m_rig.ask("SELECT count(*) - count(DISTINCT (partition_id, offset_value)) FROM "
                      "stock.test_effects") != "0")
            m_breach = "an effect came twice";
        return m_breach.empty();
    }

    TestTopic m_topic;
    EngineRig m_rig;
    std::mt19937 m_random;
    std::string m_mutant;
    std::string m_executable;
    std::string m_breach;
    std::map<std::string, int> m_counts;
    int m_started = 0;
    Traffic m_traffic;
    std::unique_ptr<WorkerProcess> m_first;
    std::unique_ptr<WorkerProcess> m_second;
};

} // namespace

/// Workers are killed, stopped and cut off; records, rows and effects are equal in the end.
/// VIGIA_KILLS sets how often (100 by hand), VIGIA_SEED which way.
class ExactlyOnceKafkaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOrDoubledWhenWorkersDie() {
        const auto seed = static_cast<unsigned>(fromEnvironment("VIGIA_SEED", 1));
        const int kills = fromEnvironment("VIGIA_KILLS", 6);
        Ordeal ordeal(seed);
        for (int i = 0; i < kills; ++i) {
            QVERIFY2(ordeal.kill(), ordeal.breach().c_str());
            if (i % 10 == 9)
                std::printf("%d kills\n", i + 1), std::fflush(stdout);
        }
        ordeal.compare();
    }

    void aZombieThatClaimsAfterItsSuccessorIsRefused() {
        Ordeal ordeal(7);
        QVERIFY2(ordeal.killAsZombieAtClaim(), ordeal.breach().c_str());
        ordeal.compare();
    }

    void aKafkaCommitBeforeTheTransactionIsCaught() {
        Ordeal ordeal(1, "kafka_commit_before_transaction");
        int kills = 0;
        while (kills < 50 && ordeal.killAwake())
            ++kills;
        ordeal.giveUp();
        QVERIFY2(!ordeal.breach().empty(), "50 kills did not catch the mutant");
        std::printf("caught after %d kills: %s\n", kills + 1, ordeal.breach().c_str());
    }

    void aClaimWithoutTheGenerationIsCaught() {
        Ordeal ordeal(2, "claim_without_generation");
        int kills = 0;
        while (kills < 50 && ordeal.killAsZombieAtClaim())
            ++kills;
        ordeal.giveUp();
        QVERIFY2(!ordeal.breach().empty(), "50 kills did not catch the mutant");
        std::printf("caught after %d kills: %s\n", kills + 1, ordeal.breach().c_str());
    }
};

VIGIA_TEST_CLASS(ExactlyOnceKafkaTest)
#include "exactly_once_kafkatest.moc"
