#include "backend/host/stock_role.h"

#include "backend/stock/rejections.h"
#include "backend/stock/rest.h"
#include "backend/stock/stock_metrics.h"
#include "backend/stock/sweeper.h"
#include "backend/stock/upkeep.h"

namespace vigia::backend::host {
namespace {

core::stock::StockRules rulesOf(const config::StockConfig& stock) {
    core::stock::StockRules rules;
    rules.lowThreshold = stock.lowThreshold;
    rules.allowPendingRestock = stock.allowPendingRestock;
    rules.maxPerRequest = stock.maxPerRequest;
    rules.defaultTtl = stock.reservationTtl;
    rules.deadline = stock.eventDeadline;
    rules.priceLimit = stock.priceLimit;
    return rules;
}

} // namespace

struct StockRole::Parts {
    explicit Parts(const RoleContext& given)
        : context(given), log(given.log.logger("stock")), metrics(given.metrics), service(deps()) {}

    [[nodiscard]] stock::StockDeps deps() {
        return {context.pool,
                context.clock,
                metrics,
                rejections,
                rulesOf(context.config.stock),
                context.config.stock.conflictStatus,
                context.outboxWritten,
                log};
    }

    const RoleContext context;
    const observe::Logger log;
    stock::StockCounters metrics;
    stock::Rejections rejections;
    stock::StockService service;
    std::unique_ptr<stock::Sweeper> sweeper;
    std::unique_ptr<stock::StockUpkeep> upkeep;
};

StockRole::StockRole(const RoleContext& context) : m_parts(std::make_unique<Parts>(context)) {}

StockRole::~StockRole() = default;

void StockRole::addRoutes(http::Router& router) {
    stock::addStockRoutes(router, m_parts->service);
}

core::Result<void> StockRole::start() {
    stock::prepareSweep(m_parts->context.pool);
    m_parts->sweeper = std::make_unique<stock::Sweeper>(m_parts->deps());
    m_parts->sweeper->start();
    m_parts->upkeep = std::make_unique<stock::StockUpkeep>(m_parts->deps(), m_parts->metrics,
                                                           m_parts->context.connection);
    m_parts->upkeep->start();
    return {};
}

std::size_t StockRole::stop() {
    if (m_parts->sweeper)
        m_parts->sweeper->stop();
    if (m_parts->upkeep)
        m_parts->upkeep->stop();
    return 0;
}

} // namespace vigia::backend::host
