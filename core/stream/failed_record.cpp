#include "core/stream/failed_record.h"

#include "core/base/text.h"
#include "core/base/uuid.h"

#include <algorithm>
#include <charconv>

namespace vigia::core::stream {
namespace {

constexpr std::size_t kMaxErrorBytes = 1000;

std::optional<std::int64_t> numberIn(const Headers& headers, std::string_view name) {
    const std::string* text = findHeader(headers, name);
    std::int64_t number = 0;
    if (text == nullptr ||
        std::from_chars(text->data(), text->data() + text->size(), number).ptr !=
            text->data() + text->size() ||
        text->empty())
        return std::nullopt;
    return number;
}

void setHeader(Headers& headers, std::string_view name, std::string value) {
    std::erase_if(headers, [name](const Header& header) { return header.name == name; });
    headers.push_back({std::string(name), std::move(value)});
}

void setIfAbsent(Headers& headers, std::string_view name, std::string value) {
    if (findHeader(headers, name) == nullptr)
        headers.push_back({std::string(name), std::move(value)});
}

std::string errorText(const Outcome& outcome) {
    const std::string safe = escapedForDisplay(outcome.errorMessage, kMaxErrorBytes);
    return std::string(clippedUtf8(safe, kMaxErrorBytes));
}

/// Headers that a retry and a dead letter share.
Headers failureHeaders(const Record& record, const Outcome& outcome, UtcTime now) {
    Headers headers = record.headers;
    setIfAbsent(headers, "x-origin-topic", record.topic);
    setIfAbsent(headers, "x-origin-partition", std::to_string(record.partition));
    setIfAbsent(headers, "x-origin-offset", std::to_string(record.offset));
    setIfAbsent(headers, "x-origin-timestamp", std::to_string(epochMillis(record.time)));
    setIfAbsent(headers, "x-first-failed-at", std::to_string(epochMillis(now)));
    setIfAbsent(headers, "x-first-error", errorText(outcome));
    setHeader(headers, "x-error-class", outcome.errorClass);
    setHeader(headers, "x-error-message", errorText(outcome));
    return headers;
}

OutboxRecord outboxRecord(const Record& record, std::string topic, Headers headers) {
    const std::string* eventId = findHeader(record.headers, "event-id");
    const bool usable = eventId != nullptr && Uuid::parse(*eventId).has_value();
    return {.eventId = usable ? *eventId : Uuid::random().text(),
            .topic = std::move(topic),
            .key = record.key,
            .headers = std::move(headers),
            .payload = record.value.value_or(std::string()),
            .recordTime = record.time};
}

} // namespace

int attemptOf(const Headers& headers) {
    const auto attempt = numberIn(headers, "x-attempt");
    return attempt && *attempt >= 1 && *attempt <= 1000 ? static_cast<int>(*attempt) : 0;
}

std::optional<UtcTime> notBeforeOf(const Headers& headers) {
    const auto millis = numberIn(headers, "x-not-before");
    constexpr std::int64_t kYear9999 = 253'402'300'799'000;
    if (!millis || *millis < 0 || *millis > kYear9999)
        return std::nullopt;
    return fromEpochMillis(*millis);
}

bool hasRetryLeft(const Record& record, const RetryPolicy& policy, const FailureTopics& topics) {
    return !topics.retry.empty() && attemptOf(record.headers) < policy.maxRetries;
}

OutboxRecord retryOf(const Record& record, const Outcome& outcome, const RetryPolicy& policy,
                     const FailureTopics& topics, const FailureContext& context) {
    const int attempt = attemptOf(record.headers) + 1;
    Headers headers = failureHeaders(record, outcome, context.now);
    setHeader(headers, "x-attempt", std::to_string(attempt));
    setHeader(headers, "x-not-before",
              std::to_string(epochMillis(context.now + policy.delay(attempt, context.random01))));
    return outboxRecord(record, topics.retry, std::move(headers));
}

OutboxRecord deadLetterOf(const Record& record, const Outcome& outcome, const FailureTopics& topics,
                          const FailureContext& context) {
    Outcome final = outcome;
    if (outcome.kind == OutcomeKind::Retry)
        final.errorClass = "TRANSIENT_EXHAUSTED";
    Headers headers = failureHeaders(record, final, context.now);
    setHeader(headers, "x-attempt", std::to_string(attemptOf(record.headers) + 1));
    setHeader(headers, "x-consumer-group", context.group);
    setHeader(headers, "x-failed-at", std::to_string(epochMillis(context.now)));
    std::erase_if(headers, [](const Header& header) { return header.name == "x-not-before"; });
    return outboxRecord(record, topics.deadLetter, std::move(headers));
}

} // namespace vigia::core::stream
