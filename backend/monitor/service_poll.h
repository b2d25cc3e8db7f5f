#pragma once

#include "backend/monitor/fetcher.h"
#include "backend/monitor/service_meter.h"
#include "core/base/clock.h"
#include "core/ops/cluster_rows.h"
#include "core/ops/platform_source.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::monitor {

/// What one round over all instances found.
struct ServiceRound {
    std::map<std::string, core::ops::ServiceFigures> figures; ///< by instance
    std::map<std::string, MeterReading> readings;             ///< by instance that answered
    std::optional<core::ops::StockTotals> stock;
    std::map<std::string, std::string> pausedBecause; ///< consumer group → reason
};

/// Asks every instance for its metrics and its health, and the stock service for its totals. Blocks
/// for at most half a second an answer; used by one thread.
class ServicePoll {
public:
    ServicePoll(std::unique_ptr<Fetcher> fetcher, const core::Clock& clock)
        : m_fetcher(std::move(fetcher)), m_clock(clock) {}

    std::shared_ptr<const ServiceRound>
    round(const std::vector<core::ops::InstanceRecord>& instances);

private:
    core::Result<std::vector<MetricSample>> scrape(const std::string& url);
    std::pair<core::ops::Health, std::string> healthAt(const std::string& url);
    void ask(const core::ops::InstanceRecord& instance, ServiceRound& round);
    void askHealth(const core::ops::InstanceRecord& instance, core::ops::ServiceFigures& figures);
    std::optional<core::ops::StockTotals>
    askStock(const std::vector<core::ops::InstanceRecord>& instances);

    std::unique_ptr<Fetcher> m_fetcher;
    const core::Clock& m_clock;
    std::map<std::string, ServiceMeter> m_meters; ///< by instance and process
};

/// The body of GET `/api/v1/virtual-stock/summary` (stock.md 8.1).
core::Result<core::ops::StockTotals> parseStockSummary(std::string_view body);
/// The body of GET `/actuator/health` (platform.md 3.2): how the instance stands, and which
/// components are not UP.
std::pair<core::ops::Health, std::string> parseServiceHealth(std::string_view body);

} // namespace vigia::backend::monitor
