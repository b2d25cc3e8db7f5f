#pragma once

#include "core/stream/record.h"

#include <cstdint>
#include <string>

namespace vigia::core::stream {

/// What stands around a record that failed.
struct FailureContext {
    std::string group;
    UtcTime now{};
    double random01 = 0.5; ///< spreads the delay of a retry
};

/// Where failed records go; logical names. Without a retry topic every failure is a dead letter.
struct FailureTopics {
    std::string retry = {};
    std::string deadLetter = {};
};

/// How often the record was retried before: its `x-attempt`, 0 when absent or not a number from 1
/// to 1,000.
int attemptOf(const Headers& headers);
/// `x-not-before` of a retried record; absent when there is none.
std::optional<UtcTime> notBeforeOf(const Headers& headers);

/// Whether a Retry outcome of this record still has a retry left.
bool hasRetryLeft(const Record& record, const RetryPolicy& policy, const FailureTopics& topics);

/// The outbox record that tries `record` again later (platform.md 4.2, 4.6). Key, value and its own
/// headers are unchanged; where it first came from and its first error are kept over several
/// retries.
OutboxRecord retryOf(const Record& record, const Outcome& outcome, const RetryPolicy& policy,
                     const FailureTopics& topics, const FailureContext& context);

/// The outbox record that puts `record` aside. Retries that are used up get the class
/// `TRANSIENT_EXHAUSTED`.
OutboxRecord deadLetterOf(const Record& record, const Outcome& outcome, const FailureTopics& topics,
                          const FailureContext& context);

} // namespace vigia::core::stream
