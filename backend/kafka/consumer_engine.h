#pragma once

#include "backend/kafka/batch_handler.h"
#include "backend/kafka/client_config.h"
#include "backend/kafka/engine_probe.h"
#include "backend/postgres/schema.h"
#include "core/base/bounded_buffer.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/stream/failed_record.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::postgres {
class Pool;
} // namespace vigia::backend::postgres

namespace vigia::backend::kafka {

struct EngineOptions {
    ClientConfig client = {};
    std::string group = {};
    std::vector<std::string> topics = {};  ///< physical names
    std::vector<std::string> aliases = {}; ///< further physical names, read as soon as they exist
    std::chrono::milliseconds aliasesEvery{30'000}; ///< how often it is looked whether they do
    std::string owner = {};           ///< this member in `consumer_offsets`: `stock-1`
    std::string groupInstanceId = {}; ///< static membership; empty: dynamic
    std::size_t batchSize = 1000;
    std::chrono::milliseconds linger{20};
    std::size_t bufferPerPartition =
        4000;                             ///< records read ahead; beyond it the partition is paused
    std::int64_t prefetchKiB = 16 * 1024; ///< of the Kafka client
    std::chrono::milliseconds revokeLimit{3000};
    std::chrono::milliseconds retryMin{500}; ///< between tries while the database is down
    std::chrono::milliseconds retryMax{10'000};
    core::stream::FailureTopics failures = {}; ///< logical names
    core::stream::RetryPolicy retry = {};
    std::function<void()> outboxWritten =
        {}; ///< wakes the relay after a commit with retries or dead letters
};

/// One partition as the engine holds it.
struct PartitionStatus {
    std::string topic = {};
    std::int32_t partition = 0;
    std::int64_t nextOffset = 0;          ///< settled in the database
    std::optional<std::int64_t> lag = {}; ///< to the end as the client last saw it
    std::string_view pausedReason = {};   ///< one of `pause::kAll`; empty: it is read
};

struct EngineStatus {
    std::string group = {};
    std::vector<PartitionStatus> partitions = {};
    std::size_t buffered = 0;
    bool databaseDown = false;
    core::SteadyTime lastPoll{}; ///< liveness: the loop has turned
    bool failed = false; ///< fenced or the client is broken for good: the process should end
};

/// Consumes topics exactly once into PostgreSQL (platform.md 4.5): effects, retries, dead letters
/// and next offsets are one transaction; Kafka's commit follows for observers only. Two threads:
/// `kafka-engine` polls, `kafka-settle` talks to the database and calls the handler. Pool, handler,
/// probe and clock outlive the engine. Destroying it calls stop().
class ConsumerEngine {
public:
    ConsumerEngine(EngineOptions options, postgres::Schema schema, postgres::Pool& pool,
                   BatchHandler& handler, EngineProbe& probe, const core::Clock& clock);
    ~ConsumerEngine();
    ConsumerEngine(const ConsumerEngine&) = delete;
    ConsumerEngine& operator=(const ConsumerEngine&) = delete;

    /// InvalidInput names the option or property that is wrong.
    core::Result<void> start();
    /// Finishes the batch at hand, commits, leaves the group, waits. Twice is once.
    void stop();
    /// Tries again after HandlerFailing.
    void resume();

    [[nodiscard]] EngineStatus status() const;
    /// The queue `consumer-<group>`: records between the polling and the settling thread, of as
    /// many as all partitions at hand may hold. It never drops: a full partition is paused.
    [[nodiscard]] core::QueueStats queueStats() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::kafka
