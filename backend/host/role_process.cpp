#include "backend/host/role_process.h"

#include "backend/config/own_services.h"
#include "backend/host/analytics_role.h"
#include "backend/host/gateway_role.h"
#include "backend/host/host_name.h"
#include "backend/host/monitor_role.h"
#include "backend/host/platform_metrics.h"
#include "backend/host/stock_role.h"
#include "backend/kafka/admin.h"
#include "backend/kafka/batch_publisher.h"
#include "backend/kafka/topic_setup.h"
#include "backend/observe/log_metrics.h"
#include "backend/postgres/migrations.h"
#include "backend/postgres/relay.h"
#include "core/base/text.h"

#include <set>
#include <thread>

#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

namespace vigia::backend::host {
namespace {

using core::ErrorCode;
using core::Result;

/// Topics that roles of this build write or read (platform.md 4.1).
constexpr const char* kTopics[] = {
    "high-priority-updates", "virtual-stock-updates",  "critical-stock-events",
    "stock-audit-logs",      "stock-retry-topic",      "stock-dead-letter-topic",
    "branch-stock-events",   "logs-dead-letter-topic", "ecommerce-dead-letter-topic"};

kafka::ClientConfig kafkaConfig(const config::KafkaConfig& kafka, const std::string& instance,
                                const observe::Logger& log) {
    kafka::ClientConfig client;
    client.servers = fmt::format("{}", fmt::join(kafka.servers, ","));
    client.clientId = "vigia-" + instance;
    client.properties.assign(kafka.properties.begin(), kafka.properties.end());
    client.log = [log](int level, std::string_view line) {
        if (line.starts_with("CONFWARN")) // remarks on properties that we chose on purpose
            level = 7;
        log.write(level <= 3   ? observe::Level::Error
                  : level <= 4 ? observe::Level::Warn
                  : level <= 6 ? observe::Level::Info
                               : observe::Level::Debug,
                  line);
    };
    return client;
}

Result<core::stream::TopicNames> topicNames(const config::KafkaConfig& kafka) {
    core::stream::TopicNaming naming;
    naming.prefix = kafka.topicPrefix;
    naming.names.assign(kafka.topicNames.begin(), kafka.topicNames.end());
    return core::stream::TopicNames::create(std::move(naming));
}

postgres::ConnectionOptions connectionOptions(const RoleProcessOptions& options) {
    postgres::ConnectionOptions connection;
    connection.urls = {options.config.postgresUrl};
    connection.applicationName = "vigia:" + options.instance;
    connection.lockTimeout = std::chrono::seconds(2);
    return connection;
}

observe::LogOptions logOptions(const RoleProcessOptions& options, const core::Clock& clock) {
    const auto& observe = options.config.observe;
    observe::LogOptions log;
    log.service = options.roles.size() == 1 ? options.roles.front() : "vigia";
    log.instance = options.instance;
    log.version = options.version;
    log.environment =
        options.config.mode == config::Mode::Production ? "production" : "development";
    const bool text =
        observe.logFormat.empty() ? isatty(STDOUT_FILENO) == 1 : observe.logFormat == "text";
    log.format = text ? observe::LogFormat::Text : observe::LogFormat::Json;
    log.level = observe::parseLevel(observe.logLevel).value_or(observe::Level::Info);
    log.file = observe.logFile;
    if (!options.logToOutput)
        log.sink = [](std::string_view) {};
    log.clock = &clock;
    return log;
}

} // namespace

/// A role with its metrics and its listener.
struct RoleProcess::Running {
    std::string name;
    std::unique_ptr<observe::Metrics> metrics;
    std::unique_ptr<Role> role;
    std::unique_ptr<RoleListener> listener;
};

RoleProcess::RoleProcess(RoleProcessOptions options, const core::Clock& clock)
    : m_options(std::move(options)), m_clock(clock), m_startedAt(clock.now()),
      m_log(logOptions(m_options, clock)), m_life(m_log.logger("host")),
      m_kafkaLog(m_log.logger("kafka-client")) {
    if (m_options.roles.empty())
        m_options.roles = config::knownRoles();
}

RoleProcess::~RoleProcess() {
    stop();
}

Result<void> checkRoles(const std::vector<std::string>& roles) {
    for (auto at = roles.begin(); at != roles.end(); ++at) {
        const auto& role = *at;
        if (std::find(roles.begin(), at, role) != at)
            return core::failure(ErrorCode::InvalidInput,
                                 fmt::format("the role '{}' is named twice; name each once",
                                             core::escapedForDisplay(role, 60)));
        if (std::find(config::knownRoles().begin(), config::knownRoles().end(), role) !=
            config::knownRoles().end())
            continue;
        const auto near = core::nearestWord(role, config::knownRoles());
        return core::failure(ErrorCode::InvalidInput,
                             fmt::format("there is no role '{}' in this build{}; there are: {}",
                                         core::escapedForDisplay(role, 60),
                                         near ? " (did you mean " + *near + "?)" : "",
                                         fmt::join(config::knownRoles(), ", ")));
    }
    return {};
}

Result<void> RoleProcess::makeMetrics() {
    if (auto known = checkRoles(m_options.roles); !known)
        return known;
    for (const auto& name : config::knownRoles()) {
        if (std::find(m_options.roles.begin(), m_options.roles.end(), name) ==
            m_options.roles.end())
            continue;
        auto running = std::make_unique<Running>();
        running->name = name;
        running->metrics = std::make_unique<observe::Metrics>(
            observe::MetricsOptions{name, m_options.version, m_options.commit});
        m_roles.push_back(std::move(running));
    }
    m_logCounters = observe::watchLog(*m_roles.front()->metrics, m_log);
    return {};
}

Result<void> RoleProcess::openDatabase() {
    if (m_options.config.postgresUrl.empty())
        return core::failure(ErrorCode::InvalidInput,
                             "postgres.primary is not set: name the database, such as "
                             "postgresql://vigia@db:5432/vigia");
    const auto connection = connectionOptions(m_options);
    if (auto applied = postgres::migrate(connection); !applied)
        return applied.error();
    if (auto settings = postgres::applyRoleSettings(connection); !settings)
        return settings;
    postgres::PoolOptions pool;
    pool.connection = connection;
    pool.size = static_cast<std::size_t>(m_options.config.poolSize);
    pool.hooks = poolHooks(*m_roles.front()->metrics);
    m_pool = std::make_unique<postgres::Pool>(std::move(pool));
    m_pool->start();
    m_poolGauges.emplace(watchPool(*m_roles.front()->metrics, *m_pool));
    return {};
}

Result<void> RoleProcess::makeTopics() {
    auto names = topicNames(m_options.config.kafka);
    if (!names)
        return names.error();
    m_topics = std::make_unique<core::stream::TopicNames>(std::move(*names));
    auto admin =
        kafka::Admin::create(kafkaConfig(m_options.config.kafka, m_options.instance, m_kafkaLog),
                             std::chrono::seconds(30));
    if (!admin)
        return admin.error();
    std::vector<core::stream::TopicSpec> topics;
    for (const auto* name : kTopics)
        topics.push_back(*core::stream::findTopic(name));
    auto report = kafka::setUpTopics(**admin, *m_topics, topics);
    if (!report)
        return core::failure(report.error().code,
                             fmt::format("{}; kafka.servers is {}", report.error().message,
                                         fmt::join(m_options.config.kafka.servers, ", ")));
    for (const auto& warning : report->warnings)
        m_life.warn(warning);
    m_admin = std::move(*admin);
    return {};
}

/// Kafka and PostgreSQL at the same time: a start waits for the slower one only.
Result<void> RoleProcess::prepareGround() {
    if (m_options.config.postgresUrl.empty())
        return openDatabase(); // says what to set, and need not wait for Kafka to say it
    Result<void> topics;
    std::jthread kafka([&] {
        pthread_setname_np(pthread_self(), "topics");
        topics = makeTopics();
    });
    auto database = openDatabase();
    kafka.join();
    if (!database)
        return database;
    if (topics)
        watchHealth();
    return topics;
}

void RoleProcess::watchHealth() {
    m_health = std::make_unique<PlatformHealth>(
        *m_pool, std::move(m_admin),
        m_options.config.dataDir.empty() ? "/" : m_options.config.dataDir);
    m_databaseGauges.emplace(watchDatabase(*m_roles.front()->metrics, *m_health));
    m_health->start();
}

Result<void> RoleProcess::startRelay() {
    auto publisher = kafka::KafkaBatchPublisher::create(
        kafkaConfig(m_options.config.kafka, m_options.instance, m_kafkaLog));
    if (!publisher)
        return publisher.error();
    postgres::RelayOptions options;
    options.connection = connectionOptions(m_options);
    options.topicNames = [this](std::string_view logical) { return m_topics->physical(logical); };
    options.hooks = relayHooks(*m_roles.front()->metrics, m_log.logger("outbox"));
    m_relay = std::make_unique<postgres::Relay>(std::move(options), std::move(*publisher));
    m_relayGauge.emplace(watchRelay(*m_roles.front()->metrics, *m_relay));
    m_relay->start();
    return {};
}

RoleContext RoleProcess::contextOf(observe::Metrics& metrics) {
    return {m_options.config,
            m_clock,
            m_options.instance,
            *m_pool,
            connectionOptions(m_options),
            kafkaConfig(m_options.config.kafka, m_options.instance, m_kafkaLog),
            *m_topics,
            metrics,
            m_log,
            [this] { wakeRelay(); },
            m_options.samples};
}

std::unique_ptr<Role> RoleProcess::makeRole(const std::string& role,
                                            const RoleContext& context) const {
    if (role == "stock")
        return std::make_unique<StockRole>(context);
    if (role == "analytics")
        return std::make_unique<AnalyticsRole>(context);
    if (role == "monitor")
        return std::make_unique<MonitorRole>(context);
    return std::make_unique<GatewayRole>(
        context, std::set<std::string>(m_options.roles.begin(), m_options.roles.end()),
        m_options.version);
}

Result<void> RoleProcess::startRoles() {
    for (const auto& running : m_roles)
        running->role = makeRole(running->name, contextOf(*running->metrics));
    if (auto relay = startRelay(); !relay)
        return relay;
    for (const auto& running : m_roles) {
        if (auto started = running->role->start(); !started)
            return started;
    }
    for (const auto& running : m_roles) {
        if (auto listening = listen(*running); !listening)
            return listening;
    }
    return exposeMetrics();
}

Result<void> RoleProcess::exposeMetrics() {
    const auto& where = m_options.config.observe.metricsListen;
    if (!where)
        return {};
    m_exposer = std::make_unique<observe::MetricsExposer>(
        fmt::format("{}:{}", where->address, where->port), *m_roles.front()->metrics);
    return m_exposer->start();
}

void RoleProcess::addRoutes(const Running& owner, http::Router& router) {
    for (const auto& running : m_roles) {
        // The gateway answers for every role of its process directly.
        if (running.get() == &owner || owner.role->name() == "gateway")
            running->role->addRoutes(router);
    }
}

http::ServerOptions RoleProcess::serverOptions(const std::string& role,
                                               const config::ListenAddress& where) {
    const auto& http = m_options.config.http;
    http::ServerOptions server;
    server.name = role;
    server.address = where.address;
    server.port = where.port;
    server.workers = static_cast<unsigned>(http.workerThreads);
    server.trustedProxies = http.trustedProxies;
    server.corsOrigins = http.corsOrigins;
    if (!http.tlsCert.empty())
        server.tls = http::TlsFiles{http.tlsCert, http.tlsKey, http.tlsClientCa};
    server.clock = &m_clock;
    server.log = &m_log;
    return server;
}

http::StandardEndpoints RoleProcess::endpoints() {
    http::StandardEndpoints standard;
    standard.info.version = m_options.version;
    standard.info.commit = m_options.commit;
    standard.info.buildTime = m_options.buildTime;
    standard.info.roles = m_options.roles;
    standard.info.instance = m_options.instance;
    standard.info.startedAt = m_startedAt;
    standard.info.profile =
        m_options.config.profile == config::Profile::Remote ? "remote" : "local";
    standard.info.mode =
        m_options.config.mode == config::Mode::Production ? "production" : "development";
    standard.openApi.version = m_options.version;
    standard.clock = &m_clock;
    standard.log = &m_log;
    standard.actuatorPublic = m_options.config.http.actuatorPublic;
    return standard;
}

Result<void> RoleProcess::listen(Running& running) {
    const auto role = running.role->name();
    auto where = m_options.config.listenerOf(role);
    RoleListener::Ground ground{[this] { return m_health->state(); },
                                [this] { return m_relay->stats().backlog; }};
    running.listener = std::make_unique<RoleListener>(
        *running.role, *running.metrics, std::move(ground), m_clock, m_log.logger("health"));
    addRoutes(running, running.listener->router());
    auto started = running.listener->start(serverOptions(role, where), endpoints());
    if (!started && !mustHavePort(role, where)) {
        where.port = 0;
        started = running.listener->start(serverOptions(role, where), endpoints());
    }
    if (!started)
        return core::failure(started.error().code,
                             fmt::format("roles.{}.listen: {}", role, started.error().message));
    const auto host = where.address == "0.0.0.0" ? hostName() : where.address;
    m_urls[role] =
        fmt::format("{}://{}:{}", m_options.config.http.tlsCert.empty() ? "http" : "https", host,
                    running.listener->port());
    return {};
}

bool RoleProcess::mustHavePort(const std::string& role, const config::ListenAddress& where) const {
    return (where.explicitlySet && where.port != 0) ||
           (role == "gateway" && m_options.fixedGatewayPort);
}

void RoleProcess::wakeRelay() {
    if (m_relay)
        m_relay->wake();
}

Result<void> RoleProcess::start() {
    if (auto log = m_log.start(); !log)
        return log;
    m_life.info("starting", {{"event", "SERVICE_STARTED"}});
    for (const auto step :
         {&RoleProcess::makeMetrics, &RoleProcess::prepareGround, &RoleProcess::startRoles}) {
        if (auto done = (this->*step)(); !done)
            return done;
    }
    InstanceInfo info{m_options.instance, m_options.roles, hostName(), getpid(), m_urls,
                      m_options.version,  m_startedAt};
    m_heartbeat = std::make_unique<InstanceHeartbeat>(*m_pool, std::move(info));
    m_heartbeat->start();
    for (const auto& running : m_roles)
        running->listener->setReady(true);
    m_life.info("ready", {{"event", "SERVICE_READY"}});
    return {};
}

void RoleProcess::reload(const Result<config::Reloaded>& next) {
    if (!next) {
        m_life.warn("the configuration stays as it was: " + next.error().message);
        return;
    }
    const auto& config = next->config;
    m_log.setLevel("ROOT",
                   observe::parseLevel(config.observe.logLevel).value_or(observe::Level::Info));
    const bool tls = !m_options.config.http.tlsCert.empty() && !config.http.tlsCert.empty();
    for (const auto& running : m_roles) {
        if (!tls || !running->listener)
            continue;
        running->role->useTls(config::ownServicesTls(config.http));
        const auto done = running->listener->reloadTls(
            {config.http.tlsCert, config.http.tlsKey, config.http.tlsClientCa});
        if (!done)
            m_life.warn("the certificates stay as they were: " + done.error().message);
    }
    m_life.info(config::reloadSentence(*next));
}

void RoleProcess::beginDrain() {
    m_life.info("draining", {{"event", "SERVICE_DRAINING"}});
    for (const auto& running : m_roles)
        running->listener->beginDrain();
}

std::size_t RoleProcess::stop() {
    if (std::exchange(m_stopped, true))
        return 0;
    std::size_t left = 0;
    if (m_heartbeat)
        m_heartbeat->stop();
    for (const auto& running : m_roles) {
        if (running->listener)
            running->listener->stop();
    }
    for (auto running = m_roles.rbegin(); running != m_roles.rend(); ++running) {
        if ((*running)->role)
            left += (*running)->role->stop();
    }
    if (m_relay)
        m_relay->stop();
    if (m_exposer)
        m_exposer->stop();
    if (m_health)
        m_health->stop();
    m_heartbeat.reset();
    m_exposer.reset();
    for (const auto& running : m_roles) {
        running->listener.reset();
        running->role.reset();
    }
    m_relayGauge.reset();
    m_databaseGauges.reset();
    m_relay.reset();
    m_health.reset();
    if (m_pool)
        m_pool->stop();
    m_roles.clear();
    m_life.info("stopped", {{"event", "SERVICE_STOPPED"}});
    return left;
}

} // namespace vigia::backend::host
