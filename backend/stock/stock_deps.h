#pragma once

#include "backend/observe/log.h"
#include "backend/postgres/pool.h"
#include "core/base/clock.h"
#include "core/stock/rules.h"

#include <functional>

namespace vigia::backend::stock {

class StockMetrics;
class Rejections;

/// What the parts of the service share; everything referred to outlives them.
struct StockDeps {
    postgres::Pool& pool; ///< lockTimeout 2 s, statementTimeout 5 s
    const core::Clock& clock;
    StockMetrics& metrics;
    Rejections& rejections;
    core::stock::StockRules rules;
    int conflictStatus = 409;                ///< `stock.http.conflictStatus`
    std::function<void()> committed = [] {}; ///< wakes the outbox relay of this process
    observe::Logger log = {};                ///< defects, with their cause
};

} // namespace vigia::backend::stock
