#include "backend/kafka/record_peek.h"

#include "backend/kafka/client.h"

#include <fmt/format.h>

#include <map>
#include <mutex>
#include <tuple>

namespace vigia::backend::kafka {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using Answer = Result<std::optional<RecordTime>>;
using Place = std::tuple<std::string, std::int32_t, std::int64_t>;

constexpr std::size_t kKept = 4096;

ClientSettings peekSettings() {
    return {.defaults = {{"fetch.message.max.bytes", "65536"},
                         {"queued.min.messages", "1"},
                         {"fetch.wait.max.ms", "50"}},
            // The library wants a name to assign partitions; without a subscription it is never
            // joined nor created.
            .fixed = {{"group.id", "vigia-look"},
                      {"enable.auto.commit", "false"},
                      {"enable.partition.eof", "true"},
                      {"auto.offset.reset", "error"},
                      {"isolation.level", "read_committed"}}};
}

Answer answerOf(const rd_kafka_message_t* message, const Place& place) {
    const std::string what = fmt::format("Record {} of {}/{}", std::get<2>(place),
                                         std::get<0>(place), std::get<1>(place));
    if (message == nullptr)
        return failure(ErrorCode::Timeout, what + ": Kafka did not answer in time");
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
        return std::optional<RecordTime>{};
    if (message->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET ||
        message->err == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE)
        return failure(ErrorCode::NotFound, what + ": the offset is outside the log");
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
        return kafkaError(message->err, what);
    rd_kafka_timestamp_type_t kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const std::int64_t millis = rd_kafka_message_timestamp(message, &kind);
    if (kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE)
        return failure(ErrorCode::NotFound, what + " has no timestamp");
    return std::optional(RecordTime{message->offset, core::fromEpochMillis(millis)});
}

} // namespace

struct RecordPeek::Impl {
    ClientConfig config;
    std::mutex mutex;
    ClientContext context;
    ClientHandle client;
    std::map<Place, std::optional<RecordTime>> known;
    std::chrono::steady_clock::time_point second{};
    int fetches = 0;
    int perSecond = 0;

    Result<void> connect();
    bool mayFetch();
    Answer fetch(const Place& place, std::chrono::milliseconds limit);
    void remember(const Place& place, const std::optional<RecordTime>& time);
};

Result<void> RecordPeek::Impl::connect() {
    if (client)
        return {};
    auto conf = makeConf(config, peekSettings(), context);
    if (!conf)
        return conf.error();
    auto made = makeClient(RD_KAFKA_CONSUMER, std::move(*conf));
    if (!made)
        return made.error();
    client = std::move(*made);
    rd_kafka_poll_set_consumer(client.get());
    return {};
}

bool RecordPeek::Impl::mayFetch() {
    const auto now = std::chrono::steady_clock::now();
    if (now - second >= std::chrono::seconds(1)) {
        second = now;
        fetches = 0;
    }
    return ++fetches <= perSecond;
}

/// What belongs to the partition asked for; errors of the client as a whole are not its answer.
bool concerns(const rd_kafka_message_t& message, const Place& place) {
    return message.rkt != nullptr && message.partition == std::get<1>(place) &&
           std::get<0>(place) == rd_kafka_topic_name(message.rkt);
}

Answer RecordPeek::Impl::fetch(const Place& place, std::chrono::milliseconds limit) {
    const auto& [topic, partition, offset] = place;
    const auto deadline = std::chrono::steady_clock::now() + limit;
    const PartitionList list = newPartitionList(1);
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
    if (const auto code = rd_kafka_assign(client.get(), list.get());
        code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return kafkaError(code, fmt::format("{}/{} can't be read", topic, partition));
    Answer answer = answerOf(nullptr, place);
    while (std::chrono::steady_clock::now() < deadline) {
        const MessageHandle message(rd_kafka_consumer_poll(client.get(), millisLeft(deadline)));
        if (!message || !concerns(*message, place))
            continue;
        answer = answerOf(message.get(), place);
        break;
    }
    rd_kafka_assign(client.get(), nullptr);
    return answer;
}

void RecordPeek::Impl::remember(const Place& place, const std::optional<RecordTime>& time) {
    if (known.size() >= kKept)
        known.clear();
    known[place] = time;
}

RecordPeek::RecordPeek(ClientConfig config, int perSecond) : m_impl(std::make_unique<Impl>()) {
    m_impl->config = std::move(config);
    m_impl->perSecond = perSecond;
}

RecordPeek::~RecordPeek() = default;

Answer RecordPeek::at(const std::string& topic, std::int32_t partition, std::int64_t offset,
                      std::chrono::milliseconds limit) {
    const std::lock_guard lock(m_impl->mutex);
    const Place place{topic, partition, offset};
    if (const auto found = m_impl->known.find(place); found != m_impl->known.end())
        return found->second;
    if (!m_impl->mayFetch())
        return failure(ErrorCode::Rejected,
                       "Too many records were asked for this second; ask again later");
    if (auto connected = m_impl->connect(); !connected)
        return connected.error();
    Answer answer = m_impl->fetch(place, limit);
    if (answer && answer->has_value()) // an absent record may be written later
        m_impl->remember(place, *answer);
    return answer;
}

} // namespace vigia::backend::kafka
