// vigia-bench-service [seconds a run] [seconds without Kafka]: the whole service, as it runs
// (gateway, stock, analytics, relay in one process), under 20 and 100 clients that create stocks,
// beside the figures of a Spring Boot service of the same API, which were measured on a machine of
// this kind.
#include "backend/kafka/admin.h"
#include "core/stream/topic_catalogue.h"
#include "tests/backend/postgres/topic_reader.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/load_client.h"
#include "tests/bench/own_broker.h"
#include "tests/bench/service_process.h"
#include "tests/bench/stock_bench_rig.h"
#include "tests/bench/table.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

#include <set>

namespace vigia::bench {

std::string createText(unsigned connection, std::uint64_t n) {
    const auto body = fmt::format(
        R"({{"productId":"B{}-{}","symbol":"S{}","productName":"bench","quantity":100,"unitPrice":50.00}})",
        connection, n, n % 24);
    return fmt::format("POST /api/v1/virtual-stock/stocks HTTP/1.1\r\nHost: bench\r\n"
                       "Content-Length: {}\r\n\r\n{}",
                       body.size(), body);
}

namespace {

struct Rival {
    unsigned clients;
    double perSecond;
    double p95Millis;
};
constexpr Rival kRivals[] = {{20, 545, 81}, {100, 694, 342}};
constexpr double kRivalReady = 6.4;
constexpr double kRivalMegabytes = 450;

constexpr double kPacedPerSecond = 40;

std::string millis(double value) {
    return fmt::format("{:.1f} ms", value);
}

std::string megabytes(double value) {
    return fmt::format("{:.0f} MB", value);
}

class Run {
public:
    Run(Table& table, std::chrono::seconds time, std::chrono::seconds away)
        : m_table(table), m_time(time), m_away(away),
          m_prefix(tests::uniqueName("vigia-bench") + ".") {}
    ~Run() {
        const auto admin = backend::kafka::Admin::create({.servers = tests::testStack().kafka});
        if (!admin)
            return;
        for (const auto& topic : core::stream::topicCatalogue())
            static_cast<void>((*admin)->deleteTopic(m_prefix + std::string(topic.name)));
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    void all() {
        starts();
        ServiceProcess service(m_database.url(), m_prefix);
        idle(service);
        for (const auto& rival : kRivals)
            load(service, rival);
        withoutKafka(service);
        compare();
        service.terminate();
    }

private:
    void starts() {
        const auto ready = [&](const std::string& what, const std::string& target) {
            ServiceProcess service(m_database.url(), m_prefix);
            const auto seconds = service.secondsToReady();
            m_table.add({what, fmt::format("{:.2f} s", seconds),
                         target.empty() ? "" : fmt::format("{:.1f} s", kRivalReady), "", target,
                         target.empty() || seconds <= 0.5});
            service.terminate();
        };
        ready("ready, first start: makes schemas and topics", "");
        ready("ready", "<= 0.5 s");
    }

    void idle(const ServiceProcess& service) {
        const PeakMemory peak(service);
        std::this_thread::sleep_for(std::chrono::seconds(8));
        addMemory("resident memory, idle", peak.megabytes(), 80);
    }

    void addMemory(const std::string& what, double value, double target) {
        m_table.add({what, megabytes(value), megabytes(kRivalMegabytes), "",
                     fmt::format("<= {:.0f} MB", target), value <= target});
    }

    void load(const ServiceProcess& service, const Rival& rival) {
        const PeakMemory peak(service);
        const CpuTime cpu(service.pid());
        const auto result = create(service, rival.clients, 0);
        const auto spent = cpu.seconds();
        const auto clients = fmt::format("{} clients: ", rival.clients);
        m_table.add(rateRow(clients + "creates", result.perSecond, rival.perSecond, 5));
        const auto share = result.p95Millis / rival.p95Millis;
        m_table.add({clients + fmt::format("p95 (p50 {:.1f}, p99 {:.1f} ms)", result.p50Millis,
                                           result.p99Millis),
                     millis(result.p95Millis), millis(rival.p95Millis),
                     fmt::format("{:.2f}", share), "<= 0.25", share <= 0.25});
        addCpu(clients, spent, result);
        addMemory(clients + "resident memory", peak.megabytes(), 160);
    }

    /// What one creation costs, all that runs on behalf of it while the clients ask.
    void addCpu(const std::string& clients, const std::map<std::string, double>& spent,
                const LoadResult& result) {
        double sum = 0;
        for (const auto& [part, seconds] : spent)
            sum += seconds;
        const auto creations = static_cast<double>(result.good);
        m_table.add({clients + "CPU a creation, in ms: " + millisEach(spent, creations),
                     millis(sum * 1000 / std::max(1.0, creations)), "", "", ""});
    }

    /// Counts what was acknowledged. Product ids of one run don't meet those of another.
    LoadResult create(const ServiceProcess& service, unsigned clients, double perSecond) {
        const auto first = ++m_runs * 1'000'000;
        const auto request = [first](unsigned connection, std::uint64_t n) {
            return createText(connection, first + n);
        };
        const auto result = perSecond > 0
                                ? runPaced(service.port(), clients, perSecond, m_away, request)
                                : runLoad(service.port(), clients, m_time, request);
        m_acknowledged += result.good;
        if (result.bad > 0)
            m_table.add(
                {"answers that were no success", std::to_string(result.bad), "", "", "0", false});
        return result;
    }

    void withoutKafka(const ServiceProcess& service) {
        OwnBroker broker;
        if (!broker.found()) {
            m_table.add({"Kafka away: not run, the servers are somebody else's", "", "", "", ""});
            return;
        }
        LoadResult result;
        {
            const OwnBroker::Asleep asleep(broker);
            result = create(service, 20, kPacedPerSecond);
        }
        m_table.add({fmt::format("Kafka asleep {} s, {:.0f} commands/s: acknowledged",
                                 m_away.count(), kPacedPerSecond),
                     std::to_string(result.good), "", "", ""});
        m_table.add({"the same, p95", millis(result.p95Millis), "", "", ""});
    }

    /// Every acknowledged command has its row, its record on the audit topic and its effect.
    void compare() {
        const auto rows = settled();
        const auto topic = m_prefix + "stock-audit-logs";
        std::set<std::string> events;
        std::size_t records = 0;
        for (const auto& record :
             tests::readTopic(topic, core::stream::findTopic("stock-audit-logs")->partitions)) {
            events.insert(record.eventId);
            ++records;
        }
        const auto effects = count("SELECT count(*) FROM stock.event_history");
        m_table.add({"acknowledged commands in all", std::to_string(m_acknowledged), "", "", ""});
        same("rows of stocks", rows);
        same("distinct events on the audit topic", static_cast<std::int64_t>(events.size()));
        same("effects in the history", effects);
        m_table.add({"records that the relay repeated", std::to_string(records - events.size()), "",
                     "", ""});
        const auto lost = static_cast<std::int64_t>(m_acknowledged) -
                          std::min({rows, static_cast<std::int64_t>(events.size()), effects});
        m_table.add({"lost", std::to_string(lost), "736 of 1801", "", "0", lost == 0});
    }

    void same(const std::string& what, std::int64_t number) {
        m_table.add({what, std::to_string(number), "", "", fmt::format("{}", m_acknowledged),
                     number == static_cast<std::int64_t>(m_acknowledged)});
    }

    /// Rows of stocks, once the outbox is empty and the history has stopped growing.
    std::int64_t settled() {
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(3);
        const auto waiting = [&] {
            return count("SELECT count(*) FROM stock.outbox WHERE sent_at IS NULL") +
                   std::max<std::int64_t>(
                       0, count("SELECT (SELECT count(*) FROM stock.stocks) - (SELECT count(*) "
                                "FROM stock.event_history)"));
        };
        while (waiting() > 0 && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        return count("SELECT count(*) FROM stock.stocks");
    }

    std::int64_t count(const std::string& sql) {
        pqxx::connection connection(m_database.url());
        return pqxx::nontransaction(connection).exec1(sql)[0].as<std::int64_t>();
    }

    Table& m_table;
    const std::chrono::seconds m_time;
    const std::chrono::seconds m_away;
    const std::string m_prefix;
    const tests::TestDatabase m_database;
    std::uint64_t m_runs = 0;
    std::uint64_t m_acknowledged = 0;
};

} // namespace
} // namespace vigia::bench

int main(int argc, char** argv) {
    using namespace vigia::bench;
    const auto seconds = [&](int place, int otherwise) {
        return std::chrono::seconds(argc > place ? std::atoi(argv[place]) : otherwise);
    };
    Table table("The whole stock service in one process; rival: the same API on Spring Boot");
    Run(table, seconds(1, 10), seconds(2, 45)).all();
    return table.finish();
}
