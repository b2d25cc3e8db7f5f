#pragma once

#include "backend/kafka/admin_calls.h"
#include "backend/kafka/client.h"
#include "backend/kafka/consumer_engine.h"
#include "backend/kafka/topic_id.h"
#include "backend/postgres/offsets.h"
#include "backend/postgres/pool.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

/// What the two threads of an engine share. Private to backend/kafka.
namespace vigia::backend::kafka {

using PartitionKey = std::pair<std::string, std::int32_t>;
using Steady = std::chrono::steady_clock;

enum class SlotState {
    Claiming, ///< assigned and paused; the database thread claims it
    Seeking,  ///< claimed; the poll thread moves the client to `position`
    Active,   ///< records are taken
    Blocked,  ///< topic made anew or offset ahead: waits for a reset
    Lost,     ///< another member has it; the revocation is on its way
    Revoking, ///< being given back
};

/// One assigned partition. All fields under the engine's mutex.
struct Slot {
    std::uint64_t assignment = 0; ///< tells two assignments of the same partition apart
    std::int32_t generation = -1; ///< of the member when it was assigned
    SlotState state = SlotState::Claiming;
    std::int64_t epoch = 0;
    std::int64_t settled = 0;  ///< next offset in the database
    std::int64_t position = 0; ///< next offset to take from the client
    std::deque<core::stream::Record> buffer;
    Steady::time_point firstAt{};   ///< when the oldest buffered record came
    Steady::time_point notBefore{}; ///< the head is not due until then (retries), or the claim is
                                    ///< not tried until then
    bool held = false;              ///< the head is a retry that is not due
    bool inBatch = false;           ///< the database thread has records of it
    bool pausedAtClient = true;
    bool overfull = false;
    std::string_view shownReason; ///< what the probe was told last
    // Claiming only:
    std::optional<std::int32_t> seenGeneration;
    Steady::time_point claimSince{};
    std::chrono::milliseconds claimWait{0};
};

/// Records of one partition inside a batch, contiguous there.
struct BatchPart {
    PartitionKey key;
    std::uint64_t assignment = 0;
    std::int64_t epoch = 0;
    std::int64_t expected = 0;
    std::int64_t next = 0;
    std::size_t first = 0;
    std::size_t count = 0;
};

struct Batch {
    std::vector<core::stream::Record> records;
    std::vector<BatchPart> parts;
    [[nodiscard]] bool empty() const { return parts.empty(); }
};

/// How a try to settle a batch ended.
enum class SettleEnd { Done, NotOwner, HandlerFailed, Systematic };

struct Settled {
    SettleEnd end = SettleEnd::Done;
    std::string reason;
    std::vector<core::stream::Outcome> outcomes;
    bool wroteOutbox = false;
};

struct ConsumerEngine::Impl {
    Impl(EngineOptions given, postgres::Schema offsetsIn, postgres::Pool& database,
         BatchHandler& service, EngineProbe& watcher, const core::Clock& time)
        : options(std::move(given)), schema(offsetsIn), pool(database), handler(service),
          probe(watcher), clock(time) {}

    const EngineOptions options;
    const postgres::Schema schema;
    postgres::Pool& pool;
    BatchHandler& handler;
    EngineProbe& probe;
    const core::Clock& clock;

    ClientContext context;
    ClientHandle client;

    mutable std::mutex mutex;
    std::condition_variable
        changed; ///< work for the database thread, or room and progress for the poll thread
    std::map<PartitionKey, Slot> slots;
    std::uint64_t assignments = 0;
    bool databaseDown = false;
    bool handlerFailing = false;
    bool stopping = false;
    std::optional<Steady::time_point> rebalanceSince;
    std::deque<bool> lastAlone; ///< the last 100 records tried alone or settled: true = dead letter
                                ///< HANDLER_ERROR
    std::vector<std::string> subscribed;
    PartitionKey lastTaken;

    std::atomic<std::int64_t> lastPoll{0};
    std::atomic<bool> failed{false};
    std::jthread settler;
    std::jthread poller;

    // consumer_engine.cpp
    core::Result<void> connect();
    void pollLoop(const std::stop_token& stop);
    void pollSome();
    void accept(std::vector<core::stream::Record>& records);
    void keep(Slot& slot, core::stream::Record& record, Steady::time_point now);
    void acceptError(const rd_kafka_message_t& message);
    void noticeFatal();
    void waitForRoom();
    void closeClient();
    void tell(EngineEvent event);

    // engine_rebalance.cpp
    static void rebalanced(rd_kafka_t* client, rd_kafka_resp_err_t code,
                           rd_kafka_topic_partition_list_t* partitions, void* opaque);
    void assigned(rd_kafka_topic_partition_list_t* partitions);
    void revoked(rd_kafka_topic_partition_list_t* partitions);
    PartitionList releaseSlots(const rd_kafka_topic_partition_list_t& partitions, bool lost);
    void serveSlots();
    void seekClaimed();
    void applyPauses();
    [[nodiscard]] std::string_view pauseReason(const Slot& slot) const;
    void refreshSubscription();

    // engine_claims.cpp
    bool claimDue();
    std::vector<PartitionKey> dueClaims();
    void claimOne(const PartitionKey& key, std::uint64_t assignment,
                  const struct ClaimFacts& facts);
    void claimed(const PartitionKey& key, std::uint64_t assignment, const postgres::Claimed& claim,
                 const struct ClaimFacts& facts);
    bool isAhead(const PartitionKey& key, std::uint64_t assignment, std::int64_t next);
    bool skipLost(const PartitionKey& key, const postgres::Claimed& claim, std::int64_t logStart);
    void refused(const PartitionKey& key, std::uint64_t assignment, std::int32_t generation);
    void claimFailed(const PartitionKey& key, std::uint64_t assignment, const core::Error& error);
    std::optional<postgres::ClaimRequest>
    claimRequest(const PartitionKey& key, std::uint64_t assignment, const struct ClaimFacts& facts);
    void claimLater(const PartitionKey& key, std::uint64_t assignment);
    void block(const PartitionKey& key, std::uint64_t assignment, EngineEvent event);
    /// Asks Kafka with a synchronous commit whether this member is current.
    enum class Membership { Current, Gone, Unknown };
    Membership askMembership(const PartitionKey& key, std::int64_t offset);
    void claimAgain(const PartitionKey& key, std::uint64_t assignment,
                    std::optional<std::int32_t> seen);
    [[nodiscard]] std::int32_t currentGeneration() const;
    Slot* slotOf(const PartitionKey& key, std::uint64_t assignment);

    // engine_batches.cpp
    void settleLoop(const std::stop_token& stop);
    /// Whether a batch is worth while; else when to look again.
    bool batchReady(Steady::time_point& wakeAt);
    bool headIsDue(Slot& slot, Steady::time_point& wakeAt) const;
    Batch gather();
    void take(const PartitionKey& key, Slot& slot, Batch& batch) const;
    void process(Batch batch);
    void pruneRevoked(Batch& batch);
    void removePart(Batch& batch, std::size_t index);
    void release(const Batch& batch);
    void waitBeforeRetry(const Batch& batch, std::chrono::milliseconds wait);
    void setDatabaseDown(bool down, const std::string& reason);

    // engine_settle.cpp
    Settled settle(const Batch& batch);
    core::Result<std::string> settleIn(pqxx::transaction_base& tx, const Batch& batch,
                                       Settled& settled);
    core::Result<std::string> applyIn(pqxx::transaction_base& tx, const Batch& batch,
                                      Settled& settled);
    std::vector<core::stream::OutboxRecord>
    failuresOf(const Batch& batch, std::vector<core::stream::Outcome>& outcomes);
    void finishSettled(const Batch& batch, const Settled& settled, Steady::time_point began);
    void commitVisible(const Batch& batch);
    struct MovedPart {
        std::size_t index = 0;
        std::optional<postgres::StoredOffset> row;
    };
    bool dropClaimedAnew(Batch& batch);
    core::Result<std::optional<MovedPart>> findMoved(const Batch& batch);
    /// What to do with a batch of which a row was not as expected.
    enum class Ownership { Retry, Removed, AlreadySettled };
    Ownership findOwner(Batch& batch);
    [[nodiscard]] core::stream::FailureContext failureContext();

    // engine_alone.cpp
    void oneByOne(Batch batch);
    /// False: the partition is not ours any more.
    bool settleAlone(Batch& one);
    bool buryAlone(Batch& one, const std::string& reason);
    void noteHandled(std::size_t good);
    bool tooManyDead();
    void awaitResume(Batch& one);
    std::minstd_rand random{std::random_device{}()};
};

/// What must be known before a partition is claimed.
struct ClaimFacts {
    std::string topicId; ///< UUID text; empty when the broker doesn't tell
    std::optional<std::int64_t> logStart;
    std::optional<std::int64_t> logEnd;
    std::optional<std::int64_t> committed;
    std::string error; ///< why something is missing
};

/// Facts of several partitions at once; blocks at most a few seconds.
std::map<PartitionKey, ClaimFacts> readClaimFacts(rd_kafka_t* client,
                                                  const std::vector<PartitionKey>& keys);

} // namespace vigia::backend::kafka
