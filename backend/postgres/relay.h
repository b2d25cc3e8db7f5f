#pragma once

#include "backend/postgres/relay_store.h"
#include "core/stream/publisher.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace vigia::backend::postgres {

/// A row that can't be sent; it holds the later rows of its key until `vigia outbox retry` or
/// `drop`.
struct ParkedRow {
    Schema schema = Schema::Stock;
    std::int64_t id = 0;
    std::string topic; ///< logical
    std::string error;
};

/// A row that Kafka has acknowledged.
struct PublishedRow {
    std::string_view topic; ///< logical
    std::int32_t partition = -1;
    double sinceCommit = 0;  ///< seconds: kafka_publish_duration_seconds
    double sinceProduce = 0; ///< seconds: kafka_send_duration_seconds
};

/// What the relay tells metrics and events; every function is optional and called from the relay's
/// thread.
struct RelayHooks {
    std::function<void(const PublishedRow&)> published;
    std::function<void(std::size_t rows)> relayed; ///< outbox_relayed_total
    std::function<void(std::string_view topic, std::string_view error)>
        failed;                                   ///< kafka_publish_errors_total
    std::function<void(const ParkedRow&)> parked; ///< alert OutboxParked
    /// outbox_pending and outbox_oldest_seconds, every backlogEvery.
    std::function<void(const Backlog&)> measured;
    /// True when rows have waited for `stallAfter`, false when they flow again.
    std::function<void(bool stalled, const Backlog&)> stalled;
};

struct RelayOptions {
    ConnectionOptions connection; ///< relayLimits() are applied to it
    Schema schema = Schema::Stock;
    RelayStore::TopicNames topicNames; ///< logical → physical; absent: the same
    RelayHooks hooks;
    int window = 500;
    /// From one look at the table to the next while rows flow: rows that commit meanwhile are read,
    /// sent and marked together. The first row after a silence doesn't wait.
    std::chrono::milliseconds gather{20};
    std::chrono::milliseconds pollEvery{50};
    std::chrono::milliseconds notifyEvery{20};
    std::chrono::milliseconds balanceEvery{1000};
    std::chrono::milliseconds backlogEvery{5000};
    std::chrono::milliseconds deleteEvery{10000};
    std::chrono::milliseconds poisonAfter{60000}; ///< how long a Lingering error may last
    std::chrono::milliseconds firstBackoff{50};
    std::chrono::milliseconds maxBackoff{2000};
    std::chrono::milliseconds stallAfter{60000};
    std::chrono::milliseconds drainLimit{
        10000}; ///< how long stop() waits for reports before it purges
};

/// Numbers at one moment, for metrics, health and diagnostics.
struct RelayStats {
    bool connected = false;
    int shards = 0; ///< held by this relay
    std::size_t inFlight = 0;
    Backlog backlog; ///< outbox_pending, outbox_oldest_seconds
    std::uint64_t relayed = 0;
    std::uint64_t failures = 0; ///< windows that had to begin again
    std::uint64_t remakes = 0;  ///< producers made anew after a fatal error
    std::uint64_t parked = 0;
    std::uint64_t connectionsLost = 0;
};

/// The limits by which a relay that is stopped or cut off loses its connection and with it its
/// shards.
ConnectionOptions relayLimits(ConnectionOptions options);

class RelayEngine;

/// Publishes the rows of `<schema>.outbox` and marks them sent (platform.md 4.4). Any number may
/// run against one schema: they share its sixteen shards. Owned by the process's composition; one
/// thread `outbox-<schema>`.
class Relay {
public:
    Relay(RelayOptions options, std::unique_ptr<core::stream::BatchPublisher> publisher);
    ~Relay();
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    void start();
    /// Reads nothing more, waits for the reports (at most drainLimit), marks, gives the shards
    /// back.
    void stop();

    /// A transaction that wrote rows has committed: looks at once and tells the relays of other
    /// processes. Any thread, never blocks.
    void wake();

    [[nodiscard]] RelayStats stats() const;

private:
    void run(const std::stop_token& stop);
    bool connect();
    void work(const std::stop_token& stop);
    void drain();
    void lost();
    void rest(std::chrono::milliseconds limit);
    void publishStats();

    const RelayOptions m_options;
    std::unique_ptr<core::stream::BatchPublisher> m_publisher;
    std::unique_ptr<RelayEngine> m_engine;
    int m_wakeFd = -1;
    std::atomic<bool> m_woken{false};
    mutable std::mutex m_mutex;
    RelayStats m_stats;
    std::jthread m_thread;
};

} // namespace vigia::backend::postgres
