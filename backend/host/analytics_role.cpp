#include "backend/host/analytics_role.h"

#include "backend/host/engine_metrics.h"
#include "backend/kafka/consumer_engine.h"
#include "backend/postgres/schema.h"
#include "backend/stock/analytics.h"
#include "backend/stock/upkeep.h"

namespace vigia::backend::host {
namespace {

constexpr std::chrono::seconds kPollSilence{30};
constexpr std::int64_t kHighLag = 5000;

} // namespace

struct AnalyticsRole::Parts {
    explicit Parts(const RoleContext& given)
        : context(given), handler(given.topics),
          probe(given.metrics, given.log, stock::kAnalyticsGroup) {}

    const RoleContext context;
    stock::AnalyticsHandler handler;
    EngineMetrics probe;
    stock::HistoryUpkeep upkeep{context.pool, context.clock};
    std::unique_ptr<kafka::ConsumerEngine> engine;
    std::optional<observe::Metrics::Source> queue;
};

AnalyticsRole::AnalyticsRole(const RoleContext& context)
    : m_parts(std::make_unique<Parts>(context)) {}

AnalyticsRole::~AnalyticsRole() = default;

core::Result<void> AnalyticsRole::start() {
    m_parts->upkeep.start();
    kafka::EngineOptions options;
    options.client = m_parts->context.kafka;
    options.group = stock::kAnalyticsGroup;
    for (const auto& logical : stock::AnalyticsHandler::topics())
        options.topics.push_back(m_parts->context.topics.physical(logical));
    options.owner = m_parts->context.instance;
    options.failures.deadLetter = "stock-dead-letter-topic";
    options.outboxWritten = m_parts->context.outboxWritten;
    m_parts->engine = std::make_unique<kafka::ConsumerEngine>(
        std::move(options), postgres::Schema::Stock, m_parts->context.pool, m_parts->handler,
        m_parts->probe, m_parts->context.clock);
    m_parts->queue.emplace(m_parts->context.metrics.watchQueue(
        [engine = m_parts->engine.get()] { return engine->queueStats(); }));
    return m_parts->engine->start();
}

std::size_t AnalyticsRole::stop() {
    if (m_parts->engine)
        m_parts->engine->stop();
    m_parts->upkeep.stop();
    return 0;
}

std::vector<http::ComponentHealth> AnalyticsRole::health() const {
    if (!m_parts->engine)
        return {};
    const auto status = m_parts->engine->status();
    std::int64_t lag = 0;
    bool paused = false;
    for (const auto& partition : status.partitions) {
        lag += partition.lag.value_or(0);
        paused = paused || !partition.pausedReason.empty();
    }
    const bool degraded = status.databaseDown || lag >= kHighLag || paused;
    const auto word = !live()    ? http::HealthStatus::Down
                      : degraded ? http::HealthStatus::Degraded
                                 : http::HealthStatus::Up;
    core::JsonObject group{{"status", core::JsonValue(std::string(http::healthStatusName(word)))},
                           {"lag", core::JsonValue(core::JsonNumber{std::to_string(lag)})},
                           {"paused", core::JsonValue(paused)}};
    core::JsonObject groups{{status.group, core::JsonValue(std::move(group))}};
    return {{"consumers", word, {{"groups", core::JsonValue(std::move(groups))}}}};
}

bool AnalyticsRole::live() const {
    if (!m_parts->engine)
        return true;
    const auto status = m_parts->engine->status();
    return !status.failed && m_parts->context.clock.steadyNow() - status.lastPoll <= kPollSilence;
}

} // namespace vigia::backend::host
