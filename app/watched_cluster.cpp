#include "app/watched_cluster.h"

#include "app/platform_access.h"
#include "app/platform_steps.h"
#include "app/topic_settings.h"
#include "backend/doctor/certificate.h"
#include "backend/doctor/connection_doctor.h"
#include "backend/kafka/cluster_sampler.h"

#include <fmt/format.h>
#include <pthread.h>

namespace vigia::app {
namespace {

using core::ErrorCode;
using core::Result;
using core::SteadyTime;

/// How long a cluster may be silent before the doctor looks why.
constexpr std::chrono::seconds kSilence{5};
/// Between two examinations of a connection that fails.
constexpr std::chrono::seconds kExaminedEvery{30};
/// Rights may change; the doctor's questions are the only ones that find out.
constexpr std::chrono::minutes kRightsEvery{10};
constexpr std::chrono::seconds kDoctorsPatience{4};

} // namespace

WatchedCluster::WatchedCluster(Context context, std::string name)
    : m_context(std::move(context)), m_name(std::move(name)), m_work(actions()) {}

WatchedCluster::~WatchedCluster() {
    stop();
}

void WatchedCluster::start() {
    core::ops::StartProgress ready;
    ready.ready = true; // there is nothing to start
    m_progress.publish(std::move(ready));
    m_work.start();
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    pthread_setname_np(m_thread.native_handle(), "watch");
}

void WatchedCluster::stop() {
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
    m_work.stop();
    const auto watching = monitor();
    if (watching)
        watching->stop();
}

std::shared_ptr<backend::monitor::Monitor> WatchedCluster::monitor() const {
    const std::lock_guard lock(m_mutex);
    return m_monitor;
}

/// A first examination says what we may ask; later ones come when the cluster is silent.
void WatchedCluster::run(const std::stop_token& stop) {
    while (!connect()) {
        if (!pauseFor(stop, kExaminedEvery))
            return;
    }
    SteadyTime examinedAt{};
    SteadyTime answeredAt = m_clock.steadyNow();
    bool wasSilent = false;
    while (pauseFor(stop, std::chrono::milliseconds(250))) {
        const SteadyTime now = m_clock.steadyNow();
        if (answers())
            answeredAt = now;
        const bool silent = now - answeredAt > kSilence;
        const auto every = silent ? std::chrono::milliseconds(kExaminedEvery) : kRightsEvery;
        if (examinedAt != SteadyTime{} && silent == wasSilent && now - examinedAt < every)
            continue;
        examine(stop);
        examinedAt = m_clock.steadyNow();
        wasSilent = silent;
    }
}

bool WatchedCluster::answers() const {
    const auto snapshot = m_snapshots.read();
    return snapshot && m_clock.now() - snapshot->sampledAt < kSilence;
}

/// False when the secrets or the properties are wrong: the report says which.
bool WatchedCluster::connect() {
    auto client = clusterAccess(m_context, m_name);
    if (!client) {
        failedStep("secrets", client.error());
        return false;
    }
    client->clientId = "vigia-monitor";
    auto admin = backend::kafka::Admin::create(*client);
    if (!admin) {
        failedStep("properties", admin.error());
        return false;
    }
    backend::kafka::SamplerOptions sampler;
    sampler.cluster = m_name;
    sampler.client = *client;
    backend::monitor::MonitorParts parts;
    parts.cluster = std::make_unique<backend::kafka::ClusterSampler>(std::move(sampler), m_clock);
    backend::monitor::MonitorOptions options;
    options.builder.cluster = m_name;
    options.builder.tag = clusterTag(m_context, m_name);
    options.builder.hasPlatform = false;
    for (const auto& cluster : m_context.config.clusters)
        if (cluster.name == m_name)
            options.builder.readOnly = cluster.readOnly;
    auto monitor = std::make_shared<backend::monitor::Monitor>(std::move(options), std::move(parts),
                                                               m_clock, m_snapshots);
    monitor->start();
    monitor->setRange(m_range);
    const std::lock_guard lock(m_mutex);
    m_client = std::move(*client);
    m_admin = std::move(*admin);
    m_monitor = std::move(monitor);
    return true;
}

void WatchedCluster::failedStep(const char* step, const core::Error& error) {
    core::ops::ConnectionReport report;
    report.cluster = m_name;
    report.checks.push_back({step, m_name, core::ops::CheckState::Failed, error.message,
                             "Correct it with Edit in the cluster menu; it is tried again every "
                             "30 s."});
    m_connection.publish(std::move(report));
}

void WatchedCluster::examine(const std::stop_token& stop) {
    const bool first = !m_connection.read();
    backend::doctor::DoctorOptions options;
    options.cluster = m_name;
    options.patience = kDoctorsPatience;
    options.stop = stop;
    // Step by step while nothing else is there to see; later the last whole report stays.
    if (first)
        options.onStep = [this](const core::ops::ConnectionReport& soFar) {
            m_connection.publish(soFar);
        };
    auto report = backend::doctor::examineConnection(m_client, options);
    if (stop.stop_requested())
        return;
    const bool connected = report.connected();
    m_connection.publish(std::move(report));
    if (connected)
        lookAtCertificates(stop);
}

/// Each broker has a certificate of its own.
void WatchedCluster::lookAtCertificates(const std::stop_token& stop) {
    const auto snapshot = m_snapshots.read();
    const auto watching = monitor();
    if (!snapshot || !watching)
        return;
    std::map<std::int32_t, std::int64_t> days;
    for (const auto& broker : snapshot->brokers) {
        if (stop.stop_requested())
            return;
        auto client = m_client;
        const auto mapped = client.brokerMap.find(broker.address);
        client.servers = mapped == client.brokerMap.end() ? broker.address : mapped->second;
        if (const auto left = backend::doctor::certificateDaysLeft(client, kDoctorsPatience))
            days[broker.id] = *left;
    }
    watching->setCertificateDays(std::move(days));
}

ControlActions WatchedCluster::actions() {
    const auto refused = [this] {
        return core::failure(ErrorCode::Rejected,
                             m_name + " is only watched: nothing is ever written to it");
    };
    ControlActions actions;
    actions.process = [refused](const auto&, const auto&, const auto&) {
        return Result<std::string>(refused());
    };
    actions.scale = [refused](const auto&, int, const auto&) {
        return Result<std::string>(refused());
    };
    actions.demoTraffic = [refused](bool, const auto&) { return Result<std::string>(refused()); };
    actions.rest = [refused](const auto&, const auto&, const auto&, const auto&) {
        return Result<core::ops::RestAnswer>(refused());
    };
    actions.topicConfiguration = [this](const std::string&, const std::string& topic) {
        return topicConfiguration(topic);
    };
    actions.watchGroup = [this](const std::string&, const std::string& group) {
        if (const auto held = monitor())
            held->watchGroup(group);
    };
    actions.historyRange = [this](std::chrono::seconds range) {
        m_range = range;
        if (const auto held = monitor())
            held->setRange(range);
    };
    actions.sampleInterval = [this](std::chrono::milliseconds interval) {
        if (const auto held = monitor())
            held->setInterval(interval);
    };
    return actions;
}

Result<core::JsonValue> WatchedCluster::topicConfiguration(const std::string& topic) {
    std::shared_ptr<backend::kafka::Admin> admin;
    {
        const std::lock_guard lock(m_mutex);
        admin = m_admin;
    }
    if (!admin)
        return core::failure(ErrorCode::Unreachable,
                             m_name + " has not answered yet; try again in a moment");
    return topicSettings(*admin, topic);
}

} // namespace vigia::app
