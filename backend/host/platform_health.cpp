#include "backend/host/platform_health.h"

#include "backend/disk_space.h"
#include "backend/postgres/transaction.h"

#include <fmt/format.h>

namespace vigia::backend::host {
namespace {

using Steady = std::chrono::steady_clock;

constexpr double kLeastFreeShare = 0.05;
constexpr std::chrono::milliseconds kInterval{1000};
constexpr std::chrono::milliseconds kSizeInterval{10000};
constexpr const char* kConnections =
    "SELECT coalesce(state, 'other'), count(*) FROM pg_catalog.pg_stat_activity WHERE datname = "
    "current_database() GROUP BY 1";

double millisSince(Steady::time_point began) {
    return std::chrono::duration<double, std::milli>(Steady::now() - began).count();
}

core::JsonValue number(double value) {
    return core::JsonValue(core::JsonNumber{fmt::format("{:.1f}", value)});
}

http::ComponentHealth component(const char* name, bool up, const char* detail,
                                core::JsonValue value) {
    return {
        name, up ? http::HealthStatus::Up : http::HealthStatus::Down, {{detail, std::move(value)}}};
}

} // namespace

PlatformHealth::PlatformHealth(postgres::Pool& pool, std::unique_ptr<kafka::Admin> admin,
                               std::string folder)
    : m_pool(pool), m_admin(std::move(admin)), m_folder(std::move(folder)),
      m_databaseLook("health-db", kInterval, [this] { askDatabase(); }),
      m_sizeLook("health-size", kSizeInterval, [this] { askDatabaseSize(); }),
      m_kafkaLook("health-kafka", kInterval, [this] { askKafka(); }) {}

PlatformHealth::~PlatformHealth() {
    stop();
}

void PlatformHealth::start() {
    askDatabase();
    askKafka();
    m_databaseLook.start();
    m_sizeLook.start();
    m_kafkaLook.start();
}

void PlatformHealth::stop() {
    m_databaseLook.stop();
    m_sizeLook.stop();
    m_kafkaLook.stop();
}

GroundState PlatformHealth::state() const {
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void PlatformHealth::askDatabase() {
    const auto began = Steady::now();
    const auto answer =
        postgres::inQuery(m_pool, "health", [](pqxx::nontransaction& query) -> core::Result<void> {
            query.exec("SELECT 1");
            return {};
        });
    const auto disk = diskSpace(m_folder);
    const std::lock_guard lock(m_mutex);
    m_state.databaseUp = answer.has_value();
    m_state.databaseMillis = millisSince(began);
    if (disk && disk->totalBytes > 0) {
        m_state.freeBytes = static_cast<std::int64_t>(disk->freeBytes);
        m_state.freeShare =
            static_cast<double>(disk->freeBytes) / static_cast<double>(disk->totalBytes);
    }
}

/// What is not known is not shown.
void PlatformHealth::askDatabaseSize() {
    std::optional<std::int64_t> bytes;
    std::map<std::string, int> connections;
    static_cast<void>(postgres::inQuery(
        m_pool, "health.size", [&](pqxx::nontransaction& query) -> core::Result<void> {
            bytes = query.exec1("SELECT pg_catalog.pg_database_size(current_database())")[0]
                        .as<std::int64_t>();
            for (const auto& row : query.exec(kConnections))
                connections[row[0].as<std::string>()] = row[1].as<int>();
            return {};
        }));
    const std::lock_guard lock(m_mutex);
    m_state.databaseBytes = bytes;
    m_state.databaseConnections = std::move(connections);
}

void PlatformHealth::askKafka() {
    const auto began = Steady::now();
    const auto answer = m_admin->brokers();
    const std::lock_guard lock(m_mutex);
    m_state.kafkaUp = answer.has_value() && !answer->empty();
    m_state.kafkaMillis = millisSince(began);
}

std::vector<http::ComponentHealth> groundComponents(const GroundState& state) {
    return {component("database", state.databaseUp, "latency_ms", number(state.databaseMillis)),
            component("kafka", state.kafkaUp, "latency_ms", number(state.kafkaMillis)),
            component("diskSpace", state.freeShare >= kLeastFreeShare, "free_bytes",
                      core::JsonValue(core::JsonNumber{std::to_string(state.freeBytes)}))};
}

} // namespace vigia::backend::host
