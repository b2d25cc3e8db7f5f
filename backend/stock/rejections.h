#pragma once

#include "backend/postgres/pool.h"
#include "core/base/clock.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace vigia::backend::stock {

/// Refused reservations per minute and symbol, until they are added to stock.symbol_minutes. Any
/// thread. A crash loses at most what came since the last flush: refusals write nothing, so there
/// is nothing to count them with.
class Rejections {
public:
    void count(const std::string& symbol, core::UtcTime at);
    /// Adds the counts to the table. When the database is away they are kept and added next time.
    core::Result<void> flush(postgres::Pool& pool);
    /// Counts that are not in the table yet.
    [[nodiscard]] std::int64_t pending() const;

private:
    using Minute = std::int64_t; ///< epoch minutes
    using Counts = std::map<std::pair<Minute, std::string>, std::int64_t>;
    Counts take();
    void giveBack(const Counts& counts);

    mutable std::mutex m_mutex;
    Counts m_counts;
};

} // namespace vigia::backend::stock
