#include "tests/backend/kafka/engine_rig.h"

#include "backend/postgres/migrations.h"

#include <pqxx/pqxx>

#include <QTest>

#include <algorithm>

namespace vigia::tests {

using namespace backend::kafka;

void RecordingProbe::outcome(std::string_view, const core::stream::Outcome& outcome) {
    const std::lock_guard lock(m_mutex);
    ++m_outcomes[outcome.kind];
}

void RecordingProbe::paused(std::string_view, std::int32_t, std::string_view reason) {
    const std::lock_guard lock(m_mutex);
    m_reasons.emplace_back(reason);
}

void RecordingProbe::event(const EngineEvent& event) {
    const std::lock_guard lock(m_mutex);
    m_events.push_back(event);
}

std::vector<EngineEvent> RecordingProbe::events(EngineEventKind kind) const {
    const std::lock_guard lock(m_mutex);
    std::vector<EngineEvent> found;
    std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(found),
                 [kind](const EngineEvent& event) { return event.kind == kind; });
    return found;
}

bool RecordingProbe::wasPausedFor(const std::string& reason) const {
    const std::lock_guard lock(m_mutex);
    return std::find(m_reasons.begin(), m_reasons.end(), reason) != m_reasons.end();
}

int RecordingProbe::outcomes(core::stream::OutcomeKind kind) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_outcomes.find(kind);
    return found == m_outcomes.end() ? 0 : found->second;
}

EngineRig::EngineRig() {
    backend::postgres::PoolOptions pool;
    pool.connection.urls = {m_database.url()};
    pool.connection.applicationName = "vigia:test";
    if (const auto migrated = backend::postgres::migrate(pool.connection); !migrated)
        qFatal("%s", migrated.error().message.c_str());
    m_pool = std::make_unique<backend::postgres::Pool>(pool);
    run(effectTables());
    options.client = testClient();
    options.group = group;
    options.owner = "test-1";
    options.batchSize = 100;
    options.linger = std::chrono::milliseconds(5);
    options.retryMin = std::chrono::milliseconds(50);
    options.retryMax = std::chrono::milliseconds(500);
    options.failures = {.retry = "stock-retry-topic", .deadLetter = "stock-dead-letter-topic"};
}

EngineRig::~EngineRig() = default;

std::unique_ptr<ConsumerEngine> EngineRig::engine(const std::string& topic) {
    options.topics = {topic};
    return std::make_unique<ConsumerEngine>(options, backend::postgres::Schema::Stock, *m_pool,
                                            handler, probe, m_clock);
}

std::unique_ptr<ConsumerEngine> EngineRig::engineOn(EngineRig& member, const std::string& topic) {
    member.options.topics = {topic};
    return std::make_unique<ConsumerEngine>(member.options, backend::postgres::Schema::Stock,
                                            *m_pool, member.handler, member.probe, m_clock);
}

std::string EngineRig::ask(const std::string& sql) {
    pqxx::connection connection(m_database.url());
    pqxx::nontransaction work(connection);
    const auto rows = work.exec(sql);
    return rows.empty() || rows[0][0].is_null() ? std::string() : rows[0][0].as<std::string>();
}

void EngineRig::run(const std::string& sql) {
    pqxx::connection connection(m_database.url());
    pqxx::work work(connection);
    work.exec(sql);
    work.commit();
}

void EngineRig::closeDatabase(bool closed) {
    pqxx::connection connection(testStack().postgres);
    pqxx::nontransaction work(connection);
    const std::string name = m_database.url().substr(m_database.url().rfind('/') + 1);
    work.exec("ALTER DATABASE " + work.quote_name(name) + " ALLOW_CONNECTIONS " +
              (closed ? "false" : "true"));
    if (closed)
        work.exec_params(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name);
}

int EngineRig::effects(const std::string& topic) {
    return std::stoi(ask("SELECT count(*) FROM stock.test_effects WHERE topic = '" + topic + "'"));
}

} // namespace vigia::tests
