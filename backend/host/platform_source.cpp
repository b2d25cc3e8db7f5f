#include "backend/host/platform_source.h"

#include "backend/postgres/transaction.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace vigia::backend::host {
namespace {

/// Older than 15 s is gone (platform.md 1).
constexpr const char* kInstances =
    "SELECT instance, array_to_string(roles, ','), host, pid, urls::text, version, "
    "(extract(epoch FROM started_at) * 1000000)::bigint, (extract(epoch FROM heartbeat_at) * "
    "1000000)::bigint "
    "FROM ops.instances WHERE heartbeat_at > now() - interval '15 seconds' ORDER BY instance LIMIT "
    "1000";

constexpr const char* kGround =
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, "
    "to_regclass('ops.instances') IS NOT NULL AND to_regclass('stock.outbox') IS NOT NULL";

constexpr const char* kOutbox = "SELECT count(*) FILTER (WHERE parked_at IS NULL), "
                                "coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE "
                                "parked_at IS NULL)), 0)::float8, "
                                "count(*) FILTER (WHERE parked_at IS NOT NULL) "
                                "FROM stock.outbox WHERE sent_at IS NULL";

core::UtcTime microseconds(std::int64_t value) {
    return core::UtcTime{std::chrono::microseconds{value}};
}

std::map<std::string, std::string> readUrls(const std::string& text) {
    const auto json = core::parseJson(text);
    std::map<std::string, std::string> urls;
    if (!json || json->asObject() == nullptr)
        return urls;
    for (const auto& [role, url] : *json->asObject()) {
        if (const auto* base = url.asString(); base != nullptr && !base->empty())
            urls[role] = *base;
    }
    return urls;
}

core::ops::InstanceRecord readInstance(const pqxx::row& row) {
    core::ops::InstanceRecord out;
    out.instance = row[0].as<std::string>();
    const auto roles = row[1].as<std::string>("");
    for (const auto role : core::split(roles, ','))
        out.roles.emplace_back(role);
    out.host = row[2].as<std::string>();
    out.pid = row[3].as<std::int64_t>();
    out.urls = readUrls(row[4].as<std::string>());
    out.version = row[5].as<std::string>();
    out.startedAt = microseconds(row[6].as<std::int64_t>());
    out.heartbeatAt = microseconds(row[7].as<std::int64_t>());
    return out;
}

} // namespace

core::Result<core::ops::PlatformState> DatabasePlatformSource::state() {
    return postgres::inQuery(
        m_pool, "platform.state",
        [](pqxx::nontransaction& query) -> core::Result<core::ops::PlatformState> {
            core::ops::PlatformState state;
            const auto ground = query.exec1(kGround);
            state.databaseTime = microseconds(ground[0].as<std::int64_t>());
            if (!ground[1].as<bool>())
                return state; // it answers, but no service has made its tables yet
            for (const auto& row : query.exec(kInstances))
                state.instances.push_back(readInstance(row));
            const auto outbox = query.exec1(kOutbox);
            state.outbox.push_back({"stock", outbox[0].as<std::int64_t>(), outbox[1].as<double>(),
                                    outbox[2].as<std::int64_t>()});
            return state;
        });
}

} // namespace vigia::backend::host
