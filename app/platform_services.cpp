#include "app/platform.h"

#include "app/platform_access.h"
#include "app/platform_steps.h"
#include "app/stack_options.h"
#include "backend/config/own_services.h"
#include "backend/config/schema.h"
#include "backend/host/active_lock.h"
#include "backend/monitor/http_fetcher.h"

#include <algorithm>
#include <condition_variable>
#include <set>

#include <fmt/format.h>
#include <unistd.h>

namespace vigia::app {
namespace {

using core::Result;
using core::ops::Health;

const std::vector<std::string> kRoles{"stock", "analytics", "gateway"};

/// What a worker is told on its command line: it may not be able to read the user's file. Secrets
/// would be seen there by everybody.
bool isForWorkers(const std::string& key) {
    static const char* const kParts[] = {"stock.",
                                         "http.",
                                         "roles.",
                                         "observe.",
                                         "kafka.topics.",
                                         "gateway.",
                                         "kafka.properties.",
                                         "postgres.pool."};
    return !backend::config::isSecret(key) &&
           std::any_of(std::begin(kParts), std::end(kParts),
                       [&](const char* part) { return key.starts_with(part); });
}

/// Workers run in a folder of their own: what is relative to ours would be missed there.
std::string valueForWorkers(const std::string& key, const std::string& value) {
    return key.starts_with("http.tls.") && !value.empty()
               ? std::filesystem::absolute(value).lexically_normal().string()
               : value;
}

} // namespace

bool pauseFor(const std::stop_token& stop, std::chrono::milliseconds time) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    return !wake.wait_for(lock, stop, time, [&] { return stop.stop_requested(); });
}

core::Error stopped() {
    return core::failure(core::ErrorCode::Cancelled, "stopped");
}

Result<void> Platform::defineWorkers() {
    for (const auto& role : kRoles) {
        backend::stack::WorkerTemplate worker;
        worker.role = role;
        worker.argv = {m_context.program, "--worker",        "--roles", role,
                       "--instance",      "{instance}",      "--set",   "profile=remote",
                       "--set",           "mode=development"};
        for (const auto& [key, setting] : m_context.settings.all()) {
            if (isForWorkers(key) && setting.source != backend::config::Source::ModeDefault)
                worker.argv.insert(worker.argv.end(),
                                   {"--set", key + "=" + valueForWorkers(key, setting.value)});
        }
        const auto defined = m_guard->defineWorker(worker);
        // On a read-only platform that runs already its workers stay what they are.
        const bool stays = !defined && defined.error().code == core::ErrorCode::Rejected;
        if (!defined && !(stays && isReadOnly(m_context)))
            return defined.error();
    }
    return {};
}

/// The services in this process: their log goes to a file, because the output is the console's.
Result<void> Platform::startRoles(const std::stop_token&) {
    if (!m_wish.inProcess || !m_wish.startStack)
        return {};
    backend::host::RoleProcessOptions options;
    options.config = m_context.config;
    options.config.kafka.servers = {m_addresses.kafka};
    options.config.postgresUrl = m_addresses.postgres;
    options.config.dataDir = m_addresses.dataFolder;
    options.roles = kRoles;
    options.instance = fmt::format("console-{}", getpid());
    options.version = VIGIA_VERSION;
    options.commit = VIGIA_COMMIT;
    options.buildTime = VIGIA_BUILD_TIME;
    options.fixedGatewayPort = false;
    options.logToOutput = false;
    const auto paths = backend::stack::stackPaths(stackOptions(m_context));
    if (options.config.observe.logFile.empty() && paths && m_guard)
        options.config.observe.logFile = paths->logOf("console-services").string();
    m_roles = std::make_unique<backend::host::RoleProcess>(std::move(options), m_clock);
    return m_roles->start();
}

Result<void> Platform::waitForServices(const std::stop_token& stop) {
    if (!m_pool)
        return {};
    backend::host::DatabasePlatformSource source(*m_pool);
    while (!stop.stop_requested()) {
        std::set<std::string> live;
        if (const auto state = source.state()) {
            publishStep(kTopicsStep, Health::Ok, "9 topics, 3 schemas");
            for (const auto& instance : state->instances) {
                live.insert(instance.roles.begin(), instance.roles.end());
                if (auto url = instance.urlOf("gateway"); !url.empty()) {
                    const std::lock_guard lock(m_mutex);
                    m_gatewayUrl = std::move(url);
                }
            }
        }
        const bool all = std::all_of(kRoles.begin(), kRoles.end(),
                                     [&](const auto& role) { return live.contains(role); });
        publishStep(kServicesStep, all ? Health::Ok : Health::Working,
                    fmt::format("{}", fmt::join(kRoles, ", ")));
        if (all || !m_wish.startStack)
            return {};
        if (!pauseFor(stop, std::chrono::milliseconds(100)))
            break;
    }
    return stopped();
}

void Platform::startDemo() {
    if (!m_wish.demo)
        return;
    backend::monitor::DemoOptions options;
    options.baseUrl = [this] { return gatewayUrl(); };
    options.lock = ownLock(m_context);
    options.on = m_demoSwitch.wanted() && !options.lock.readOnly;
    if (!m_addresses.postgres.empty()) {
        backend::postgres::ConnectionOptions connection;
        connection.urls = {m_addresses.postgres};
        connection.applicationName = "vigia:demo";
        const auto turn = std::make_shared<backend::host::ActiveLock>(connection, "demo traffic");
        options.hold = [turn] { return turn->hold(); };
        options.release = [turn] { turn->release(); };
    }
    auto demo = std::make_shared<backend::monitor::DemoTraffic>(
        std::move(options),
        std::make_unique<backend::monitor::HttpFetcher>(
            backend::config::ownServicesTls(m_context.config.http)),
        m_clock);
    demo->start();
    const std::lock_guard lock(m_mutex);
    m_demo = std::move(demo);
}

} // namespace vigia::app
