#include "backend/kafka/admin.h"
#include "backend/kafka/consumer_engine.h"
#include "backend/kafka/producer.h"
#include "backend/stock/analytics.h"
#include "backend/stock/history_store.h"
#include "core/base/uuid.h"
#include "core/stock/events.h"
#include "core/stock/routing.h"
#include "tests/bench/stock_bench_rig.h"
#include "tests/bench/stock_bench_runs.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

#include <thread>

namespace vigia::bench {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kRecords = 20'000;
constexpr std::size_t kBatch = 1'000;

/// Payloads of creations, as the relay sends them.
std::vector<std::string> payloads() {
    std::vector<std::string> all;
    const backend::host::SystemClock clock;
    for (std::size_t i = 0; i < kRecords; ++i) {
        const core::stock::CreateStock request{fmt::format("P{}", i),
                                               fmt::format("S{}", i % 24),
                                               "bench",
                                               100,
                                               core::Money::fromCents(5000),
                                               {}};
        core::stock::CommandContext context;
        context.now = clock.now();
        context.correlationId = core::Uuid::random().text();
        const auto change = core::stock::create(request, core::Uuid::random().text(), context, {});
        all.push_back(core::stock::eventJson(
            change, {core::Uuid::random().text(), change.occurredAt, ""}, {}));
    }
    return all;
}

/// The statements alone: rows are parsed before the clock starts.
double bareLoop(const std::vector<std::string>& values) {
    const BenchDatabase database;
    std::vector<backend::stock::HistoryRow> rows;
    for (const auto& value : values)
        rows.push_back({insist(core::stock::readHistoryEvent(value)), value});
    pqxx::connection connection(database.url());
    pqxx::nontransaction(connection)
        .exec("INSERT INTO stock.consumer_offsets (group_id, topic, partition, next_offset) "
              "VALUES ('g', 't', 0, 0)");
    const auto start = steady_clock::now();
    for (std::size_t at = 0; at < rows.size(); at += kBatch) {
        pqxx::work tx(connection);
        const std::vector<backend::stock::HistoryRow> batch(
            rows.begin() + static_cast<std::ptrdiff_t>(at),
            rows.begin() + static_cast<std::ptrdiff_t>(at + kBatch));
        backend::stock::storeHistory(tx, batch);
        tx.exec_params("UPDATE stock.consumer_offsets SET next_offset = $1 WHERE group_id = 'g' "
                       "AND next_offset = $2",
                       at + kBatch, at);
        tx.commit();
    }
    return static_cast<double>(rows.size()) /
           std::chrono::duration<double>(steady_clock::now() - start).count();
}

void produce(const std::string& topic, const std::vector<std::string>& values) {
    backend::kafka::Producer producer({.servers = tests::testStack().kafka},
                                      [](const core::stream::PublishReport&) {});
    insist(producer.start());
    for (std::size_t i = 0; i < values.size(); ++i) {
        core::stream::Record record;
        record.topic = topic;
        record.key = values[i].substr(0, 8);
        record.value = values[i];
        record.time = backend::host::SystemClock{}.now();
        while (!producer.produce(i, record))
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    producer.flush(std::chrono::seconds(30));
    producer.stop();
}

/// From the first settled batch to the last record.
double engine(const std::string& topic, const core::stream::TopicNames& names) {
    const BenchDatabase database;
    backend::postgres::PoolOptions pooled;
    pooled.connection = database.connection();
    backend::postgres::Pool pool(pooled);
    backend::stock::AnalyticsHandler handler(names);
    backend::kafka::EngineProbe probe;
    const backend::host::SystemClock clock;
    backend::kafka::EngineOptions options;
    options.client = {.servers = tests::testStack().kafka};
    options.group = tests::uniqueName("vigia-bench");
    options.topics = {topic};
    options.owner = "bench-1";
    options.failures.deadLetter = "stock-dead-letter-topic";
    options.batchSize = kBatch;
    backend::kafka::ConsumerEngine consumer(options, backend::postgres::Schema::Stock, pool,
                                            handler, probe, clock);
    insist(consumer.start());
    const auto settled = [&] {
        std::int64_t sum = 0;
        for (const auto& partition : consumer.status().partitions)
            sum += partition.nextOffset;
        return sum;
    };
    while (settled() == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const auto first = settled();
    const auto start = steady_clock::now();
    while (settled() < static_cast<std::int64_t>(kRecords))
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const auto seconds = std::chrono::duration<double>(steady_clock::now() - start).count();
    consumer.stop();
    return static_cast<double>(static_cast<std::int64_t>(kRecords) - first) / seconds;
}

} // namespace

Row analyticsEngine() {
    const auto values = payloads();
    const auto names = insist(
        core::stream::TopicNames::create({.prefix = tests::uniqueName("vigia-bench") + "."}));
    const auto topic = names.physical(core::stock::kTopicAudit);
    const auto admin = insist(backend::kafka::Admin::create({.servers = tests::testStack().kafka}));
    insist(admin->createTopic({.name = topic, .partitions = 1, .configs = {}}));
    produce(topic, values);
    std::vector<double> bare;
    std::vector<double> ours;
    for (int turn = 0; turn < 5; ++turn) {
        bare.push_back(bareLoop(values));
        ours.push_back(engine(topic, names));
    }
    static_cast<void>(admin->deleteTopic(topic));
    return rateRow("engine with the analytics handler; rival: its statements", median(ours),
                   median(bare), 0.8);
}

} // namespace vigia::bench
