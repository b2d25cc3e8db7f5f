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

void ServicePoll::ask(const InstanceRecord& instance, ServiceRound& round) {
    ServiceFigures& figures = round.figures[instance.instance];
    const auto page = m_fetcher->get(instance.url + "/metrics", kPatience);
    if (!page) {
        figures.error = page.error().message;
        return;
    }
    const auto samples = parsePrometheusText(page->body);
    if (page->status != 200 || !samples) {
        figures.error = page->status != 200
                            ? fmt::format("{}/metrics answers {}", instance.url, page->status)
                            : samples.error().message;
        return;
    }
    figures.answered = true;
    MeterReading reading = m_meters[meterKey(instance)].observe(*samples, m_clock.now());
    fill(figures, reading);
    for (const auto& [group, reason] : reading.paused)
        round.pausedBecause[group] = reason;
    round.readings[instance.instance] = std::move(reading);
    askHealth(instance, figures);
}

void ServicePoll::askHealth(const InstanceRecord& instance, ServiceFigures& figures) {
    const auto answer = m_fetcher->get(instance.url + "/actuator/health", kPatience);
    if (!answer) {
        figures.health = Health::Degraded;
        figures.healthReason = "not telling its health: " + answer.error().message;
        return;
    }
    std::tie(figures.health, figures.healthReason) = parseServiceHealth(answer->body);
}

std::optional<core::ops::StockTotals>
ServicePoll::askStock(const std::vector<InstanceRecord>& instances) {
    for (const InstanceRecord& instance : instances) {
        const auto serves = [](const std::string& role) {
            return role == "stock" || role == "gateway";
        };
        if (std::none_of(instance.roles.begin(), instance.roles.end(), serves))
            continue;
        const auto answer =
            m_fetcher->get(instance.url + "/api/v1/virtual-stock/summary", kPatience);
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
