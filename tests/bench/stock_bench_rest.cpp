#include "backend/kafka/admin.h"
#include "backend/kafka/batch_publisher.h"
#include "backend/postgres/relay.h"
#include "backend/stock/rows.h"
#include "core/stock/routing.h"
#include "core/stream/topic_catalogue.h"
#include "tests/bench/bare_server.h"
#include "tests/bench/load_client.h"
#include "tests/bench/stock_bench_rig.h"
#include "tests/bench/stock_bench_runs.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

#include <fstream>
#include <mutex>
#include <regex>
#include <thread>

namespace vigia::bench {
namespace {

constexpr unsigned kConnections = 32;
constexpr int kStocks = 1000;

/// Ids of stocks that were created through the service.
std::vector<std::string> fill(const BenchDatabase& database, std::uint16_t port) {
    runLoad(port, 1, std::chrono::milliseconds(1), createText); // warms up
    pqxx::connection connection(database.url());
    pqxx::work tx(connection);
    tx.exec(fmt::format(
        "INSERT INTO stock.stocks (stock_id, product_id, symbol, product_name, quantity, "
        "unit_price, status) "
        "SELECT gen_random_uuid()::text, 'F' || n, 'FILL', 'filled', 100, 10.00, 'AVAILABLE' "
        "FROM generate_series(1, {}) n",
        kStocks));
    std::vector<std::string> ids;
    for (const auto& row : tx.exec("SELECT stock_id FROM stock.stocks"))
        ids.emplace_back(row[0].c_str());
    tx.commit();
    pqxx::nontransaction(connection).exec("ANALYZE");
    return ids;
}

/// The statement of a creation with texts of the usual size, for pgbench.
std::string pgbenchScript() {
    const std::string payload(1050, 'x');
    return "\\set n random(1, 9000000000000)\n"
           "WITH s AS (INSERT INTO stock.stocks (stock_id, product_id, symbol, product_name, "
           "quantity, unit_price, status, version, "
           "created_at, created_by, last_updated, last_updated_by) VALUES "
           "('0b9d3c6e-0000-4000-8000-' || :n, 'P' || :n, 'BENCH', "
           "'bench', 100, 50.00::numeric, 'AVAILABLE', 1, '2025-01-02T03:04:05.678Z'::timestamptz, "
           "'system', "
           "'2025-01-02T03:04:05.678Z'::timestamptz, 'system') ON CONFLICT (product_id) WHERE "
           "deleted_at IS NULL DO NOTHING "
           "RETURNING stock_id) INSERT INTO stock.outbox (shard, event_id, topic, key, headers, "
           "payload, record_time) "
           "SELECT (:n::bigint % 16)::smallint, '5e0f0000-0000-4000-8000-000000000002'::uuid, "
           "t.topic, "
           "convert_to('0b9d3c6e-0000-4000-8000-000000000001', 'UTF8'), "
           "'{\"event-id\":\"5e0f0000-0000-4000-8000-000000000002\","
           "\"event-type\":\"INITIAL_CREATION\",\"schema-version\":\"1\",\"x-priority\":\"HIGH\","
           "\"X-Correlation-ID\":"
           "\"3f0c7a52-5a1e-4c7b-9a5e-2b1d6f0c9e11\"}'::jsonb, convert_to('" +
           payload +
           "', 'UTF8'), '2025-01-02T03:04:05.678Z'::timestamptz FROM "
           "unnest('{virtual-stock-updates,stock-audit-logs}'::text[]) "
           "WITH ORDINALITY AS t(topic, n), s ORDER BY t.n;\n";
}

double pgbench(const std::string& url, std::chrono::seconds time) {
    const std::string file = "/tmp/" + tests::uniqueName("vigia-bench") + ".sql";
    std::ofstream(file) << pgbenchScript();
    const auto command = fmt::format("PATH=$PATH:/usr/lib/postgresql/15/bin pgbench -n -M prepared "
                                     "-c {} -j 2 -T {} -f {} '{}' 2>&1",
                                     kConnections, time.count(), file, url);
    std::string output;
    if (auto* pipe = ::popen(command.c_str(), "r")) {
        char line[512];
        while (std::fgets(line, sizeof line, pipe) != nullptr)
            output += line;
        ::pclose(pipe);
    }
    std::remove(file.c_str());
    std::smatch found;
    if (!std::regex_search(output, found, std::regex("tps = ([0-9.]+)")))
        std::fprintf(stderr, "pgbench said: %s\n", output.c_str());
    return found.empty() ? 0 : std::stod(found[1]);
}

/// Three turns of each, ours after the rival's; medians.
template <class Rival, class Ours> Row inTurns(std::string what, Rival rival, Ours ours) {
    std::vector<double> rivals;
    std::vector<double> mine;
    for (int turn = 0; turn < 3; ++turn) {
        rivals.push_back(rival());
        mine.push_back(ours());
    }
    return rateRow(std::move(what), median(mine), median(rivals), 0.6);
}

/// Topics of one run, gone afterwards.
class RunTopics {
public:
    RunTopics()
        : m_names(insist(core::stream::TopicNames::create(
              {.prefix = tests::uniqueName("vigia-bench") + "."}))),
          m_admin(insist(backend::kafka::Admin::create({.servers = tests::testStack().kafka}))) {
        for (const auto& name : all())
            insist(m_admin->createTopic({.name = name, .partitions = 3, .configs = {}}));
    }
    ~RunTopics() {
        for (const auto& name : all())
            static_cast<void>(m_admin->deleteTopic(name));
    }
    RunTopics(const RunTopics&) = delete;
    RunTopics& operator=(const RunTopics&) = delete;
    [[nodiscard]] const core::stream::TopicNames& names() const { return m_names; }

private:
    [[nodiscard]] std::vector<std::string> all() const {
        std::vector<std::string> physical;
        for (const auto logical : {core::stock::kTopicUpdates, core::stock::kTopicHighPriority,
                                   core::stock::kTopicAudit, core::stock::kTopicCritical})
            physical.push_back(m_names.physical(logical));
        return physical;
    }

    const core::stream::TopicNames m_names;
    std::unique_ptr<backend::kafka::Admin> m_admin;
};

} // namespace

std::string getText(const std::string& path) {
    return "GET /api/v1/virtual-stock" + path + " HTTP/1.1\r\nHost: bench\r\n\r\n";
}

std::string createText(unsigned connection, std::uint64_t n) {
    const auto body = fmt::format(
        R"({{"productId":"B{}-{}","symbol":"BENCH","productName":"bench","quantity":100,"unitPrice":50.00}})",
        connection, n);
    return fmt::format(
        "POST /api/v1/virtual-stock/stocks HTTP/1.1\r\nHost: bench\r\nContent-Length: {}\r\n\r\n{}",
        body.size(), body);
}

Row readsById(std::chrono::seconds time) {
    const BenchDatabase database;
    BenchService service(database);
    const auto ids = fill(database, service.port());
    const auto request = [&](unsigned c, std::uint64_t n) {
        return getText("/stocks/" + ids[(c * 7919 + n) % ids.size()]);
    };
    const BareServer bare(
        database.url(), "SELECT " + backend::stock::stockColumns("s") +
                            " FROM stock.stocks s WHERE s.stock_id = $1 AND s.deleted_at IS NULL");
    runLoad(bare.port(), kConnections, std::chrono::milliseconds(500), request);
    runLoad(service.port(), kConnections, std::chrono::milliseconds(500), request);
    return inTurns(
        "read by id, 32 clients; rival: bare Beast, same select",
        [&] { return runLoad(bare.port(), kConnections, time, request).perSecond; },
        [&] { return runLoad(service.port(), kConnections, time, request).perSecond; });
}

Row creations(std::chrono::seconds time) {
    const BenchDatabase database;
    BenchService service(database);
    std::uint64_t turns = 0;
    return inTurns(
        "create with its outbox rows, 32 clients; rival: pgbench",
        [&] { return pgbench(database.url(), time); },
        [&] {
            const auto first = ++turns * 1'000'000;
            return runLoad(service.port(), kConnections, time,
                           [&](unsigned c, std::uint64_t n) { return createText(c, first + n); })
                .perSecond;
        });
}

Row commitToAcknowledged(std::chrono::seconds time) {
    const BenchDatabase database;
    const RunTopics topics;
    std::mutex mutex;
    std::vector<double> millis;
    backend::postgres::RelayOptions options;
    options.connection = database.connection();
    options.topicNames = [&](std::string_view logical) { return topics.names().physical(logical); };
    options.hooks.published = [&](const auto& row) {
        const std::lock_guard lock(mutex);
        millis.push_back(row.sinceCommit * 1000);
    };
    backend::postgres::Relay relay(options, insist(backend::kafka::KafkaBatchPublisher::create(
                                                {.servers = tests::testStack().kafka})));
    relay.start();
    {
        BenchService service(database, [&] { relay.wake(); });
        // A broker that has just started compiles first.
        runPaced(service.port(), kConnections, 500, time, createText);
        {
            const std::lock_guard lock(mutex);
            millis.clear();
        }
        runPaced(service.port(), kConnections, 500, time, createText);
    }
    relay.stop();
    const auto p95 = percentile(millis, 0.95);
    return {fmt::format("commit to acknowledged, 500 creations/s, p95 (p50 {:.1f} ms)",
                        percentile(millis, 0.5)),
            fmt::format("{:.1f} ms", p95),
            "",
            "",
            "< 100 ms",
            p95 < 100};
}

} // namespace vigia::bench
