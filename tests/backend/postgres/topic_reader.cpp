#include "tests/backend/postgres/topic_reader.h"

#include "tests/support/test_stack.h"

#include <librdkafka/rdkafka.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace vigia::tests {
namespace {

using Client = std::unique_ptr<rd_kafka_t, decltype(&rd_kafka_destroy)>;
using Message = std::unique_ptr<rd_kafka_message_t, decltype(&rd_kafka_message_destroy)>;

void set(rd_kafka_conf_t* conf, const char* name, const std::string& value) {
    std::array<char, 256> error{};
    if (rd_kafka_conf_set(conf, name, value.c_str(), error.data(), error.size()) !=
        RD_KAFKA_CONF_OK)
        std::abort();
}

Client reader() {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    set(conf, "bootstrap.servers", testStack().kafka);
    set(conf, "group.id", "unused");
    set(conf, "enable.auto.commit", "false");
    set(conf, "enable.partition.eof", "true");
    std::array<char, 256> error{};
    return {rd_kafka_new(RD_KAFKA_CONSUMER, conf, error.data(), error.size()), &rd_kafka_destroy};
}

std::string bytes(const void* data, std::size_t size) {
    return data == nullptr ? std::string() : std::string(static_cast<const char*>(data), size);
}

std::string eventId(const rd_kafka_message_t& message) {
    rd_kafka_headers_t* headers = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        rd_kafka_header_get_last(headers, "event-id", &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return {};
    return bytes(value, size);
}

void assignAll(rd_kafka_t* client, const std::string& topic, int partitions) {
    auto* list = rd_kafka_topic_partition_list_new(partitions);
    for (int i = 0; i < partitions; ++i)
        rd_kafka_topic_partition_list_add(list, topic.c_str(), i)->offset =
            RD_KAFKA_OFFSET_BEGINNING;
    rd_kafka_assign(client, list);
    rd_kafka_topic_partition_list_destroy(list);
}

} // namespace

std::vector<ReadRecord> readTopic(const std::string& topic, int partitions) {
    const auto client = reader();
    rd_kafka_poll_set_consumer(client.get());
    assignAll(client.get(), topic, partitions);
    std::vector<ReadRecord> records;
    for (int open = partitions, idle = 0; open > 0 && idle < 20;) {
        const Message message(rd_kafka_consumer_poll(client.get(), 500), &rd_kafka_message_destroy);
        idle = message ? 0 : idle + 1;
        if (message && message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
            --open;
        else if (message && message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
            records.push_back({message->partition, message->offset, eventId(*message),
                               bytes(message->key, message->key_len),
                               bytes(message->payload, message->len)});
    }
    return records;
}

} // namespace vigia::tests
