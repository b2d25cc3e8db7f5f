#include "backend/kafka/producer.h"

#include "backend/kafka/produce.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <mutex>
#include <thread>

#include <pthread.h>

namespace vigia::backend::kafka {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using namespace std::chrono_literals;

constexpr std::uint64_t kQueueCapacity = 200'000;
constexpr auto kAllOfIt = RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT;

bool isFatal(rd_kafka_t* client) {
    std::array<char, 256> reason{};
    return rd_kafka_fatal_error(client, reason.data(), reason.size()) != RD_KAFKA_RESP_ERR_NO_ERROR;
}

/// Every report comes before the client goes: the callbacks need their owner.
void drain(rd_kafka_t* client) {
    rd_kafka_purge(client, kAllOfIt);
    while (rd_kafka_outq_len(client) > 0)
        rd_kafka_poll(client, 10);
}

} // namespace

struct Producer::Impl {
    ClientConfig config;
    OnDelivery onDelivery;
    ClientContext context;
    std::atomic<std::uint64_t> taken{0};
    std::atomic<std::uint64_t> acknowledged{0};
    std::atomic<std::uint64_t> failed{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> remade{0};
    mutable std::mutex
        mutex; ///< guards the pointer; a producing thread keeps its client alive by a copy
    std::shared_ptr<rd_kafka_t> client;
    std::jthread poller;

    Result<void> connect();
    void poll(const std::stop_token& stop);
    void remakeWhenFatal(std::shared_ptr<rd_kafka_t> current);
    [[nodiscard]] std::shared_ptr<rd_kafka_t> current() const {
        const std::lock_guard lock(mutex);
        return client;
    }
    static void delivered(rd_kafka_t* client, const rd_kafka_message_t* message, void* opaque);
};

void Producer::Impl::delivered(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
    auto* self = static_cast<Impl*>(static_cast<ClientContext*>(opaque)->owner);
    core::stream::PublishReport report{.tag = deliveryId(*message),
                                       .partition = message->partition,
                                       .offset = message->offset,
                                       .error = {}};
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
        report.error = publishError(message->err);
    ++(report.error ? self->failed : self->acknowledged);
    if (self->onDelivery)
        self->onDelivery(report);
}

Result<void> Producer::Impl::connect() {
    if (auto allowed = checkWriting(config); !allowed)
        return allowed;
    context.owner = this;
    auto conf = makeConf(config, producerSettings(), context);
    if (!conf)
        return conf.error();
    rd_kafka_conf_set_dr_msg_cb(conf->get(), &Impl::delivered);
    auto made = makeClient(RD_KAFKA_PRODUCER, std::move(*conf));
    if (!made)
        return made.error();
    std::shared_ptr<rd_kafka_t> shared(std::move(*made));
    const std::lock_guard lock(mutex);
    client.swap(shared);
    return {};
}

void Producer::Impl::remakeWhenFatal(std::shared_ptr<rd_kafka_t> broken) {
    if (!isFatal(broken.get()))
        return;
    drain(broken.get());
    if (connect())
        ++remade;
}

void Producer::Impl::poll(const std::stop_token& stop) {
    pthread_setname_np(pthread_self(), "kafka-poll");
    while (!stop.stop_requested()) {
        const auto now = current();
        rd_kafka_poll(now.get(), 50);
        remakeWhenFatal(now);
    }
}

Producer::Producer(ClientConfig config, OnDelivery onDelivery) : m_impl(std::make_unique<Impl>()) {
    m_impl->config = std::move(config);
    m_impl->onDelivery = std::move(onDelivery);
}

Producer::~Producer() {
    stop();
}

Result<void> Producer::start() {
    if (m_impl->current())
        return {};
    if (auto connected = m_impl->connect(); !connected)
        return connected;
    m_impl->poller =
        std::jthread([impl = m_impl.get()](const std::stop_token& stop) { impl->poll(stop); });
    return {};
}

void Producer::stop(std::chrono::milliseconds flushFor) {
    if (!m_impl->poller.joinable())
        return;
    flush(flushFor);
    m_impl->poller.request_stop();
    m_impl->poller.join();
    std::shared_ptr<rd_kafka_t> last;
    {
        const std::lock_guard lock(m_impl->mutex);
        last.swap(m_impl->client);
    }
    drain(last.get());
}

Result<void> Producer::produce(std::uint64_t id, const core::stream::Record& record) {
    const auto client = m_impl->current();
    if (!client)
        return failure(ErrorCode::Rejected, "The Kafka producer is stopped; nothing can be sent");
    const auto code = produceRecord(client.get(), record, id);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        ++m_impl->taken;
        return {};
    }
    ++m_impl->refused;
    return kafkaError(code, fmt::format("Topic {} takes no record now", record.topic));
}

std::size_t Producer::flush(std::chrono::milliseconds limit) {
    const auto client = m_impl->current();
    if (!client)
        return 0;
    const auto deadline = std::chrono::steady_clock::now() + limit;
    // rd_kafka_flush() would serve reports on this thread; the poll thread does that.
    while (rd_kafka_outq_len(client.get()) > 0 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(2ms);
    return static_cast<std::size_t>(rd_kafka_outq_len(client.get()));
}

void Producer::purge() {
    if (const auto client = m_impl->current())
        rd_kafka_purge(client.get(), kAllOfIt);
}

ProducerStats Producer::stats() const {
    const auto client = m_impl->current();
    const auto depth = client ? static_cast<std::uint64_t>(rd_kafka_outq_len(client.get())) : 0;
    const std::uint64_t refused = m_impl->refused;
    return {m_impl->taken,  m_impl->acknowledged,
            m_impl->failed, refused,
            m_impl->remade, {"kafka producer", depth, kQueueCapacity, refused}};
}

} // namespace vigia::backend::kafka
