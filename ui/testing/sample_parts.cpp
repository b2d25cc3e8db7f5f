#include "ui/testing/sample_parts.h"

#include <algorithm>
#include <array>

namespace vigia::ui::testing {

using namespace core::ops;
using core::UtcTime;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

double Noise::next() {
    m_state = std::uint32_t(std::uint64_t(m_state) * 16807 % 2147483647);
    return double(m_state) / 2147483647.0;
}

Series walk(Noise& noise, UtcTime now, int points, double base, double amplitude) {
    Series series;
    double value = base;
    for (int i = 0; i < points; ++i) {
        value += (noise.next() - 0.5) * amplitude + (base - value) * 0.12;
        series.push_back({now - seconds(2) * (points - 1 - i), std::max(0.0, value)});
    }
    return series;
}

Gauge gauge(Noise& noise, UtcTime now, double base, double amplitude) {
    Gauge made;
    made.history = walk(noise, now, 450, base, amplitude);
    made.value = made.history.back().value;
    return made;
}

std::vector<float> spark(Noise& noise, double base, double amplitude) {
    std::vector<float> values;
    double value = base;
    for (int i = 0; i < 60; ++i) {
        value += (noise.next() - 0.5) * amplitude + (base - value) * 0.12;
        values.push_back(float(std::max(0.0, value)));
    }
    return values;
}

std::vector<BrokerRow> sampleBrokers(UtcTime now) {
    std::vector<BrokerRow> rows;
    for (int id = 1; id <= 3; ++id) {
        BrokerRow row;
        row.id = id;
        row.health = Health::Ok;
        row.address = "127.0.0.1:" + std::to_string(9091 + id);
        row.controller = id == 1;
        row.leaders = 24 + id;
        row.replicas = 78;
        row.owned = true;
        row.pid = 4100 + id;
        row.memoryBytes = (212 + 9 * id) * 1'000'000LL;
        row.cpuPercent = 3.5 + id;
        row.diskBytes = (61 + id) * 1'000'000LL;
        row.startedAt = now - minutes(42);
        row.restarts = 0;
        rows.push_back(row);
    }
    return rows;
}

namespace {

TopicRow sampleTopic(Noise& noise, const char* name, int partitions, double rate) {
    TopicRow row;
    row.name = name;
    row.health = Health::Ok;
    row.partitionCount = partitions;
    row.replicationFactor = 3;
    row.recordsPerSecond = rate;
    row.records = std::int64_t(rate * 3600) + 17;
    row.sizeBytes = *row.records * 412;
    row.skew = 1.04 + noise.next() * 0.2;
    row.rateSpark = rate > 0 ? spark(noise, rate, rate * 0.3) : std::vector<float>(60, 0.0F);
    for (int p = 0; p < partitions; ++p) {
        const std::vector<std::int32_t> replicas{1 + p % 3, 1 + (p + 1) % 3, 1 + (p + 2) % 3};
        row.partitions.push_back({p, replicas[0], replicas, replicas, 0,
                                  *row.records / partitions + p, *row.sizeBytes / partitions,
                                  rate / partitions});
    }
    return row;
}

GroupRow sampleGroup(Noise& noise, UtcTime now, const char* name, LagVerdict verdict, int members,
                     std::int64_t lag) {
    GroupRow row;
    row.name = name;
    row.verdict = verdict;
    row.state = "Stable";
    row.members = members;
    row.partitionCount = row.partitionsKnown = 4;
    row.lag = lag;
    row.largestPartitionLag = lag;
    row.timeLag = {TimeLagSource::Interpolated, double(lag) / 77.0};
    row.recordsPerSecond = 61;
    row.etaSeconds = double(lag) / 400;
    row.lagSpark =
        lag > 0 ? spark(noise, double(lag), double(lag) * 0.4) : std::vector<float>(60, 0.0F);
    row.lagHistory = walk(noise, now, 450, double(lag), double(lag) * 0.4);
    row.timeLagHistory = walk(noise, now, 450, row.timeLag.seconds, row.timeLag.seconds * 0.3);
    for (int p = 0; p < 4; ++p) {
        GroupPartitionRow part;
        part.topic = "stock-updates";
        part.partition = p;
        part.verdict = verdict;
        part.committed = 8000 - lag / 4;
        part.end = 8000;
        part.lag = lag / 4;
        part.timeLag = row.timeLag;
        part.owner = "stock-1";
        part.ownerHost = "/127.0.0.1";
        row.partitions.push_back(part);
    }
    for (int m = 0; m < members; ++m)
        row.memberRows.push_back({"stock-" + std::to_string(m + 1) + "-7f3c",
                                  "stock-" + std::to_string(m + 1), "/127.0.0.1", "", 4 / members});
    return row;
}

ServiceRow sampleService(UtcTime now, const char* instance, const char* roles, double requests,
                         double p95, int megabytes) {
    ServiceRow row;
    row.instance = instance;
    row.roles = roles;
    row.health = Health::Ok;
    row.host = "localhost";
    row.version = "0.1.0";
    row.url = "http://127.0.0.1:8081";
    row.pid = 5200 + megabytes;
    row.owned = true;
    row.startedAt = now - minutes(41);
    row.requestsPerSecond = requests;
    row.recordsPerSecond = requests * 1.7;
    row.errorPercent = 0.0;
    row.p95Millis = p95;
    row.memoryBytes = megabytes * 1'000'000LL;
    row.cpuPercent = 4.2;
    row.restarts = 0;
    return row;
}

Event event(UtcTime time, Health health, const char* kind, const char* subject, const char* title,
            const char* detail) {
    static std::uint64_t sequence = 0;
    return {++sequence, "local", time, {}, health, kind, subject, title, detail};
}

} // namespace

std::vector<TopicRow> sampleTopics(Noise& noise) {
    std::vector<TopicRow> rows;
    const std::array<std::pair<const char*, double>, 12> topics{{{"analytics-events", 64.0},
                                                                 {"branch-stock-updates", 3.1},
                                                                 {"high-priority-updates", 12.0},
                                                                 {"low-stock-alerts", 0.2},
                                                                 {"price-updates", 31.0},
                                                                 {"stock-commands", 61.0},
                                                                 {"stock-dead-letters", 0.0},
                                                                 {"stock-retry", 0.0},
                                                                 {"stock-updates", 74.0},
                                                                 {"virtual-stock-updates", 58.0},
                                                                 {"reservation-events", 22.0},
                                                                 {"audit-log", 8.0}}};
    for (const auto& [name, rate] : topics)
        rows.push_back(sampleTopic(noise, name, 6, rate));
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return rows;
}

std::vector<GroupRow> sampleGroups(Noise& noise, UtcTime now) {
    return {sampleGroup(noise, now, "virtual-stock-consumer-group", LagVerdict::CatchingUp, 2, 31),
            sampleGroup(noise, now, "analytics-consumer-group", LagVerdict::Ok, 2, 6),
            sampleGroup(noise, now, "branch-stock-consumer-group", LagVerdict::Ok, 1, 0),
            sampleGroup(noise, now, "high-priority-consumer-group", LagVerdict::Ok, 1, 0),
            sampleGroup(noise, now, "price-consumer-group", LagVerdict::Ok, 1, 0)};
}

std::vector<ServiceRow> sampleServices(UtcTime now) {
    return {sampleService(now, "gateway-1", "gateway", 64, 6, 38),
            sampleService(now, "stock-1", "stock", 31, 9, 36),
            sampleService(now, "stock-2", "stock", 30, 9, 35),
            sampleService(now, "analytics-1", "analytics", 2, 4, 34)};
}

StockTotals sampleStock(UtcTime now) {
    StockTotals totals;
    totals.items = 523;
    totals.quantity = 184'230;
    totals.reserved = 1'204;
    totals.value = core::Money::fromCents(931'204'455);
    totals.lowStock = 17;
    totals.outOfStock = 4;
    totals.activeReservations = 86;
    totals.reservationSuccessPercent = 99.2;
    totals.topSymbols = {{"AAPL", 412, 1'820, 22'100, core::Money::fromCents(201'100'000)},
                         {"MSFT", 388, 1'644, 19'480, core::Money::fromCents(188'400'000)},
                         {"PETR4", 201, 990, 41'000, core::Money::fromCents(61'500'000)}};
    totals.at = now;
    return totals;
}

std::vector<Event> quietEvents(UtcTime now) {
    return {event(now - seconds(850), Health::Ok, "worker_started", "stock-2", "stock-2 started",
                  "after 0.4 s"),
            event(now - seconds(690), Health::Working, "rebalance", "virtual-stock-consumer-group",
                  "rebalance 0.31 s", "virtual-stock-consumer-group: 2 members"),
            event(now - seconds(200), Health::Ok, "topic_created", "audit-log", "topic created",
                  "audit-log, 6 partitions")};
}

std::vector<Event> faultEvents(UtcTime now) {
    auto events = quietEvents(now);
    events.push_back(event(now - seconds(180), Health::Broken, "broker_down", "broker 2",
                           "broker 2 down", "killed by SIGKILL"));
    events.push_back(event(now - milliseconds(177'100), Health::Degraded, "leader_change",
                           "broker 2", "26 leaders moved", "2.9 s after the kill"));
    events.push_back(event(now - seconds(170), Health::Degraded, "verdict",
                           "virtual-stock-consumer-group", "verdict STALLED",
                           "virtual-stock-consumer-group"));
    return events;
}

} // namespace vigia::ui::testing
