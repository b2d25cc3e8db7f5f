#pragma once

#include "core/base/result.h"
#include "core/stream/record.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia::core::stream {

/// What a record that was not acknowledged asks its sender to do.
enum class PublishErrorClass {
    Retriable, ///< purged, timed out, queue full, broker away: send it again
    Lingering, ///< passes only when somebody changes the cluster (topic deleted, not authorised):
               ///< poison after 60 s
    Permanent, ///< never passes as it is (too large, invalid): poison
};

struct PublishError {
    PublishErrorClass kind = PublishErrorClass::Retriable;
    std::string text; ///< for a person; no key, no value
};

/// The fate of one record: acknowledged by the in-sync replicas, or not (then it may be in the log
/// all the same).
struct PublishReport {
    std::uint64_t tag = 0;
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    std::optional<PublishError> error; ///< absent: acknowledged
};

/// How much of a batch was taken. `refusal` says why `records[taken]` was not (Retriable: the queue
/// is full).
struct Enqueued {
    std::size_t taken = 0;
    std::optional<PublishError> refusal;
};

/// Publishes batches for an outbox relay (platform.md 4.3, 4.4). The implementation never gives up
/// on a record by time and leaves no gap in a partition's stream: once a record fails, none that
/// was enqueued behind it on the same partition is delivered. Every record taken is reported
/// exactly once, acknowledged or not, in any order. Owned and called by one thread (the relay's).
class BatchPublisher {
public:
    virtual ~BatchPublisher() = default;

    /// Takes records in order, tagged `firstTag`, `firstTag + 1`, …; stops at the first it can't
    /// take. Never blocks.
    virtual Enqueued enqueue(const std::vector<Record>& records, std::uint64_t firstTag) = 0;

    /// Waits at most `wait` until there is a report and hands over all that are there.
    virtual std::vector<PublishReport> awaitReports(std::chrono::milliseconds wait) = 0;

    /// Fails everything that is queued or in flight with a Retriable error. The reports come
    /// through awaitReports().
    virtual void purge() = 0;

    /// True after a fatal error: nothing is published any more until remake().
    [[nodiscard]] virtual bool broken() const = 0;

    /// Closes the producer and makes it anew; only when every record taken has been reported.
    virtual Result<void> remake() = 0;
};

} // namespace vigia::core::stream
