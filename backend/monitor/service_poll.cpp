#include "backend/monitor/service_poll.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace vigia::backend::monitor {
namespace {

using core::ops::Health;
using core::ops::InstanceRecord;
using core::ops::ServiceFigures;

constexpr std::chrono::milliseconds kPatience{500};

std::string meterKey(const InstanceRecord& instance) {
    return fmt::format("{}#{}", instance.instance, instance.pid);
}

void fill(ServiceFigures& figures, const MeterReading& reading) {
    figures.requestsPerSecond = reading.requestsPerSecond;
    figures.recordsPerSecond = reading.recordsPerSecond;
    if (reading.requestsPerSecond && *reading.requestsPerSecond > 0)
        figures.errorPercent =
            100 * reading.errorsPerSecond.value_or(0) / *reading.requestsPerSecond;
    else if (reading.requestsPerSecond)
        figures.errorPercent = 0;
    figures.p95Millis = reading.p95Millis;
    figures.memoryBytes = reading.memoryBytes;
    figures.cpuPercent = reading.cpuPercent;
}

} // namespace

std::shared_ptr<const ServiceRound>
ServicePoll::round(const std::vector<InstanceRecord>& instances) {
    auto round = std::make_shared<ServiceRound>();
    std::set<std::string> live;
    for (const InstanceRecord& instance : instances) {
        live.insert(meterKey(instance));
        ask(instance, *round);
    }
    std::erase_if(m_meters, [&](const auto& entry) { return !live.contains(entry.first); });
    round->stock = askStock(instances);
    return round;
}

core::Result<std::vector<MetricSample>> ServicePoll::scrape(const std::string& url) {
    const auto page = m_fetcher->get(url + "/metrics", kPatience);
    if (!page)
        return page.error();
    if (page->status != 200)
        return core::failure(core::ErrorCode::Unreachable,
                             fmt::format("{}/metrics answers {}", url, page->status));
    return parsePrometheusText(page->body);
}

/// One process counts once: the metrics of all its listeners are one scrape, in which figures of
/// the process itself stand once.
void ServicePoll::ask(const InstanceRecord& instance, ServiceRound& round) {
    ServiceFigures& figures = round.figures[instance.instance];
    std::vector<MetricSample> all;
    for (const auto& [role, url] : instance.urls) {
        auto samples = scrape(url);
        if (!samples) {
            figures.error = samples.error().message;
            return;
        }
        if (!all.empty())
            std::erase_if(*samples, [](const auto& s) { return s.name.starts_with("process_"); });
        all.insert(all.end(), std::make_move_iterator(samples->begin()),
                   std::make_move_iterator(samples->end()));
    }
    figures.answered = true;
    MeterReading reading = m_meters[meterKey(instance)].observe(all, m_clock.now());
    fill(figures, reading);
    for (const auto& [group, reason] : reading.paused)
        round.pausedBecause[group] = reason;
    round.readings[instance.instance] = std::move(reading);
    askHealth(instance, figures);
}

std::pair<Health, std::string> ServicePoll::healthAt(const std::string& url) {
    const auto answer = m_fetcher->get(url + "/actuator/health", kPatience);
    if (!answer)
        return {Health::Degraded, "not telling its health: " + answer.error().message};
    return parseServiceHealth(answer->body);
}

/// The worst of its listeners; where there are several, with the role that it is about.
void ServicePoll::askHealth(const InstanceRecord& instance, ServiceFigures& figures) {
    figures.health = Health::Ok;
    for (const auto& [role, url] : instance.urls) {
        auto [health, reason] = healthAt(url);
        if (health == figures.health || core::ops::worse(health, figures.health) != health)
            continue;
        figures.health = health;
        figures.healthReason = instance.urls.size() > 1 ? role + " " + reason : reason;
    }
}

std::optional<core::ops::StockTotals>
ServicePoll::askStock(const std::vector<InstanceRecord>& instances) {
    for (const InstanceRecord& instance : instances) {
        auto url = instance.urlOf("stock");
        if (url.empty())
            url = instance.urlOf("gateway");
        if (url.empty())
            continue;
        const auto answer = m_fetcher->get(url + "/api/v1/virtual-stock/summary", kPatience);
        if (!answer || answer->status != 200)
            continue;
        if (auto totals = parseStockSummary(answer->body)) {
            totals->at = m_clock.now();
            return std::move(*totals);
        }
    }
    return std::nullopt;
}

} // namespace vigia::backend::monitor
