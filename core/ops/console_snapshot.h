#pragma once

#include "core/base/bounded_buffer.h"
#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/ops/event.h"
#include "core/ops/missing_right.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigia::core::ops {

/// One point of a series: time and value; a gap is a point without a value.
struct Point {
    UtcTime time{};
    std::optional<double> value;
};
using Series = std::vector<Point>;

struct BrokerRow {
    std::int32_t id = -1;
    Health health = Health::Unknown;
    std::string reason; ///< why it is not OK
    std::string address;
    bool controller = false;
    std::int64_t leaders = 0;
    std::int64_t replicas = 0;
    std::int64_t underReplicated = 0; ///< its replicas that are not in sync
    bool owned = false; ///< a process of our local stack: may be killed, paused, restarted
    std::optional<std::int64_t> pid;
    std::optional<std::int64_t> memoryBytes; ///< resident
    std::optional<double> cpuPercent;        ///< of one core
    std::optional<double> cpuSeconds;        ///< used since its start
    std::optional<std::int64_t> diskBytes;
    std::optional<UtcTime> startedAt;
    std::optional<int> restarts;
    std::optional<std::int64_t> certificateDays; ///< whole days left; negative: expired
};

struct PartitionRow {
    std::int32_t partition = 0;
    std::int32_t leader = -1;
    std::vector<std::int32_t> replicas;
    std::vector<std::int32_t> inSync;
    std::optional<std::int64_t> logStart;
    std::optional<std::int64_t> end; ///< high watermark
    std::optional<std::int64_t> sizeBytes;
    std::optional<double> recordsPerSecond;
};

struct TopicRow {
    std::string name;
    Health health = Health::Unknown;
    std::string reason;
    bool internal = false;
    int partitionCount = 0;
    int replicationFactor = 0;
    std::optional<double> recordsPerSecond; ///< growth of the ends
    std::optional<std::int64_t> records;    ///< end − start, an upper bound on compacted topics
    std::optional<std::int64_t> sizeBytes;
    std::optional<double> skew; ///< largest partition over mean
    int underReplicated = 0;
    int offline = 0;
    std::vector<std::pair<std::string, std::optional<std::int64_t>>>
        groups; ///< consumer group, its lag here
    std::vector<PartitionRow> partitions;
    std::vector<float> rateSpark; ///< newest last, at most 60 values
};

/// The verdicts of lag.md, worst first by their number.
enum class LagVerdict {
    Unknown,
    NoCommit,
    Lost,
    Ahead,
    Ok,
    TxnStuck,
    Rewind,
    Paused,
    Stopped,
    Stalled,
    FallingBehind,
    CatchingUp,
    SteadyLag
};
/// `OK`, `FALLING BEHIND`, …
std::string_view lagVerdictWord(LagVerdict verdict);
/// Colour and shape of a verdict (lag.md table).
Health lagVerdictHealth(LagVerdict verdict);

/// Where a time lag comes from; it is always labelled.
enum class TimeLagSource { Unknown, Exact, Interpolated, AtLeast };
struct TimeLag {
    TimeLagSource source = TimeLagSource::Unknown;
    double seconds = 0;
};

struct GroupPartitionRow {
    std::string topic;
    std::int32_t partition = 0;
    LagVerdict verdict = LagVerdict::Unknown;
    std::string reason;
    std::optional<std::int64_t> committed;
    std::optional<std::int64_t> end;
    std::optional<std::int64_t> lag;
    std::optional<std::int64_t>
        lagToStable;    ///< groups not of ours, where it differs: lag to the last stable offset
    bool empty = false; ///< the partition holds no record
    bool markersOnly = false; ///< what is left are transaction markers; `lag` is 0
    TimeLag timeLag;
    std::string owner; ///< client id of the member; empty: none
    std::string ownerHost;
    Series lagHistory; ///< filled for the group that is looked at, else empty
};

struct MemberRow {
    std::string memberId, clientId, host, instanceId;
    int partitions = 0;
};

struct GroupRow {
    std::string name;
    LagVerdict verdict = LagVerdict::Unknown;
    std::string reason; ///< a sentence
    std::string state;  ///< Kafka's word: Stable, Empty …
    int members = 0;
    int partitionCount = 0;
    int partitionsKnown = 0; ///< "k of n" when smaller than partitionCount
    std::optional<std::int64_t> lag;
    std::optional<std::int64_t> largestPartitionLag;
    std::optional<double> skew;
    TimeLag timeLag;
    std::optional<double> recordsPerSecond; ///< growth of the commits
    std::optional<double> etaSeconds;       ///< absent: unknown; infinity: never
    std::vector<GroupPartitionRow> partitions;
    std::vector<MemberRow> memberRows;
    std::vector<float> lagSpark; ///< newest last, at most 60 values
    Series lagHistory;           ///< of the chosen time range
    Series timeLagHistory;
};

struct ServiceRow {
    std::string instance; ///< `stock-1`
    std::string roles;
    Health health = Health::Unknown;
    std::string reason;
    std::string host;
    std::string version;
    std::string url; ///< of its listener
    std::int64_t pid = 0;
    bool owned = false; ///< a worker of our guard: may be started, stopped, killed
    bool asked = true;  ///< false: it is known, but nobody has asked it how it stands
    std::optional<UtcTime> startedAt;
    std::optional<double> requestsPerSecond;
    std::optional<double> recordsPerSecond; ///< consumed
    std::optional<double> errorPercent;     ///< 5xx of requests
    std::optional<double> p95Millis;
    std::optional<std::int64_t> memoryBytes;
    std::optional<double> cpuPercent;
    std::optional<int> restarts;
};

struct StockTotals {
    std::int64_t items = 0;
    std::int64_t quantity = 0;
    std::int64_t reserved = 0;
    Money value;
    std::int64_t lowStock = 0;
    std::int64_t outOfStock = 0;
    std::int64_t activeReservations = 0;
    std::optional<double> reservationSuccessPercent;
    struct TopSymbol {
        std::string symbol;
        std::int64_t reservations = 0, units = 0, quantity = 0;
        Money value;
    };
    std::vector<TopSymbol> topSymbols;
    UtcTime at{};
};

struct OutboxState {
    std::string schema;
    std::int64_t pending = 0;
    double oldestSeconds = 0;
    std::int64_t parked = 0;
};

/// A tile of the overview: newest value and its recent course.
struct Gauge {
    std::optional<double> value;
    Series history;
};

/// Everything the faces show of one cluster at one moment. Built by `backend/monitor` on its own
/// thread, published as an immutable snapshot; readers keep the pointer as long as they like.
struct ConsoleSnapshot {
    std::string cluster;
    std::string tag;              ///< dev, test, prod
    std::optional<bool> readOnly; ///< absent: production is
    std::string kafkaVersion;     ///< "4.3", empty when unknown
    UtcTime sampledAt{};          ///< when the newest sample was complete
    std::uint64_t generation = 0;
    bool hasPlatform = false; ///< it is our own cluster: services, stock and outbox have a meaning

    Health health = Health::Unknown;
    std::string headline; ///< "Healthy", "Degraded: broker 2 is down"
    std::string summary;  ///< "3 of 3 brokers · 4 of 4 services · …"
    std::vector<std::pair<Health, std::string>>
        notWell; ///< each part that is not well, worst first, with its reason

    std::vector<BrokerRow> brokers;
    std::vector<TopicRow> topics;
    std::vector<GroupRow> groups; ///< worst first
    std::vector<ServiceRow> services;
    std::optional<StockTotals> stock;
    std::vector<OutboxState> outbox;
    std::optional<bool> databaseUp;
    std::vector<MissingRight> missingRights; ///< topics and groups above are not all there are
    int underReplicated = 0;
    int offline = 0;
    std::vector<std::pair<std::string, std::uint64_t>>
        leaderChanges; ///< by topic, since the monitor began

    Gauge recordsIn;             ///< records/s, growth of the ends
    Gauge recordsOut;            ///< records/s, growth of the commits
    Gauge totalLag;              ///< records
    Gauge worstTimeLag;          ///< seconds
    Gauge endToEndP50;           ///< milliseconds, commit → applied
    Gauge endToEndP95;           ///< milliseconds
    Gauge endToEndP99;           ///< milliseconds
    Gauge httpRequests;          ///< requests/s
    Gauge httpErrors;            ///< percent of 5xx
    Gauge conflicts;             ///< percent of 409
    Gauge stockValue;            ///< dollars
    Gauge lowStock;              ///< items
    double demoSharePercent = 0; ///< part of the requests made by this console's demo traffic
    bool demoElsewhere = false;  ///< wanted here, but another console sends it

    std::vector<Event> events; ///< oldest first, at most 2,000
    std::vector<QueueStats> queues;
};

using ConsoleSnapshotPtr = std::shared_ptr<const ConsoleSnapshot>;

} // namespace vigia::core::ops
