#include "backend/stock/rejections.h"

#include "backend/postgres/transaction.h"
#include "core/base/json_writer.h"

#include <pqxx/pqxx>

namespace vigia::backend::stock {
namespace {

constexpr std::size_t kMaxRows = 10'000; ///< minutes × symbols kept while the database is away

constexpr const char* kAdd =
    "INSERT INTO stock.symbol_minutes AS m (minute, symbol, rejected) "
    "SELECT to_timestamp((row->>0)::bigint * 60), row->>1, (row->>2)::int FROM "
    "jsonb_array_elements($1::jsonb) row "
    "ON CONFLICT (minute, symbol) DO UPDATE SET rejected = m.rejected + excluded.rejected";

} // namespace

void Rejections::count(const std::string& symbol, core::UtcTime at) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count();
    const std::lock_guard lock(m_mutex);
    const std::pair key{static_cast<Minute>(minute), symbol};
    if (m_counts.size() < kMaxRows || m_counts.contains(key))
        ++m_counts[key];
}

core::Result<void> Rejections::flush(postgres::Pool& pool) {
    const auto counts = take();
    if (counts.empty())
        return {};
    core::JsonWriter rows;
    rows.beginArray();
    for (const auto& [key, count] : counts)
        rows.beginArray().value(key.first).value(key.second).value(count).endArray();
    rows.endArray();
    const auto done =
        postgres::inTransaction(pool, "stock.rejected", [&](pqxx::work& tx) -> core::Result<void> {
            tx.exec_params(kAdd, rows.text());
            return {};
        });
    if (!done)
        giveBack(counts);
    return done;
}

std::int64_t Rejections::pending() const {
    const std::lock_guard lock(m_mutex);
    std::int64_t sum = 0;
    for (const auto& [key, count] : m_counts)
        sum += count;
    return sum;
}

Rejections::Counts Rejections::take() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_counts, {});
}

void Rejections::giveBack(const Counts& counts) {
    const std::lock_guard lock(m_mutex);
    for (const auto& [key, count] : counts)
        m_counts[key] += count;
}

} // namespace vigia::backend::stock
