#include "tests/backend/monitor/live_member.h"

#include "tests/backend/kafka/kafka_fixture.h"

#include <librdkafka/rdkafka.h>

#include <array>
#include <thread>

namespace vigia::tests {

struct LiveMember::Impl {
    rd_kafka_t* client = nullptr;
    std::jthread poller;
};

LiveMember::LiveMember(const std::string& group, const std::string& topic)
    : m_impl(std::make_unique<Impl>()) {
    std::array<char, 512> error{};
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", testStack().kafka.c_str(), error.data(),
                      error.size());
    rd_kafka_conf_set(conf, "group.id", group.c_str(), error.data(), error.size());
    rd_kafka_conf_set(conf, "client.id", "live-member", error.data(), error.size());
    rd_kafka_conf_set(conf, "enable.auto.commit", "false", error.data(), error.size());
    m_impl->client = rd_kafka_new(RD_KAFKA_CONSUMER, conf, error.data(), error.size());
    rd_kafka_poll_set_consumer(m_impl->client);
    rd_kafka_topic_partition_list_t* topics = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(topics, topic.c_str(), RD_KAFKA_PARTITION_UA);
    rd_kafka_subscribe(m_impl->client, topics);
    rd_kafka_topic_partition_list_destroy(topics);
    m_impl->poller = std::jthread([client = m_impl->client](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            if (rd_kafka_message_t* message = rd_kafka_consumer_poll(client, 50))
                rd_kafka_message_destroy(message);
        }
    });
}

LiveMember::~LiveMember() {
    m_impl->poller.request_stop();
    m_impl->poller.join();
    rd_kafka_consumer_close(m_impl->client);
    rd_kafka_destroy(m_impl->client);
}

bool LiveMember::joined() {
    return eventually([this] {
        rd_kafka_topic_partition_list_t* assigned = nullptr;
        if (rd_kafka_assignment(m_impl->client, &assigned) != RD_KAFKA_RESP_ERR_NO_ERROR)
            return false;
        const bool owns = assigned->cnt > 0;
        rd_kafka_topic_partition_list_destroy(assigned);
        return owns;
    });
}

namespace {

void orDie(rd_kafka_error_t* error) {
    if (error == nullptr)
        return;
    std::fprintf(stderr, "transaction: %s\n", rd_kafka_error_string(error));
    std::abort();
}

} // namespace

void sendTransactions(const std::string& topic, int count) {
    std::array<char, 512> error{};
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", testStack().kafka.c_str(), error.data(),
                      error.size());
    rd_kafka_conf_set(conf, "transactional.id", topic.c_str(), error.data(), error.size());
    rd_kafka_t* client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error.data(), error.size());
    orDie(rd_kafka_init_transactions(client, 30000));
    rd_kafka_topic_t* handle = rd_kafka_topic_new(client, topic.c_str(), nullptr);
    std::string value = "x";
    for (int i = 0; i < count; ++i) {
        orDie(rd_kafka_begin_transaction(client));
        rd_kafka_produce(handle, 0, RD_KAFKA_MSG_F_COPY, value.data(), value.size(), nullptr, 0,
                         nullptr);
        orDie(rd_kafka_commit_transaction(client, 30000));
    }
    rd_kafka_topic_destroy(handle);
    rd_kafka_destroy(client);
}

bool LiveMember::commit(const std::string& topic, std::int32_t partition, std::int64_t offset) {
    rd_kafka_topic_partition_list_t* offsets = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(offsets, topic.c_str(), partition)->offset = offset;
    const rd_kafka_resp_err_t result = rd_kafka_commit(m_impl->client, offsets, 0);
    rd_kafka_topic_partition_list_destroy(offsets);
    return result == RD_KAFKA_RESP_ERR_NO_ERROR;
}

} // namespace vigia::tests
