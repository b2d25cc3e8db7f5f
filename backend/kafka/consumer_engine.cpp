#include "backend/kafka/consumer_engine.h"

#include "backend/kafka/engine_state.h"

#include <fmt/format.h>

#include <array>

#include <pthread.h>

namespace vigia::backend::kafka {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using core::stream::Record;
using namespace std::chrono_literals;

constexpr int kMessagesPerTurn = 1000;
/// Taken under one lock. A rebalance on the way makes their slots refuse those that wait here.
constexpr std::size_t kRecordsAtOnce = 200;

ClientSettings engineSettings(const EngineOptions& options) {
    Properties fixed = {{"group.id", options.group},
                        {"partition.assignment.strategy", "cooperative-sticky"},
                        {"auto.offset.reset", "error"},
                        {"enable.auto.commit", "false"},
                        {"enable.auto.offset.store", "false"},
                        {"isolation.level", "read_committed"}};
    if (!options.groupInstanceId.empty())
        fixed.emplace_back("group.instance.id", options.groupInstanceId);
    return {.defaults = {{"session.timeout.ms", "6000"},
                         {"heartbeat.interval.ms", "2000"},
                         {"max.poll.interval.ms", "300000"},
                         {"queued.max.messages.kbytes", std::to_string(options.prefetchKiB)},
                         // A fetch that comes back with every single record costs the broker more
                         // than all else that a slow stream does there.
                         {"fetch.min.bytes", "16384"},
                         {"fetch.wait.max.ms", "50"},
                         // A full prefetch queue is empty long before the default of a second.
                         {"fetch.queue.backoff.ms", "10"}},
            .fixed = std::move(fixed)};
}

Result<void> checkOptions(const EngineOptions& options) {
    if (options.group.empty() || options.topics.empty())
        return failure(ErrorCode::InvalidInput, "A consumer needs a group and at least one topic");
    if (options.failures.deadLetter.empty())
        return failure(ErrorCode::InvalidInput,
                       fmt::format("Group {} needs a dead-letter topic", options.group));
    if (options.batchSize == 0 || options.bufferPerPartition < options.batchSize)
        return failure(
            ErrorCode::InvalidInput,
            fmt::format("Group {}: the buffer of a partition must hold a batch", options.group));
    return {};
}

core::stream::Headers headersOf(const rd_kafka_message_t& message) {
    core::stream::Headers headers;
    rd_kafka_headers_t* found = nullptr;
    if (rd_kafka_message_headers(&message, &found) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return headers;
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    headers.reserve(rd_kafka_header_cnt(found));
    for (std::size_t i = 0;
         rd_kafka_header_get_all(found, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
        headers.push_back({name, value == nullptr
                                     ? std::string()
                                     : std::string(static_cast<const char*>(value), size)});
    return headers;
}

Record recordOf(const rd_kafka_message_t& message) {
    Record record;
    record.topic = rd_kafka_topic_name(message.rkt);
    record.partition = message.partition;
    record.offset = message.offset;
    if (message.key != nullptr)
        record.key.emplace(static_cast<const char*>(message.key), message.key_len);
    if (message.payload != nullptr)
        record.value.emplace(static_cast<const char*>(message.payload), message.len);
    record.headers = headersOf(message);
    rd_kafka_timestamp_type_t kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const std::int64_t millis = rd_kafka_message_timestamp(&message, &kind);
    record.time = core::fromEpochMillis(std::max<std::int64_t>(millis, 0));
    return record;
}

} // namespace

Result<void> ConsumerEngine::Impl::connect() {
    if (auto allowed = checkWriting(options.client); !allowed)
        return allowed;
    if (auto good = checkOptions(options); !good)
        return good;
    context.owner = this;
    auto conf = makeConf(options.client, engineSettings(options), context);
    if (!conf)
        return conf.error();
    rd_kafka_conf_set_rebalance_cb(conf->get(), &Impl::rebalanced);
    auto made = makeClient(RD_KAFKA_CONSUMER, std::move(*conf));
    if (!made)
        return made.error();
    client = std::move(*made);
    rd_kafka_poll_set_consumer(client.get());
    refreshSubscription();
    return {};
}

void ConsumerEngine::Impl::tell(EngineEvent event) {
    probe.event(event);
}

void ConsumerEngine::Impl::acceptError(const rd_kafka_message_t& message) {
    const std::string topic = message.rkt == nullptr ? "" : rd_kafka_topic_name(message.rkt);
    if (message.err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET ||
        message.err == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE) {
        // The log moved away under us (retention, a topic made anew): claim again, which compares
        // all offsets.
        const std::lock_guard lock(mutex);
        const auto slot = slots.find({topic, message.partition});
        if (slot != slots.end() && slot->second.state == SlotState::Active) {
            slot->second.state = SlotState::Claiming;
            slot->second.buffer.clear();
            slot->second.notBefore = {};
            changed.notify_all();
        }
        return;
    }
    // A coordinator that still reads its log, as after a broker's start: the client asks again by
    // itself, and there is nothing that anybody should do.
    if (message.err == RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS)
        return;
    if (message.err != RD_KAFKA_RESP_ERR__PARTITION_EOF)
        tell({.kind = EngineEventKind::ClientError,
              .topic = topic,
              .partition = message.partition,
              .text = kafkaError(message.err, "Group " + options.group,
                                 rd_kafka_message_errstr(&message))
                          .message});
}

/// Asked every turn: the library does not bring every fatal error as a message.
void ConsumerEngine::Impl::noticeFatal() {
    std::array<char, 512> reason{};
    if (failed || rd_kafka_fatal_error(client.get(), reason.data(), reason.size()) ==
                      RD_KAFKA_RESP_ERR_NO_ERROR)
        return;
    failed = true;
    tell({.kind = EngineEventKind::Fenced,
          .text =
              fmt::format("Group {}: the client can't go on: {}", options.group, reason.data())});
}

void ConsumerEngine::Impl::accept(std::vector<Record>& records) {
    if (records.empty())
        return;
    const std::lock_guard lock(mutex);
    const auto now = Steady::now();
    auto found = slots.end();
    for (auto& record : records) {
        // Records of one partition come in a row.
        if (found == slots.end() || found->first.second != record.partition ||
            found->first.first != record.topic)
            found = slots.find({record.topic, record.partition});
        if (found != slots.end())
            keep(found->second, record, now);
    }
    records.clear();
    // Many partitions make a batch together before any of them holds one by itself.
    std::size_t waiting = 0;
    for (const auto& [key, slot] : slots)
        waiting += slot.buffer.size();
    if (waiting >= options.batchSize)
        changed.notify_all();
}

void ConsumerEngine::Impl::keep(Slot& slot, Record& record, Steady::time_point now) {
    if (slot.state != SlotState::Active || record.offset < slot.position)
        return;
    slot.position = record.offset + 1;
    if (slot.buffer.empty())
        slot.firstAt = now;
    slot.buffer.push_back(std::move(record));
    slot.overfull = slot.buffer.size() >= options.bufferPerPartition;
    if (slot.buffer.size() == 1 || slot.buffer.size() == options.batchSize || slot.overfull)
        changed.notify_all();
}

void ConsumerEngine::Impl::waitForRoom() {
    // A short wait saves a pause, which throws the client's prefetched records away.
    std::unique_lock lock(mutex);
    const auto crowded = [this] {
        return std::any_of(slots.begin(), slots.end(), [](const auto& entry) {
            const Slot& slot = entry.second;
            return slot.overfull && !slot.pausedAtClient && !slot.held &&
                   slot.state == SlotState::Active;
        });
    };
    if (crowded() && !databaseDown && !handlerFailing)
        changed.wait_for(lock, 200ms,
                         [&] { return !crowded() || databaseDown || handlerFailing || stopping; });
}

void ConsumerEngine::Impl::pollSome() {
    MessageHandle message(rd_kafka_consumer_poll(client.get(), 20));
    lastPoll = Steady::now().time_since_epoch().count();
    std::vector<Record> records;
    for (int i = 0; message && i <= kMessagesPerTurn; ++i) {
        if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            records.push_back(recordOf(*message));
        } else {
            accept(records);
            acceptError(*message);
        }
        if (records.size() >= kRecordsAtOnce)
            accept(records);
        message.reset(i < kMessagesPerTurn ? rd_kafka_consumer_poll(client.get(), 0) : nullptr);
    }
    accept(records);
}

void ConsumerEngine::Impl::pollLoop(const std::stop_token& stop) {
    pthread_setname_np(pthread_self(), "kafka-engine");
    auto aliasesAt = Steady::now();
    while (!stop.stop_requested()) {
        pollSome();
        noticeFatal();
        waitForRoom();
        serveSlots();
        if (!options.aliases.empty() && Steady::now() - aliasesAt > options.aliasesEvery) {
            refreshSubscription();
            aliasesAt = Steady::now();
        }
    }
    closeClient();
}

void ConsumerEngine::Impl::closeClient() {
    {
        const std::lock_guard lock(mutex);
        stopping = true;
        for (auto& [key, slot] : slots)
            slot.buffer.clear();
    }
    changed.notify_all();
    rd_kafka_consumer_close(client.get()); // revokes: finishes the batch at hand and commits
}

ConsumerEngine::ConsumerEngine(EngineOptions options, postgres::Schema schema, postgres::Pool& pool,
                               BatchHandler& handler, EngineProbe& probe, const core::Clock& clock)
    : m_impl(std::make_unique<Impl>(std::move(options), schema, pool, handler, probe, clock)) {}

ConsumerEngine::~ConsumerEngine() {
    stop();
}

Result<void> ConsumerEngine::start() {
    if (m_impl->client)
        return {};
    if (auto connected = m_impl->connect(); !connected)
        return connected;
    m_impl->lastPoll = Steady::now().time_since_epoch().count();
    m_impl->settler = std::jthread(
        [impl = m_impl.get()](const std::stop_token& stop) { impl->settleLoop(stop); });
    m_impl->poller =
        std::jthread([impl = m_impl.get()](const std::stop_token& stop) { impl->pollLoop(stop); });
    return {};
}

void ConsumerEngine::stop() {
    if (!m_impl->poller.joinable())
        return;
    m_impl->poller.request_stop();
    m_impl->changed.notify_all();
    m_impl->poller.join();
    m_impl->settler.request_stop();
    m_impl->changed.notify_all();
    m_impl->settler.join();
    m_impl->client.reset();
}

void ConsumerEngine::resume() {
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->handlerFailing = false;
        m_impl->lastAlone.clear();
    }
    m_impl->changed.notify_all();
}

EngineStatus ConsumerEngine::status() const {
    EngineStatus status;
    status.group = m_impl->options.group;
    status.lastPoll = core::SteadyTime(std::chrono::nanoseconds(m_impl->lastPoll.load()));
    status.failed = m_impl->failed;
    const std::lock_guard lock(m_impl->mutex);
    status.databaseDown = m_impl->databaseDown;
    for (const auto& [key, slot] : m_impl->slots) {
        PartitionStatus partition{
            .topic = key.first, .partition = key.second, .nextOffset = slot.settled};
        std::int64_t low = -1;
        std::int64_t high = -1;
        if (m_impl->client &&
            rd_kafka_get_watermark_offsets(m_impl->client.get(), key.first.c_str(), key.second,
                                           &low, &high) == RD_KAFKA_RESP_ERR_NO_ERROR &&
            high >= 0)
            partition.lag = std::max<std::int64_t>(high - slot.settled, 0);
        partition.pausedReason = m_impl->pauseReason(slot);
        status.buffered += slot.buffer.size();
        status.partitions.push_back(std::move(partition));
    }
    return status;
}

core::QueueStats ConsumerEngine::queueStats() const {
    core::QueueStats stats{.name = "consumer-" + m_impl->options.group};
    const std::lock_guard lock(m_impl->mutex);
    for (const auto& [key, slot] : m_impl->slots)
        stats.depth += slot.buffer.size();
    stats.capacity = m_impl->slots.size() * m_impl->options.bufferPerPartition;
    return stats;
}

} // namespace vigia::backend::kafka
