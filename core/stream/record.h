#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::stream {

/// One header of a Kafka record; values are bytes, UTF-8 text by contract (platform.md 4.2).
struct Header {
    std::string name = {};
    std::string value = {};
};

using Headers = std::vector<Header>;

/// The last header of that name; null when absent.
const std::string* findHeader(const Headers& headers, std::string_view name);

/// A Kafka record, consumed or to be produced. `partition` −1 lets the partitioner choose; `offset`
/// −1 is unknown.
struct Record {
    std::string topic = {}; ///< physical name
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    std::optional<std::string> key = {};
    std::optional<std::string> value = {}; ///< absent is a tombstone
    Headers headers = {};
    UtcTime time{};
};

/// A record that must be published if and only if the transaction that writes it commits
/// (platform.md 4.4, 5.1).
struct OutboxRecord {
    std::string eventId = {}; ///< UUID text
    std::string topic = {};   ///< logical name
    std::optional<std::string> key = {};
    Headers headers = {};
    std::string payload = {};
    UtcTime recordTime{};
};

/// What a handler decided about one record (platform.md 4.5, 4.6).
enum class OutcomeKind { Done, Retry, DeadLetter, Discard };

struct Outcome {
    OutcomeKind kind = OutcomeKind::Done;
    std::string errorClass =
        {}; ///< `SCHEMA`, `HASH_MISMATCH`, `EXT_5XX`, `DUPLICATE` … (platform.md 4.6)
    std::string errorMessage = {}; ///< at most 1,000 characters, no stack
};

/// When a failed record is tried again: base × factor^(n−1), capped, with jitter (platform.md 4.6).
struct RetryPolicy {
    std::chrono::milliseconds base{1000};
    double factor = 2.0;
    std::chrono::milliseconds cap{30000};
    double jitter = 0.1;
    int maxRetries = 3;

    /// Delay of retry `n` (from 1); `random01` in [0, 1) spreads it over ±jitter.
    [[nodiscard]] std::chrono::milliseconds delay(int n, double random01) const;
};

} // namespace vigia::core::stream
