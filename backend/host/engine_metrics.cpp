#include "backend/host/engine_metrics.h"

#include <array>

namespace vigia::backend::host {
namespace {

std::string_view outcomeWord(core::stream::OutcomeKind kind) {
    switch (kind) {
    case core::stream::OutcomeKind::Done:
        return "done";
    case core::stream::OutcomeKind::Retry:
        return "retry";
    case core::stream::OutcomeKind::DeadLetter:
        return "dead_letter";
    case core::stream::OutcomeKind::Discard:
        return "discard";
    }
    return "done";
}

struct EventLook {
    observe::Level level;
    const char* name; ///< of platform.md 9.1
};

EventLook lookOf(kafka::EngineEventKind kind) {
    using Kind = kafka::EngineEventKind;
    switch (kind) {
    case Kind::Assigned:
    case Kind::Revoked:
    case Kind::Rebalanced:
        return {observe::Level::Info, "CONSUMER_REBALANCED"};
    case Kind::DatabaseUp:
        return {observe::Level::Info, "CONSUMER_RESUMED"};
    case Kind::DatabaseDown:
        return {observe::Level::Warn, "CONSUMER_PAUSED"};
    case Kind::Lost:
        return {observe::Level::Warn, "CONSUMER_REBALANCED"};
    case Kind::ClientError:
        return {observe::Level::Warn, "MESSAGE_PROCESSING_FAILED"};
    case Kind::OffsetsLost:
    case Kind::OffsetsAhead:
    case Kind::TopicRecreated:
    case Kind::HandlerFailing:
    case Kind::Fenced:
        return {observe::Level::Error, "CONSUMER_PAUSED"};
    }
    return {observe::Level::Info, "CONSUMER_REBALANCED"};
}

double seconds(std::chrono::nanoseconds duration) {
    return std::chrono::duration<double>(duration).count();
}

} // namespace

EngineMetrics::EngineMetrics(observe::Metrics& metrics, observe::Log& log, std::string group)
    : m_group(std::move(group)), m_log(log.logger("consumer")),
      m_consumed(metrics.counter({"kafka_messages_consumed_total",
                                  "Records settled",
                                  {"topic", "partition", "consumer_group"}})),
      m_outcomes(metrics.counter({"messages_processed_outcomes_total",
                                  "Records by outcome",
                                  {"topic", "consumer_group", "outcome"}})),
      m_deadLetters(
          metrics.counter({"dead_letters_total", "Records put aside", {"topic", "class"}})),
      m_retries(
          metrics.counter({"retries_total", "Records to be tried again", {"topic", "class"}})),
      m_processing(metrics.histogram({"message_processing_duration_seconds",
                                      "Receipt to settled",
                                      {"topic", "consumer_group"}})),
      m_endToEnd(metrics.histogram({"message_end_to_end_seconds",
                                    "Record timestamp to settled",
                                    {"topic", "consumer_group"}})),
      m_rebalances(
          metrics.counter({"kafka_consumer_rebalances_total", "Rebalances", {"consumer_group"}})
              .with({m_group})),
      m_paused(metrics.gauge(
          {"kafka_consumer_paused", "Partitions not read", {"consumer_group", "reason"}})) {
    for (const auto reason : kafka::pause::kAll)
        m_paused.with({m_group, std::string(reason)});
}

void EngineMetrics::consumed(std::string_view topic, std::int32_t partition, std::size_t records) {
    m_consumed.with({std::string(topic), std::to_string(partition), m_group})
        .add(static_cast<double>(records));
}

void EngineMetrics::outcome(std::string_view topic, const core::stream::Outcome& outcome) {
    m_outcomes.with({std::string(topic), m_group, std::string(outcomeWord(outcome.kind))}).add();
    if (outcome.kind == core::stream::OutcomeKind::DeadLetter) {
        m_deadLetters.with({std::string(topic), outcome.errorClass}).add();
        logFailure("a record was put aside", "MESSAGE_DEAD_LETTERED", topic, outcome);
    }
    if (outcome.kind == core::stream::OutcomeKind::Retry) {
        m_retries.with({std::string(topic), outcome.errorClass}).add();
        logFailure("a record will be tried again", "MESSAGE_RETRY_SCHEDULED", topic, outcome);
    }
}

void EngineMetrics::logFailure(std::string_view text, const char* event, std::string_view topic,
                               const core::stream::Outcome& outcome) {
    m_log.warn(text, {{"event", event},
                      {"consumer_group", m_group},
                      {"kafka_topic", topic},
                      {"errorType", outcome.errorClass},
                      {"errorContext", outcome.errorMessage}});
}

void EngineMetrics::batchSettled(std::span<const core::stream::Record> records,
                                 std::chrono::nanoseconds duration) {
    const auto now =
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    std::map<std::string, std::pair<observe::Histogram, observe::Histogram>> handles;
    for (const auto& record : records) {
        auto [at, isNew] = handles.try_emplace(record.topic);
        if (isNew)
            at->second = {m_processing.with({record.topic, m_group}),
                          m_endToEnd.with({record.topic, m_group})};
        at->second.first.observe(seconds(duration));
        at->second.second.observe(
            std::max(0.0, std::chrono::duration<double>(now - record.time).count()));
    }
}

void EngineMetrics::paused(std::string_view topic, std::int32_t partition,
                           std::string_view reason) {
    const std::lock_guard lock(m_mutex);
    auto& known = m_reasons[{std::string(topic), partition}];
    if (known == reason)
        return;
    if (!known.empty())
        m_paused.with({m_group, known}).add(-1);
    if (!reason.empty())
        m_paused.with({m_group, std::string(reason)}).add(1);
    known = reason;
}

void EngineMetrics::event(const kafka::EngineEvent& event) {
    if (event.kind == kafka::EngineEventKind::Rebalanced)
        m_rebalances.add();
    const auto look = lookOf(event.kind);
    m_log.write(look.level, event.text.empty() ? "partitions were shared out anew" : event.text,
                {{"event", look.name},
                 {"consumer_group", m_group},
                 {"kafka_topic", event.topic},
                 {"kafka_partition", event.partition},
                 {"count", event.count},
                 {"duration_ms", event.duration.count()}});
}

} // namespace vigia::backend::host
