#include "tests/bench/load_bench_kafka.h"

#include "backend/kafka/admin.h"
#include "backend/load/load_run.h"
#include "core/load/run_text.h"
#include "tests/bench/frozen_server.h"
#include "tests/support/test_stack.h"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <sys/resource.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace vigia::bench {
namespace {

using namespace core::load;
using namespace std::chrono_literals;

constexpr auto kTime = 5s;
constexpr int kPartitions = 6;

struct Figures {
    double perSecond = 0;
    double cpuMicros = 0; ///< a message
};

double cpuSeconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

[[noreturn]] void giveUp(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

/// As many records under way as the queue holds, each with its report recorded.
Figures ours() {
    Scenario scenario;
    scenario.model = Model::Closed;
    scenario.stages = {{"hold", 190'000, 190'000, kTime}};
    scenario.records = RecordPlan{.bytes = 100, .partitions = kPartitions};
    const double before = cpuSeconds();
    // From the topic's being there to the last report, as for the bare loop.
    LoadTime lasted{};
    const auto record = backend::load::runLoad(
        scenario,
        {.target = {},
         .runId = tests::uniqueName("bench"),
         .progress =
             [&lasted](const backend::load::LoadProgress& progress) { lasted = progress.at; },
         .kafka = backend::load::KafkaTarget{.client = {.servers = tests::testStack().kafka}}},
        {}, {});
    if (!record)
        giveUp(record.error().message);
    if (lasted <= kTime)
        giveUp("the run was shorter than it should be");
    const auto good = static_cast<double>(record->counted.answered - record->counted.failed());
    if (record->counted.answered != record->counted.sent || record->counted.failed() > 0)
        giveUp("not every delivery is accounted for");
    return {good / std::chrono::duration<double>(lasted).count(),
            (cpuSeconds() - before) * 1e6 / good};
}

struct Count {
    std::uint64_t good = 0, bad = 0;
};

void delivered(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
    auto* count = static_cast<Count*>(opaque);
    ++(message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? count->good : count->bad);
}

rd_kafka_t* bareProducer(Count& count) {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    const auto servers = tests::testStack().kafka;
    for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
             {"bootstrap.servers", servers.c_str()},
             {"enable.idempotence", "true"},
             {"acks", "all"},
             {"linger.ms", "5"},
             {"batch.size", "65536"},
             {"compression.type", "lz4"},
             {"queue.buffering.max.messages", "200000"},
             {"queue.buffering.max.kbytes", "32768"}})
        rd_kafka_conf_set(conf, name, value, nullptr, 0);
    rd_kafka_conf_set_opaque(conf, &count);
    rd_kafka_conf_set_dr_msg_cb(conf, delivered);
    return rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
}

/// What the library does by itself: produce, poll, count the reports; no clock is read for a
/// record.
Figures bare() {
    const auto topic = tests::uniqueName("vigia-bare");
    auto admin = backend::kafka::Admin::create({.servers = tests::testStack().kafka});
    if (!admin || !(*admin)->createTopic({.name = topic, .partitions = kPartitions}))
        giveUp("no topic for the bare loop");
    const double before = cpuSeconds();
    const auto begin = std::chrono::steady_clock::now();
    Count count;
    rd_kafka_t* client = bareProducer(count);
    rd_kafka_topic_t* handle = rd_kafka_topic_new(client, topic.c_str(), nullptr);
    // As different from each other as ours: what can be compressed decides the speed of all.
    std::array<char, 100> value{};
    value.fill('v');
    std::array<std::uint64_t, 4> head{0x9E3779B97F4A7C15};
    while (std::chrono::steady_clock::now() - begin < kTime) {
        for (int i = 0; i < 1000; ++i) {
            ++head[1];
            head[2] = head[3] = head[1] * 5'000;
            std::memcpy(value.data(), head.data(), sizeof head);
            while (rd_kafka_produce(handle, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY,
                                    value.data(), value.size(), nullptr, 0, nullptr) != 0)
                rd_kafka_poll(client, 1);
        }
        rd_kafka_poll(client, 0);
    }
    rd_kafka_flush(client, 60'000);
    const std::chrono::duration<double> lasted = std::chrono::steady_clock::now() - begin;
    const double cpu = cpuSeconds() - before;
    rd_kafka_topic_destroy(handle);
    rd_kafka_destroy(client);
    [[maybe_unused]] const auto gone = (*admin)->deleteTopic(topic);
    if (count.bad > 0)
        giveUp("the bare loop lost records");
    const auto good = static_cast<double>(count.good);
    return {good / lasted.count(), cpu * 1e6 / good};
}

} // namespace

void kafkaSpeed(Table& table) {
    useAllCores();
    std::vector<double> rates, rivals, cpu, rivalCpu;
    for (int turn = 0; turn < 3; ++turn) {
        const auto them = bare();
        const auto us = ours();
        rates.push_back(us.perSecond);
        cpu.push_back(us.cpuMicros);
        rivals.push_back(them.perSecond);
        rivalCpu.push_back(them.cpuMicros);
    }
    table.add(rateRow("Kafka produce, 100 B, idempotent, acks=all; rival: bare librdkafka",
                      median(rates), median(rivals), 0.9));
    const double us = median(cpu), them = median(rivalCpu);
    table.add({"processor time a message", fmt::format("{:.2f} us", us),
               fmt::format("{:.2f} us", them), fmt::format("{:.2f}", us / them), "<= 1.25",
               us / them <= 1.25});
}

} // namespace vigia::bench
