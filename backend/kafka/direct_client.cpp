#include "backend/kafka/direct_client.h"

#include "backend/kafka/client.h"
#include "backend/kafka/produce.h"
#include "core/base/unique_fd.h"

#include <sys/eventfd.h>

#include <array>

namespace vigia::backend::kafka {
namespace {

using core::Result;

constexpr auto kAllOfIt = RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT;

/// A file that is readable once something came into a queue of the library.
class QueueBell {
public:
    explicit QueueBell(QueueHandle queue)
        : m_fd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), m_queue(std::move(queue)) {
        const std::uint64_t one = 1;
        rd_kafka_queue_io_event_enable(m_queue.get(), m_fd.fd(), &one, sizeof one);
    }
    ~QueueBell() { rd_kafka_queue_io_event_enable(m_queue.get(), -1, nullptr, 0); }
    QueueBell(const QueueBell&) = delete;
    QueueBell& operator=(const QueueBell&) = delete;

    [[nodiscard]] int fd() const { return m_fd.fd(); }
    [[nodiscard]] rd_kafka_queue_t* queue() const { return m_queue.get(); }
    /// Before the queue is emptied, so that what comes meanwhile rings again.
    void quiet() {
        std::uint64_t rings = 0;
        [[maybe_unused]] const auto taken = ::read(m_fd.fd(), &rings, sizeof rings);
    }

    void ring() {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(m_fd.fd(), &one, sizeof one);
    }

private:
    core::UniqueFd m_fd;
    QueueHandle m_queue;
};

} // namespace

struct DirectProducer::Impl {
    OnReport onReport;
    ClientContext context;
    ClientHandle client;
    TopicHandle topic;
    std::optional<QueueBell> bell;

    static void delivered(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
        auto* self = static_cast<Impl*>(static_cast<ClientContext*>(opaque)->owner);
        self->onReport(deliveryId(*message), message->err == RD_KAFKA_RESP_ERR_NO_ERROR
                                                 ? ""
                                                 : rd_kafka_err2name(message->err));
    }
};

DirectProducer::DirectProducer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

/// Every report comes before the client goes: the callback needs its owner.
DirectProducer::~DirectProducer() {
    purge();
}

Result<std::unique_ptr<DirectProducer>>
DirectProducer::create(const ClientConfig& config, const std::string& topic, OnReport onReport) {
    if (auto allowed = checkWriting(config); !allowed)
        return allowed.error();
    auto impl = std::make_unique<Impl>();
    impl->onReport = std::move(onReport);
    impl->context.owner = impl.get();
    auto conf = makeConf(config, producerSettings(), impl->context);
    if (!conf)
        return conf.error();
    rd_kafka_conf_set_dr_msg_cb(conf->get(), &Impl::delivered);
    auto client = makeClient(RD_KAFKA_PRODUCER, std::move(*conf));
    if (!client)
        return client.error();
    impl->client = std::move(*client);
    impl->topic.reset(rd_kafka_topic_new(impl->client.get(), topic.c_str(), nullptr));
    if (!impl->topic)
        return kafkaError(rd_kafka_last_error(), "the topic can't be written");
    impl->bell.emplace(QueueHandle(rd_kafka_queue_get_main(impl->client.get())));
    return std::unique_ptr<DirectProducer>(new DirectProducer(std::move(impl)));
}

int DirectProducer::fd() const {
    return m_impl->bell->fd();
}

std::optional<std::string> DirectProducer::produce(std::int32_t partition, std::string_view value,
                                                   std::uint64_t id) {
    // The library copies and only reads; its C interface has no const here.
    if (rd_kafka_produce(m_impl->topic.get(), partition, RD_KAFKA_MSG_F_COPY,
                         const_cast<char*>(value.data()), value.size(), nullptr, 0,
                         reinterpret_cast<void*>(static_cast<std::uintptr_t>(id))) == 0)
        return "";
    const auto code = rd_kafka_last_error();
    return code == RD_KAFKA_RESP_ERR__QUEUE_FULL
               ? std::nullopt
               : std::optional<std::string>(rd_kafka_err2name(code));
}

void DirectProducer::takeReports() {
    m_impl->bell->quiet();
    rd_kafka_poll(m_impl->client.get(), 0);
}

std::size_t DirectProducer::pending() const {
    return static_cast<std::size_t>(rd_kafka_outq_len(m_impl->client.get()));
}

void DirectProducer::purge() {
    rd_kafka_purge(m_impl->client.get(), kAllOfIt);
    while (rd_kafka_outq_len(m_impl->client.get()) > 0)
        rd_kafka_poll(m_impl->client.get(), 10);
}

struct DirectConsumer::Impl {
    OnRecord onRecord;
    ClientContext context;
    ClientHandle client;
    std::optional<QueueBell> bell;
};

DirectConsumer::DirectConsumer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

DirectConsumer::~DirectConsumer() {
    rd_kafka_assign(m_impl->client.get(), nullptr);
    rd_kafka_consumer_close(m_impl->client.get());
}

Result<std::unique_ptr<DirectConsumer>> DirectConsumer::create(const ClientConfig& config,
                                                               const std::string& topic,
                                                               int partitions, OnRecord onRecord) {
    auto impl = std::make_unique<Impl>();
    impl->onRecord = std::move(onRecord);
    impl->context.owner = impl.get();
    auto conf = makeConf(config,
                         {.defaults = {{"fetch.queue.backoff.ms", "10"}},
                          .fixed = {{"group.id", topic}, {"enable.auto.commit", "false"}}},
                         impl->context);
    if (!conf)
        return conf.error();
    auto client = makeClient(RD_KAFKA_CONSUMER, std::move(*conf));
    if (!client)
        return client.error();
    impl->client = std::move(*client);
    rd_kafka_poll_set_consumer(impl->client.get());
    const auto all = newPartitionList(static_cast<std::size_t>(partitions));
    for (int i = 0; i < partitions; ++i)
        rd_kafka_topic_partition_list_add(all.get(), topic.c_str(), i)->offset =
            RD_KAFKA_OFFSET_BEGINNING;
    if (const auto code = rd_kafka_assign(impl->client.get(), all.get()))
        return kafkaError(code, "the topic can't be read");
    impl->bell.emplace(QueueHandle(rd_kafka_queue_get_consumer(impl->client.get())));
    return std::unique_ptr<DirectConsumer>(new DirectConsumer(std::move(impl)));
}

int DirectConsumer::fd() const {
    return m_impl->bell->fd();
}

void DirectConsumer::takeRecords() {
    m_impl->bell->quiet();
    std::array<rd_kafka_message_t*, 1000> taken{};
    const ssize_t count =
        rd_kafka_consume_batch_queue(m_impl->bell->queue(), 0, taken.data(), taken.size());
    for (ssize_t i = 0; i < count; ++i) {
        const MessageHandle message(taken[static_cast<std::size_t>(i)]);
        if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
            m_impl->onRecord(message->partition,
                             {static_cast<const char*>(message->payload), message->len});
    }
    if (count > 0)
        m_impl->bell->ring(); // there may be more
}

} // namespace vigia::backend::kafka
