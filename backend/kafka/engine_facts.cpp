#include "backend/kafka/engine_state.h"

#include "core/base/uuid.h"

#include <set>
#include <string_view>

namespace vigia::backend::kafka {
namespace {

using namespace std::chrono_literals;

int base64Value(char c) {
    static constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    if (c == '-' || c == '+')
        return 62;
    if (c == '_' || c == '/')
        return 63;
    const auto at = kAlphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

void addTopicIds(rd_kafka_t* client, std::map<PartitionKey, ClaimFacts>& facts, Deadline deadline) {
    std::set<std::string> names;
    for (const auto& [key, fact] : facts)
        names.insert(key.first);
    const auto topics = describeTopics(client, {names.begin(), names.end()}, deadline);
    for (auto& [key, fact] : facts) {
        if (!topics)
            fact.error = topics.error().message;
        for (const auto& topic : topics.value_or({})) {
            if (topic.name != key.first)
                continue;
            fact.topicId = uuidOfTopicId(topic.topicId);
            fact.error = topic.error;
        }
    }
}

void addOffsets(rd_kafka_t* client, std::map<PartitionKey, ClaimFacts>& facts, OffsetKind kind,
                Deadline deadline) {
    std::vector<PartitionRef> partitions;
    for (const auto& [key, fact] : facts)
        partitions.push_back({key.first, key.second, -1});
    for (const auto& row : listOffsets(client, partitions, kind, {}, deadline)) {
        ClaimFacts& fact = facts[{row.topic, row.partition}];
        (kind == OffsetKind::LogStart ? fact.logStart : fact.logEnd) = row.offset;
        if (!row.offset && fact.error.empty())
            fact.error = row.error;
    }
}

void addCommits(rd_kafka_t* client, std::map<PartitionKey, ClaimFacts>& facts, Deadline deadline) {
    PartitionList list = newPartitionList(facts.size());
    for (const auto& [key, fact] : facts)
        rd_kafka_topic_partition_list_add(list.get(), key.first.c_str(), key.second);
    const auto code = rd_kafka_committed(client, list.get(), millisLeft(deadline));
    for (int i = 0; i < list->cnt; ++i) {
        const auto& element = list->elems[i];
        ClaimFacts& fact = facts[{element.topic, element.partition}];
        const auto error = code != RD_KAFKA_RESP_ERR_NO_ERROR ? code : element.err;
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR && fact.error.empty())
            fact.error = kafkaError(error, "The group's commits can't be read").message;
        else if (element.offset >= 0)
            fact.committed = element.offset;
    }
}

} // namespace

std::string uuidOfTopicId(const std::string& base64) {
    if (base64.size() != 22)
        return {};
    std::array<std::uint8_t, 16> bytes{};
    unsigned bits = 0;
    unsigned buffer = 0;
    std::size_t at = 0;
    for (const char c : base64) {
        const int value = base64Value(c);
        if (value < 0)
            return {};
        buffer = (buffer << 6 | static_cast<unsigned>(value)) & 0xFFFFU;
        bits += 6;
        if (bits >= 8 && at < bytes.size()) {
            bits -= 8;
            bytes[at++] = static_cast<std::uint8_t>(buffer >> bits & 0xFFU);
        }
    }
    return core::Uuid::fromBytes(bytes).text();
}

std::map<PartitionKey, ClaimFacts> readClaimFacts(rd_kafka_t* client,
                                                  const std::vector<PartitionKey>& keys) {
    std::map<PartitionKey, ClaimFacts> facts;
    for (const auto& key : keys)
        facts[key] = {};
    const Deadline deadline = Steady::now() + 5s;
    addTopicIds(client, facts, deadline);
    addOffsets(client, facts, OffsetKind::LogStart, deadline);
    addOffsets(client, facts, OffsetKind::HighWatermark, deadline);
    addCommits(client, facts, deadline);
    return facts;
}

} // namespace vigia::backend::kafka
