// How long after its transaction began a row is acknowledged by Kafka and marked, at 500 commands/s
// of two rows each, and how fast a backlog drains.
#include "backend/kafka/admin.h"
#include "backend/kafka/batch_publisher.h"
#include "backend/postgres/migrations.h"
#include "backend/postgres/outbox.h"
#include "backend/postgres/relay.h"
#include "backend/postgres/transaction.h"
#include "core/base/uuid.h"
#include "tests/bench/table.h"
#include "tests/support/test_stack.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <thread>

using namespace vigia;
using namespace vigia::backend::postgres;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr int kWriters = 4;
constexpr int kPerSecond = 500;
constexpr int kSeconds = 10;
constexpr int kBacklog = 50000;

class Samples {
public:
    void clear() {
        const std::lock_guard lock(m_mutex);
        m_values.clear();
    }
    void add(double seconds) {
        const std::lock_guard lock(m_mutex);
        m_values.push_back(seconds);
    }
    std::size_t count() {
        const std::lock_guard lock(m_mutex);
        return m_values.size();
    }
    double percentileMs(double share) {
        const std::lock_guard lock(m_mutex);
        std::sort(m_values.begin(), m_values.end());
        return m_values.empty()
                   ? 0
                   : 1000 * m_values[static_cast<std::size_t>(share * double(m_values.size() - 1))];
    }

private:
    std::mutex m_mutex;
    std::vector<double> m_values;
};

core::stream::OutboxRecord record(int number, const std::string& payload) {
    return {core::Uuid::random().text(), "bench", "key-" + std::to_string(number % 1000),
            {{"event-type", "bench"}},   payload, core::fromEpochMillis(1700000000000)};
}

void command(Pool& pool, Relay& relay, int number) {
    static const std::string payload(600, 'x');
    const auto done = inTransaction(pool, "bench", [&](pqxx::work& tx) -> core::Result<int> {
        writeOutbox(tx, Schema::Stock, {record(number, payload), record(number, payload)});
        return 1;
    });
    if (!done)
        std::fprintf(stderr, "%s\n", done.error().message.c_str());
    relay.wake();
}

/// Each writer keeps its own schedule, so that a slow commit doesn't lower the rate.
void offer(Pool& pool, Relay& relay) {
    std::vector<std::jthread> writers;
    const auto start = steady_clock::now();
    for (int writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([&, writer] {
            for (int i = writer; i < kPerSecond * kSeconds; i += kWriters) {
                std::this_thread::sleep_until(start + i * 1000ms / kPerSecond);
                command(pool, relay, i);
            }
        });
    }
}

void awaitCount(Samples& samples, std::size_t wanted) {
    while (samples.count() < wanted)
        std::this_thread::sleep_for(5ms);
}

void fillBacklog(Pool& pool) {
    static_cast<void>(inTransaction(pool, "fill", [&](pqxx::work& tx) -> core::Result<int> {
        std::vector<core::stream::OutboxRecord> records;
        for (int i = 0; i < kBacklog; ++i)
            records.push_back(record(i, std::string(600, 'y')));
        writeOutbox(tx, Schema::Stock, records);
        return 1;
    }));
}

std::unique_ptr<core::stream::BatchPublisher> publisher() {
    auto made = backend::kafka::KafkaBatchPublisher::create({.servers = tests::testStack().kafka});
    return made ? std::move(*made) : nullptr;
}

double cpuSeconds() {
    return double(std::clock()) / CLOCKS_PER_SEC;
}

void measureLatency(bench::Table& table, Pool& pool, const RelayOptions& options,
                    Samples& latency) {
    Relay relay(options, publisher());
    relay.start();
    offer(pool, relay); // a broker that has just started compiles first
    awaitCount(latency, 2 * kPerSecond * kSeconds);
    latency.clear();
    const double cpu = cpuSeconds();
    offer(pool, relay);
    awaitCount(latency, 2 * kPerSecond * kSeconds);
    const auto share = 100 * (cpuSeconds() - cpu) / kSeconds;
    relay.stop();
    const auto p95 = latency.percentileMs(0.95);
    table.add({fmt::format("begin to acknowledged and marked, {} commands/s, p95", kPerSecond),
               fmt::format("{:.1f} ms", p95), "", "", "< 100 ms", p95 < 100});
    table.add({"the same, p50", fmt::format("{:.1f} ms", latency.percentileMs(0.5)), "", "", ""});
    table.add({"the same, p99", fmt::format("{:.1f} ms", latency.percentileMs(0.99)), "", "", ""});
    table.add({"processor of writers and relay, of one core", fmt::format("{:.0f} %", share), "",
               "", ""});
}

void measureBacklog(bench::Table& table, Pool& pool, const RelayOptions& options,
                    Samples& latency) {
    fillBacklog(pool);
    const auto before = latency.count();
    Relay relay(options, publisher());
    const auto start = steady_clock::now();
    relay.start();
    awaitCount(latency, before + kBacklog);
    const auto seconds = std::chrono::duration<double>(steady_clock::now() - start).count();
    table.add({fmt::format("backlog of {} rows drained", kBacklog),
               fmt::format("{:.0f} rows/s", kBacklog / seconds), "", "", ""});
    relay.stop();
}

} // namespace

int main() {
    const tests::TestDatabase database;
    ConnectionOptions connection;
    connection.urls = {database.url()};
    connection.statementTimeout = 60s;
    auto admin = backend::kafka::Admin::create({.servers = tests::testStack().kafka});
    const auto topic = tests::uniqueName("vigia-bench");
    if (!migrate(connection) || !admin || !(*admin)->createTopic({.name = topic, .partitions = 6}))
        return 1;
    bench::Table table("Outbox relay: two rows a command, four writers");
    Samples latency;
    RelayOptions options;
    options.connection = connection;
    options.topicNames = [&](std::string_view) { return topic; };
    options.hooks.published = [&](const auto& row) { latency.add(row.sinceCommit); };
    Pool pool({.connection = connection, .size = kWriters, .hooks = {}});
    measureLatency(table, pool, options, latency);
    measureBacklog(table, pool, options, latency);
    return (*admin)->deleteTopic(topic) ? table.finish() : 1;
}
