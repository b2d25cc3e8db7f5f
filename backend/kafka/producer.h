#pragma once

#include "backend/kafka/client_config.h"
#include "core/base/bounded_buffer.h"
#include "core/stream/publisher.h"
#include "core/stream/record.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace vigia::backend::kafka {

/// Totals of a producer since its start, for metrics and Diagnostics.
struct ProducerStats {
    std::uint64_t taken = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t failed = 0;
    std::uint64_t refused = 0; ///< queue full, or broken
    std::uint64_t remade = 0;  ///< after a fatal error
    core::QueueStats queue;
};

/// Idempotent producer with the settings of platform.md 4.3 and a poll thread of its own
/// (`kafka-poll`). Any thread may produce. Every record taken gets exactly one report on the poll
/// thread, named by the caller's id, so a report may safely arrive after the request is gone. After
/// a fatal error everything unacknowledged fails as Retriable and the client is made anew.
/// Destroying it calls stop().
class Producer {
public:
    using OnDelivery = std::function<void(const core::stream::PublishReport&)>;

    /// `onDelivery` must be quick and must not throw; it may call produce().
    Producer(ClientConfig config, OnDelivery onDelivery);
    ~Producer();
    Producer(const Producer&) = delete;
    Producer& operator=(const Producer&) = delete;

    /// InvalidInput names the property that is wrong. Connects in the background.
    core::Result<void> start();
    /// Flushes at most `flushFor`, fails the rest (reported), and waits for the thread. Twice is
    /// once.
    void stop(std::chrono::milliseconds flushFor = std::chrono::seconds(10));

    /// Takes the record without blocking. Rejected: the queue is full or the producer stopped; try
    /// again later.
    core::Result<void> produce(std::uint64_t id, const core::stream::Record& record);
    /// Waits until all is reported, at most `limit`; how many records are left.
    std::size_t flush(std::chrono::milliseconds limit);
    /// Fails what is queued or in flight; each gets its report.
    void purge();

    [[nodiscard]] ProducerStats stats() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::kafka
