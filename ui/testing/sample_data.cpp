#include "ui/testing/sample_data.h"

#include "ui/testing/sample_parts.h"

#include <algorithm>

namespace vigia::ui::testing {

using namespace core::ops;
using core::UtcTime;
using std::chrono::seconds;

ConsoleSnapshot healthySnapshot(UtcTime now) {
    Noise noise(7);
    ConsoleSnapshot s;
    s.cluster = "local";
    s.tag = "dev";
    s.kafkaVersion = "4.3";
    s.sampledAt = now;
    s.generation = 1;
    s.hasPlatform = true;
    s.health = Health::Ok;
    s.headline = "Healthy";
    s.summary = "3 of 3 brokers · 4 of 4 services · 5 groups, none in trouble · nothing "
                "under-replicated · outbox empty";
    s.brokers = sampleBrokers(now);
    s.topics = sampleTopics(noise);
    s.groups = sampleGroups(noise, now);
    s.services = sampleServices(now);
    s.stock = sampleStock(now);
    s.outbox = {{"virtualstock", 0, 0, 0}};
    s.databaseUp = true;
    s.recordsIn = gauge(noise, now, 412, 60);
    s.recordsOut = gauge(noise, now, 1236, 140);
    s.totalLag = gauge(noise, now, 37, 16);
    s.worstTimeLag = gauge(noise, now, 0.4, 0.2);
    s.endToEndP50 = gauge(noise, now, 18, 5);
    s.endToEndP95 = gauge(noise, now, 46, 14);
    s.endToEndP99 = gauge(noise, now, 64, 26);
    s.httpRequests = gauge(noise, now, 64, 9);
    s.httpErrors = gauge(noise, now, 0, 0);
    s.conflicts = gauge(noise, now, 0.7, 0.2);
    s.stockValue = gauge(noise, now, 9'312'044, 40'000);
    s.lowStock = gauge(noise, now, 17, 1.2);
    s.lowStock.value = 17;
    s.demoSharePercent = 100;
    s.events = quietEvents(now);
    s.queues = {{"sampler answers", 0, 1024, 0},
                {"operations events", 3, 2000, 0},
                {"producer", 12, 100'000, 0}};
    return s;
}

namespace {

void breakBrokerTwo(ConsoleSnapshot& s) {
    BrokerRow& broker = s.brokers[1];
    broker.health = Health::Broken;
    broker.reason = "Not in the metadata since 14:23:36.112; its process ended by signal 9. The "
                    "guard starts it again in 2 s.";
    broker.leaders = 0;
    broker.underReplicated = 78;
    broker.pid.reset();
    broker.memoryBytes.reset();
    broker.cpuPercent.reset();
    broker.restarts = 1;
    for (TopicRow& topic : s.topics) {
        topic.health = Health::Degraded;
        topic.underReplicated = topic.partitionCount;
        topic.reason = "Every partition misses its replica on broker 2.";
        for (PartitionRow& part : topic.partitions) {
            part.inSync = {1, 3};
            part.leader = part.leader == 2 ? 3 : part.leader;
        }
    }
}

void stallFirstGroup(ConsoleSnapshot& s) {
    GroupRow& group = s.groups.front();
    group.verdict = LagVerdict::Stalled;
    group.reason =
        "Owner alive, no commit for 3 min 12 s while 1,204 records wait on stock-updates-3.";
    group.lag = 1204;
    group.timeLag = {TimeLagSource::Exact, 192};
    group.etaSeconds.reset();
    for (std::size_t i = 45; i < group.lagSpark.size(); ++i)
        group.lagSpark[i] = float(i - 44) * 80;
}

} // namespace

ConsoleSnapshot degradedSnapshot(UtcTime now) {
    ConsoleSnapshot s = healthySnapshot(now);
    breakBrokerTwo(s);
    stallFirstGroup(s);
    s.health = Health::Degraded;
    s.headline = "Degraded: broker 2 is down";
    s.notWell = {
        {Health::Broken, "Broker 2 is down since 14:23:36.112; every topic still has its minimum "
                         "of in-sync replicas."},
        {Health::Broken,
         "virtual-stock-consumer-group is STALLED: 1,204 records wait, no commit for 3 min 12 s."},
        {Health::Degraded, "72 partitions are under-replicated."},
        {Health::Degraded, "stock-2 answers slowly: p95 of 840 ms."}};
    s.summary = "2 of 3 brokers · 3 of 4 services · 5 groups, 1 in trouble · 72 partitions "
                "under-replicated";
    s.underReplicated = 72;
    s.services[2].health = Health::Degraded;
    s.services[2].reason = "p95 of 840 ms is above 500 ms since 14:24:02.";
    s.services[2].p95Millis = 840;
    s.totalLag.value = 1241;
    s.worstTimeLag.value = 192;
    for (std::size_t i = 360; i < s.totalLag.history.size(); ++i)
        s.totalLag.history[i].value = double(i - 359) * 13.4;
    for (std::size_t i = 360; i < 366; ++i)
        s.endToEndP99.history[i].value = 1480.0;
    s.events = faultEvents(now);
    return s;
}

ConsoleSnapshot emptySnapshot(UtcTime now) {
    ConsoleSnapshot s;
    s.cluster = "local";
    s.tag = "dev";
    s.kafkaVersion = "4.3";
    s.sampledAt = now;
    s.generation = 1;
    s.hasPlatform = true;
    s.health = Health::Working;
    s.headline = "Starting";
    s.summary = "3 of 3 brokers · no service answers yet";
    s.brokers = sampleBrokers(now);
    s.databaseUp = true;
    return s;
}

ConsoleSnapshot staleSnapshot(UtcTime now) {
    return healthySnapshot(now - seconds(60));
}

StartProgress startingProgress() {
    StartProgress p;
    p.seconds = 2.9;
    p.steps = {{"Data folder and ports", Health::Ok, "9092–9094, 5432 free", 0.1, {}},
               {"PostgreSQL", Health::Ok, "ready", 0.9, {}},
               {"Broker 1", Health::Ok, "controller", 2.2, {}},
               {"Broker 2", Health::Ok, "joined", 2.4, {}},
               {"Broker 3", Health::Working, "waiting for the quorum", 2.9, {}},
               {"Topics and tables", Health::Unknown, "12 topics, 4 schemas", 0, {}},
               {"Services", Health::Unknown, "gateway, stock, analytics", 0, {}}};
    return p;
}

StartProgress failedProgress() {
    StartProgress p = startingProgress();
    p.seconds = 30.4;
    p.steps[1] = {
        "PostgreSQL", Health::Broken, "stopped with exit code 1 after 0.3 s", 0.3,
        "LOG:  starting PostgreSQL 15.10\nFATAL:  could not write lock file \"postmaster.pid\": No "
        "space left on device\nLOG:  database system is shut down"};
    for (std::size_t i = 2; i < p.steps.size(); ++i)
        p.steps[i].health = Health::Unknown;
    p.failure = "PostgreSQL didn't start: the disk is full. Free at least 1 GB, then start again; "
                "nothing was lost.";
    return p;
}

} // namespace vigia::ui::testing
