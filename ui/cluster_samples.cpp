#include "ui/cluster_samples.h"

#include "core/ops/health.h"

namespace vigia::ui {

using core::ops::CheckState;
using core::ops::ConnectionReport;
using core::ops::ConsoleSnapshot;

core::ops::ClusterDraft sampleDraft() {
    core::ops::ClusterDraft draft;
    draft.name = "orders";
    draft.servers = "kafka-1.example:9093,kafka-2.example:9093";
    draft.tag = "prod";
    draft.properties = {{"security.protocol", "SASL_SSL"},
                        {"sasl.mechanisms", "SCRAM-SHA-512"},
                        {"sasl.username", "vigia"},
                        {"ssl.ca.location", "/etc/kafka/ca.pem"},
                        {"client.rack", "eu-1a"}};
    draft.secrets = {{"sasl.password", core::ops::SecretPlace::Command, "pass show kafka/orders"}};
    return draft;
}

ConnectionReport refusedReport() {
    ConnectionReport report{"orders", "kafka-1.example:9093", {}, 41};
    report.checks = {
        {"dns", "kafka-1.example", CheckState::Passed, "10.4.0.11", {}},
        {"tcp", "kafka-1.example:9093", CheckState::Passed, "connected", {}},
        {"tls",
         "kafka-1.example:9093",
         CheckState::Passed,
         "TLS 1.3, certificate of kafka-1.example, valid for 41 more days",
         {}},
        {"sasl", "SCRAM-SHA-512 as configured", CheckState::Failed,
         "the broker refuses the user or the password",
         "Check mechanism, user name and password, and that the user exists on this cluster."}};
    return report;
}

ConsoleSnapshot asWatched(ConsoleSnapshot snapshot, const std::string& cluster,
                          const std::string& tag) {
    snapshot.cluster = cluster;
    snapshot.tag = tag;
    snapshot.readOnly = tag == "prod";
    snapshot.hasPlatform = false;
    snapshot.services.clear();
    snapshot.stock.reset();
    snapshot.outbox.clear();
    snapshot.databaseUp.reset();
    snapshot.demoSharePercent = 0;
    for (auto& broker : snapshot.brokers) {
        broker.owned = false;
        broker.pid.reset();
        broker.memoryBytes.reset();
        broker.cpuPercent.reset();
        broker.diskBytes.reset();
        broker.startedAt.reset();
        broker.restarts.reset();
    }
    for (auto& event : snapshot.events)
        event.cluster = cluster;
    core::ops::judgeHealth(snapshot, snapshot.sampledAt, {});
    return snapshot;
}

} // namespace vigia::ui
