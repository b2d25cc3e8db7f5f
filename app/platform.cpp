#include "app/platform.h"

#include "app/observation.h"
#include "app/platform_access.h"
#include "app/platform_sources.h"
#include "app/platform_steps.h"
#include "app/stack_options.h"
#include "backend/config/own_services.h"
#include "backend/kafka/cluster_sampler.h"
#include "backend/monitor/http_fetcher.h"
#include "backend/stock/analytics.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <sys/file.h>
#include <unistd.h>

namespace vigia::app {
namespace {

using core::ErrorCode;
using core::Result;
using core::ops::Health;

/// `4.3.1` → `4.3`.
std::string majorMinor(const std::string& version) {
    const auto first = version.find('.');
    return first == std::string::npos ? version : version.substr(0, version.find('.', first + 1));
}

} // namespace

Platform::Platform(const Context& context, PlatformWish wish)
    : m_context(context), m_wish(wish), m_demoSwitch(context), m_work(actions()) {}

Platform::~Platform() {
    stop();
}

void Platform::start() {
    m_begun = m_clock.steadyNow();
    m_work.start();
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    pthread_setname_np(m_thread.native_handle(), "platform");
}

void Platform::stop() {
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
    m_work.stop();
    std::shared_ptr<backend::stack::GuardClient> guard;
    {
        const std::lock_guard lock(m_mutex);
        guard = std::move(m_guard);
    }
    if (m_demo)
        m_demo->stop();
    if (m_monitor)
        m_monitor->stop();
    m_monitor.reset();
    if (m_roles) {
        m_roles->beginDrain();
        m_roles->stop();
    }
    m_roles.reset();
    guard.reset(); // two seconds later the guard stops what nobody else is attached to
    if (m_pool)
        m_pool->stop();
    if (m_historyLock >= 0)
        close(std::exchange(m_historyLock, -1));
}

void Platform::run(const std::stop_token& stop) {
    publishStep(kTopicsStep, Health::Unknown, "");
    publishStep(kServicesStep, Health::Unknown, "");
    for (const auto step :
         {&Platform::attach, &Platform::waitForServers, &Platform::connect, &Platform::startRoles,
          &Platform::startMonitor, &Platform::waitForServices}) {
        const auto done = (this->*step)(stop);
        if (done)
            continue;
        if (done.error().code != ErrorCode::Cancelled) {
            const std::lock_guard lock(m_mutex);
            m_failure = done.error().message;
        }
        publish();
        return;
    }
    startDemo();
}

Result<void> Platform::attach(const std::stop_token&) {
    if (m_context.config.profile == backend::config::Profile::Remote) {
        m_addresses.kafka = fmt::format("{}", fmt::join(m_context.config.kafka.servers, ","));
        m_addresses.postgres = m_context.config.postgresUrl;
        return {};
    }
    backend::stack::GuardListener listener;
    listener.progress = [this](const core::ops::StartProgress& progress) {
        takeProgress(progress);
    };
    listener.event = [this](const backend::stack::ProcessEvent& event) { takeEvent(event); };
    auto guard =
        m_wish.startStack
            ? backend::stack::GuardClient::connectOrStart(
                  m_context.program, {stackOptions(m_context), false}, std::move(listener))
            : backend::stack::GuardClient::connect(stackOptions(m_context), std::move(listener));
    if (!guard)
        return guard.error();
    const std::lock_guard lock(m_mutex);
    m_guard = std::move(*guard);
    return {};
}

Result<void> Platform::waitForServers(const std::stop_token& stop) {
    if (!m_guard)
        return {};
    if (m_wish.startStack && !m_wish.inProcess) {
        if (auto defined = defineWorkers(); !defined)
            return defined;
    }
    while (m_wish.startStack && pauseFor(stop, std::chrono::milliseconds(50))) {
        const std::lock_guard lock(m_mutex);
        if (!m_stackSteps.failure.empty())
            return core::failure(ErrorCode::Unreachable, m_stackSteps.failure);
        if (m_stackSteps.ready)
            break;
    }
    if (stop.stop_requested())
        return stopped();
    auto addresses = m_guard->addresses();
    if (!addresses)
        return addresses.error();
    m_addresses = std::move(*addresses);
    return {};
}

Result<void> Platform::connect(const std::stop_token&) {
    publishStep(kTopicsStep, Health::Working, "9 topics, 3 schemas");
    if (!m_addresses.postgres.empty()) {
        backend::postgres::PoolOptions options;
        options.connection.urls = {m_addresses.postgres};
        options.connection.applicationName = "vigia:console";
        options.size = 2;
        const std::lock_guard lock(m_mutex);
        m_pool = std::make_shared<backend::postgres::Pool>(std::move(options));
        m_pool->start();
    }
    backend::kafka::ClientConfig client;
    client.servers = m_addresses.kafka;
    client.clientId = "vigia-console";
    client.properties.assign(m_context.config.kafka.properties.begin(),
                             m_context.config.kafka.properties.end());
    client.observeOnly = true; // the console changes topics and groups nowhere
    auto admin = backend::kafka::Admin::create(client);
    if (!admin)
        return admin.error();
    const std::lock_guard lock(m_mutex);
    m_admin = std::move(*admin);
    return {};
}

Result<void> Platform::startMonitor(const std::stop_token&) {
    backend::monitor::MonitorParts parts;
    parts.cluster = m_wish.samples ? m_wish.samples->view()
                                   : platformSampler(m_context, m_addresses.kafka, m_clock);
    if (m_guard)
        parts.processes = std::make_unique<SharedProcesses>(m_guard);
    if (m_pool)
        parts.platform = std::make_unique<backend::host::DatabasePlatformSource>(*m_pool);
    parts.fetcher = std::make_unique<backend::monitor::HttpFetcher>(
        backend::config::ownServicesTls(m_context.config.http));
    parts.demo = [this] {
        const std::lock_guard lock(m_mutex);
        const auto stats = m_demo ? m_demo->stats() : backend::monitor::DemoStats{};
        return backend::monitor::DemoFigures{stats.sent, stats.elsewhere};
    };
    backend::monitor::MonitorOptions options;
    options.builder.ownGroups = {backend::stock::kAnalyticsGroup};
    options.builder.hasPlatform = m_pool != nullptr;
    options.builder.tag = clusterTag(m_context, backend::config::kOwnCluster);
    options.builder.readOnly = isReadOnly(m_context);
    options.builder.kafkaVersion = majorMinor(m_addresses.kafkaVersion);
    options.historyFolder = ownHistoryFolder();
    options.onlyReadsHistory = !m_wish.startStack;
    if (m_wish.lookBack.count() > 0)
        m_historyRange = m_wish.lookBack;
    auto monitor = std::make_shared<backend::monitor::Monitor>(std::move(options), std::move(parts),
                                                               m_clock, m_snapshot);
    monitor->start();
    const std::lock_guard lock(m_mutex);
    m_monitor = std::move(monitor);
    m_monitor->setRange(m_historyRange);
    return {};
}

/// The folder of the console that came first: the history has one writer. Commands that only look
/// keep theirs in memory, or read what the console writes.
std::filesystem::path Platform::ownHistoryFolder() {
    const auto paths = backend::stack::stackPaths(stackOptions(m_context));
    if (!paths || !m_guard || (!m_wish.startStack && m_wish.lookBack.count() == 0))
        return {};
    if (!m_wish.startStack)
        return paths->data / "history";
    const int lock = open((paths->data / "history.lock").c_str(),
                          O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        return {};
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        close(lock);
        return {};
    }
    m_historyLock = lock;
    return paths->data / "history";
}

std::string Platform::gatewayUrl() const {
    const std::lock_guard lock(m_mutex);
    return m_gatewayUrl;
}

void Platform::takeProgress(const core::ops::StartProgress& progress) {
    {
        const std::lock_guard lock(m_mutex);
        m_stackSteps = progress;
    }
    publish();
}

void Platform::takeEvent(const backend::stack::ProcessEvent& event) {
    std::shared_ptr<backend::monitor::Monitor> monitor;
    {
        const std::lock_guard lock(m_mutex);
        monitor = m_monitor;
    }
    if (const auto shown = backend::stack::opsEvent(event, backend::config::kOwnCluster);
        shown && monitor)
        monitor->report(*shown);
}

void Platform::publishStep(const std::string& name, Health health, const std::string& detail) {
    {
        const std::lock_guard lock(m_mutex);
        auto& steps = m_ownSteps.steps;
        auto step = std::find_if(steps.begin(), steps.end(),
                                 [&](const auto& each) { return each.name == name; });
        if (step == steps.end())
            step = steps.insert(steps.end(), {name, Health::Unknown, "", 0, ""});
        if (step->health != Health::Ok && health != Health::Unknown)
            step->seconds = std::chrono::duration<double>(m_clock.steadyNow() - m_begun).count();
        step->health = health;
        step->detail = detail;
    }
    publish();
}

void Platform::publish() {
    core::ops::StartProgress all;
    {
        const std::lock_guard lock(m_mutex);
        all = m_stackSteps;
        all.steps.insert(all.steps.end(), m_ownSteps.steps.begin(), m_ownSteps.steps.end());
        const auto done = [](const auto& step) { return step.health == Health::Ok; };
        const bool services = !m_ownSteps.steps.empty() &&
                              m_ownSteps.steps.back().name == kServicesStep &&
                              done(m_ownSteps.steps.back());
        all.ready = (all.ready || !m_guard) && services;
        if (!m_failure.empty())
            all.failure = m_failure;
        if (services && m_ownSteps.steps.back().seconds > 0)
            all.seconds = m_ownSteps.steps.back().seconds;
        else
            all.seconds = std::chrono::duration<double>(m_clock.steadyNow() - m_begun).count();
    }
    m_progress.publish(std::move(all));
}

} // namespace vigia::app
