#include "ui/testing/fake_desk.h"

#include "ui/cluster_samples.h"
#include "ui/testing/sample_data.h"

#include <algorithm>

namespace vigia::ui::testing {

using core::ops::CheckState;
using core::ops::ClusterInfo;
using core::ops::ConnectionReport;
using core::ops::ConsoleSnapshot;

FakeDesk::FakeDesk()
    : known{ClusterInfo{"local", "", "dev", "", false, true},
            ClusterInfo{"billing", "kafka.billing.example:9092", "test", "#8E44AD", false, false},
            ClusterInfo{"orders", "kafka-1.example:9093,kafka-2.example:9093", "prod", "", true,
                        false}} {
    kept = sampleDraft();
    kept.servers = known.back().servers;
    report = refusedReport();
}

core::Result<FakeDesk::Opened> FakeDesk::open(const std::string& name) {
    const bool there = std::any_of(known.begin(), known.end(),
                                   [&](const auto& cluster) { return cluster.name == name; });
    if (!there)
        return core::failure(core::ErrorCode::NotFound, "there is no cluster " + name);
    auto running = m_feeds[name].lock();
    if (!running) {
        running = std::make_shared<FakeFeed>();
        if (name != "local") {
            core::ops::StartProgress ready;
            ready.ready = true;
            running->started.publish(std::move(ready));
        }
        m_feeds[name] = running;
        opened.push_back(name);
    }
    return Opened(running);
}

std::shared_ptr<FakeFeed> FakeDesk::feed(const std::string& name) const {
    const auto found = m_feeds.find(name);
    return found == m_feeds.end() ? nullptr : found->second.lock();
}

void FakeDesk::test(core::ops::ClusterDraft, Tested tested) {
    tested(report);
}

void FakeDesk::save(core::ops::ClusterDraft draft, bool isNew, Done done) {
    if (failure)
        return done(*failure);
    if (isNew)
        known.push_back(
            {draft.name, draft.servers, draft.tag, draft.colour, draft.tag == "prod", false});
    drafts.push_back(draft);
    done(draft.name + (isNew ? " is added" : " is changed"));
}

void FakeDesk::remove(std::string name, Done done) {
    if (failure)
        return done(*failure);
    std::erase_if(known, [&](const auto& cluster) { return cluster.name == name; });
    done(name + " is no longer watched. The cluster itself is as it was.");
}

void FakeDesk::draft(std::string, Drafted drafted) {
    drafted(kept);
}

void FakeDesk::import(std::string file, Drafted drafted) {
    auto imported = kept;
    imported.name.clear();
    imported.importFile = std::move(file);
    drafted(std::move(imported));
}

void FakeDesk::keyring(std::function<void(std::string problem)> answered) {
    answered(keyringProblem);
}

ConsoleSnapshot watchedSnapshot(core::UtcTime now, const std::string& cluster,
                                const std::string& tag) {
    return asWatched(healthySnapshot(now), cluster, tag);
}

core::ops::Fleet sampleFleet(core::UtcTime now) {
    using core::ops::FleetRow;
    using core::ops::Health;
    const auto row = [now](const char* name, const char* tag, Health health, const char* reason) {
        FleetRow made;
        made.cluster = name;
        made.tag = tag;
        made.health = health;
        made.reason = reason;
        made.brokers = 3;
        made.brokersUp = 3;
        made.topics = 38;
        made.groups = 14;
        made.groupsWithLag = 2;
        made.totalLag = 412;
        made.largestLag = 380;
        made.largestLagGroup = "analytics";
        made.underReplicated = 0;
        made.offline = 0;
        made.sampledAt = now - std::chrono::seconds(12);
        made.ageSeconds = 12;
        return made;
    };
    core::ops::Fleet fleet{
        now,
        {row("local", "dev", Health::Ok, "Healthy"),
         row("billing", "test", Health::Degraded, "Degraded: broker 2 is down"),
         row("orders", "prod", Health::Broken, "Down: Kafka has not answered for 94 s")}};
    fleet.rows[1].brokersUp = 2;
    fleet.rows[1].underReplicated = 41;
    fleet.rows[1].certificateDays = 212;
    fleet.rows[2].ageSeconds = 94;
    fleet.rows[2].certificateDays = 9;
    FleetRow never;
    never.cluster = "nowhere";
    never.tag = "dev";
    never.collected = false;
    never.reason = "not asked yet";
    fleet.rows.push_back(never);
    return fleet;
}

ConnectionReport rightlessReport() {
    ConnectionReport report{"orders", "kafka-1.example:9093", {}, 41};
    report.checks = {
        {"dns", "kafka-1.example", CheckState::Passed, "10.4.0.11", {}},
        {"metadata", "cluster", CheckState::Passed, "3 brokers", {}},
        {"broker", "broker 1 at kafka-1.example:9093", CheckState::Passed, "reachable", {}},
        {"rights", "topics", CheckState::Passed, "12 visible", {}},
        {"rights", "groups", CheckState::Failed,
         "none is visible: there are none, or we may not describe them",
         "Have it granted: kafka-acls.sh --add --allow-principal User:vigia --operation Describe "
         "--group '*'"}};
    return report;
}

} // namespace vigia::ui::testing
