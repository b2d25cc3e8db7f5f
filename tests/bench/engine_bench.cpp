/// The consumer engine against a bare loop of the same statements (COPY and one offset row a
/// partition in one transaction), on the same topic, in one run, in turns.
#include "backend/host/system_clock.h"
#include "backend/kafka/client.h"
#include "backend/kafka/consumer_engine.h"
#include "backend/postgres/migrations.h"
#include "backend/postgres/offsets.h"
#include "backend/postgres/pool.h"
#include "tests/backend/kafka/kafka_fixture.h"
#include "tests/bench/table.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

#include <QTest>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <map>

#include <sys/resource.h>

namespace {

using namespace vigia;
using namespace vigia::backend;
using core::stream::Record;

constexpr int kPartitions = 6;
constexpr std::size_t kBatch = 10'000;

struct Figures {
    double perSecond = 0;
    double cpuMicros = 0;
};

double cpuSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class Watch {
public:
    [[nodiscard]] Figures over(std::size_t records) const {
        const double wall =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count();
        return {static_cast<double>(records) / wall,
                (cpuSeconds() - m_cpu) * 1e6 / static_cast<double>(records)};
    }

private:
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    double m_cpu = cpuSeconds();
};

void copyRow(pqxx::stream_to& stream, const std::string& topic, std::int32_t partition,
             std::int64_t offset, const std::string& value) {
    stream << std::make_tuple(topic, partition, offset, value);
}

const std::vector<std::string> kColumns{"topic", "partition_id", "offset_value", "value"};

class CopyHandler final : public kafka::BatchHandler {
public:
    std::vector<core::stream::Outcome> handle(std::span<const Record> records,
                                              pqxx::transaction_base& tx) override {
        pqxx::stream_to stream(tx, "stock.bench_rows", kColumns);
        for (const auto& record : records)
            copyRow(stream, record.topic, record.partition, record.offset, *record.value);
        stream.complete();
        m_pending = records.size();
        return std::vector<core::stream::Outcome>(records.size());
    }
    void committed() override {
        const std::lock_guard lock(m_mutex);
        m_done += m_pending;
        m_changed.notify_all();
    }
    void await(std::size_t records) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_done >= records; });
    }

private:
    std::size_t m_pending = 0;
    std::size_t m_done = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
};

/// The first settled batch is awaited before the clock starts: joining a group is not what is
/// compared.
class Bench {
public:
    explicit Bench(std::size_t records) : m_records(records), m_topic(kPartitions) {
        m_options.connection.urls = {m_database.url()};
        if (!postgres::migrate(m_options.connection))
            qFatal("no migrations");
        run("CREATE TABLE stock.bench_rows (topic varchar(249), partition_id integer, offset_value "
            "bigint, value text)");
        const std::vector<std::string> values(records / kPartitions, std::string(150, 'v'));
        for (int partition = 0; partition < kPartitions; ++partition)
            m_topic.fill(values, partition);
        m_records = values.size() * kPartitions;
    }

    Figures bareLoop() {
        run("TRUNCATE stock.bench_rows");
        const auto client = assignedConsumer();
        pqxx::connection connection(m_database.url());
        std::size_t done = 0;
        std::vector<kafka::MessageHandle> batch;
        const Watch watch;
        while (done < m_records) {
            kafka::MessageHandle message(rd_kafka_consumer_poll(client.get(), 1000));
            if (message && message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
                batch.push_back(std::move(message));
            if (batch.size() < std::min(kBatch, m_records - done))
                continue;
            settle(connection, batch);
            done += batch.size();
            batch.clear();
        }
        return watch.over(m_records);
    }

    Figures engine() {
        run("TRUNCATE stock.bench_rows");
        postgres::Pool pool(m_options);
        CopyHandler handler;
        kafka::EngineProbe probe;
        const host::SystemClock clock;
        kafka::EngineOptions options;
        options.client = tests::testClient();
        options.group = tests::uniqueName("vigia-bench");
        options.topics = {m_topic.name()};
        options.owner = "bench";
        options.batchSize = kBatch;
        options.bufferPerPartition = 4 * kBatch; // as much read ahead as by default
        options.failures.deadLetter = "stock-dead-letter-topic";
        kafka::ConsumerEngine engine(options, postgres::Schema::Stock, pool, handler, probe, clock);
        if (!engine.start())
            qFatal("no engine");
        handler.await(1);
        const Watch watch;
        handler.await(m_records);
        const Figures figures = watch.over(m_records - kBatch);
        engine.stop();
        return figures;
    }

private:
    void run(const std::string& sql) {
        pqxx::connection connection(m_database.url());
        pqxx::work work(connection);
        work.exec(sql);
        work.commit();
    }

    kafka::ClientHandle assignedConsumer() {
        auto conf = kafka::makeConf(
            tests::testClient(),
            {.defaults = {{"queued.max.messages.kbytes", "16384"}, {"fetch.wait.max.ms", "100"}},
             .fixed = {{"group.id", "vigia-bench"}, {"enable.auto.commit", "false"}}},
            m_context);
        auto client = kafka::makeClient(RD_KAFKA_CONSUMER, std::move(*conf));
        rd_kafka_poll_set_consumer(client->get());
        const kafka::PartitionList list = kafka::newPartitionList(kPartitions);
        for (int partition = 0; partition < kPartitions; ++partition)
            rd_kafka_topic_partition_list_add(list.get(), m_topic.name().c_str(), partition)
                ->offset = 0;
        rd_kafka_assign(client->get(), list.get());
        return std::move(*client);
    }

    void settle(pqxx::connection& connection, const std::vector<kafka::MessageHandle>& batch) {
        pqxx::work tx(connection);
        std::map<std::int32_t, std::int64_t> next;
        pqxx::stream_to stream(tx, "stock.bench_rows", kColumns);
        for (const auto& message : batch) {
            copyRow(stream, m_topic.name(), message->partition, message->offset,
                    std::string(static_cast<const char*>(message->payload), message->len));
            next[message->partition] = message->offset + 1;
        }
        stream.complete();
        for (const auto& [partition, offset] : next)
            tx.exec_params("INSERT INTO stock.consumer_offsets (group_id, topic, partition, "
                           "next_offset) VALUES ('bare', $1, $2, $3) "
                           "ON CONFLICT (group_id, topic, partition) DO UPDATE SET next_offset = "
                           "excluded.next_offset",
                           m_topic.name(), partition, offset);
        tx.commit();
    }

    std::size_t m_records;
    tests::TestTopic m_topic;
    tests::TestDatabase m_database;
    postgres::PoolOptions m_options;
    kafka::ClientContext m_context;
};

} // namespace

int main(int argc, char** argv) {
    const std::size_t records = argc > 1 ? static_cast<std::size_t>(std::atoll(argv[1])) : 600'000;
    bench::Table table(
        "Consumer engine beside a bare loop of the same statements, in turns; medians");
    Bench bench(records);
    std::vector<Figures> bare;
    std::vector<Figures> engine;
    for (int round = 0; round < 3; ++round) {
        bare.push_back(bench.bareLoop());
        engine.push_back(bench.engine());
    }
    const auto medianOf = [](const std::vector<Figures>& figures, double Figures::*member) {
        std::vector<double> values;
        for (const auto& one : figures)
            values.push_back(one.*member);
        return bench::median(values);
    };
    table.add(bench::rateRow("COPY of 150 B records and their offsets",
                             medianOf(engine, &Figures::perSecond),
                             medianOf(bare, &Figures::perSecond), 0.8));
    const auto ours = medianOf(engine, &Figures::cpuMicros);
    const auto rival = medianOf(bare, &Figures::cpuMicros);
    table.add({"processor time a record (client side)", fmt::format("{:.2f} us", ours),
               fmt::format("{:.2f} us", rival), fmt::format("{:.2f}", ours / rival), ""});
    return table.finish();
}
