#include "backend/host/instances.h"

#include "backend/postgres/transaction.h"
#include "core/base/json_writer.h"
#include "core/base/time_text.h"

#include <condition_variable>

#include <pthread.h>

namespace vigia::backend::host {
namespace {

constexpr std::chrono::seconds kBeat{5};

constexpr const char* kUpsert =
    "INSERT INTO ops.instances (instance, roles, host, pid, urls, version, started_at, "
    "heartbeat_at) "
    "VALUES ($1, string_to_array($2, ','), $3, $4, $5::jsonb, $6, $7::timestamptz, now()) "
    "ON CONFLICT (instance) DO UPDATE SET roles = EXCLUDED.roles, host = EXCLUDED.host, pid = "
    "EXCLUDED.pid, urls = EXCLUDED.urls, "
    "version = EXCLUDED.version, started_at = EXCLUDED.started_at, heartbeat_at = now()";

std::string urlsJson(const std::map<std::string, std::string>& urls) {
    core::JsonWriter json;
    json.beginObject();
    for (const auto& [role, url] : urls)
        json.member(role, url);
    return json.endObject().take();
}

} // namespace

InstanceHeartbeat::InstanceHeartbeat(postgres::Pool& pool, InstanceInfo info)
    : m_pool(pool), m_info(std::move(info)) {}

InstanceHeartbeat::~InstanceHeartbeat() {
    stop();
}

void InstanceHeartbeat::start() {
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    pthread_setname_np(m_thread.native_handle(), "instances");
}

void InstanceHeartbeat::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
    remove();
}

void InstanceHeartbeat::run(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
        beat();
        wake.wait_for(lock, stop, kBeat, [] { return false; });
    }
}

void InstanceHeartbeat::beat() {
    // A beat that fails is simply late: readers take a silence of 15 s for an end.
    static_cast<void>(postgres::inTransaction(
        m_pool, "instances.beat", [this](pqxx::work& work) -> core::Result<void> {
            work.exec_params(kUpsert, m_info.instance,
                             fmt::format("{}", fmt::join(m_info.roles, ",")), m_info.host,
                             m_info.pid, urlsJson(m_info.urls), m_info.version,
                             core::formatRfc3339Micros(m_info.startedAt));
            return {};
        }));
}

void InstanceHeartbeat::remove() {
    static_cast<void>(postgres::inTransaction(
        m_pool, "instances.remove", [this](pqxx::work& work) -> core::Result<void> {
            work.exec_params("DELETE FROM ops.instances WHERE instance = $1 AND pid = $2",
                             m_info.instance, m_info.pid);
            return {};
        }));
}

} // namespace vigia::backend::host
