#include "backend/kafka/batch_publisher.h"

#include "backend/kafka/produce.h"

#include <array>

namespace vigia::backend::kafka {

using core::Result;
using core::stream::Enqueued;
using core::stream::PublishReport;
using core::stream::Record;

struct KafkaBatchPublisher::Impl {
    ClientConfig config;
    ClientContext context;
    std::vector<PublishReport> reports;
    ClientHandle client; // after what its callbacks use

    Result<void> connect();
    static void delivered(rd_kafka_t* client, const rd_kafka_message_t* message, void* opaque);
};

void KafkaBatchPublisher::Impl::delivered(rd_kafka_t*, const rd_kafka_message_t* message,
                                          void* opaque) {
    auto* self = static_cast<Impl*>(static_cast<ClientContext*>(opaque)->owner);
    PublishReport report{.tag = deliveryId(*message),
                         .partition = message->partition,
                         .offset = message->offset,
                         .error = {}};
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
        report.error = publishError(message->err);
    self->reports.push_back(std::move(report));
}

Result<void> KafkaBatchPublisher::Impl::connect() {
    if (auto allowed = checkWriting(config); !allowed)
        return allowed;
    context.owner = this;
    auto conf = makeConf(config, relaySettings(), context);
    if (!conf)
        return conf.error();
    rd_kafka_conf_set_dr_msg_cb(conf->get(), &Impl::delivered);
    auto made = makeClient(RD_KAFKA_PRODUCER, std::move(*conf));
    if (!made)
        return made.error();
    client = std::move(*made);
    return {};
}

Result<std::unique_ptr<KafkaBatchPublisher>> KafkaBatchPublisher::create(ClientConfig config) {
    auto impl = std::make_unique<Impl>();
    impl->config = std::move(config);
    if (auto connected = impl->connect(); !connected)
        return connected.error();
    return std::unique_ptr<KafkaBatchPublisher>(new KafkaBatchPublisher(std::move(impl)));
}

KafkaBatchPublisher::KafkaBatchPublisher(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

KafkaBatchPublisher::~KafkaBatchPublisher() {
    if (!m_impl->client)
        return;
    purge();
    rd_kafka_poll(m_impl->client.get(),
                  0); // the reports of what was purged, so that destroying waits for nothing
}

Enqueued KafkaBatchPublisher::enqueue(const std::vector<Record>& records, std::uint64_t firstTag) {
    Enqueued result;
    if (!m_impl->client) {
        result.refusal = publishError(RD_KAFKA_RESP_ERR__STATE);
        return result;
    }
    for (const Record& record : records) {
        const auto code = produceRecord(m_impl->client.get(), record, firstTag + result.taken);
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            result.refusal = publishError(code);
            return result;
        }
        ++result.taken;
    }
    return result;
}

std::vector<PublishReport> KafkaBatchPublisher::awaitReports(std::chrono::milliseconds wait) {
    const auto deadline = std::chrono::steady_clock::now() + wait;
    if (!m_impl->client)
        return {};
    // One poll may serve an event that is no report.
    do {
        rd_kafka_poll(m_impl->client.get(),
                      m_impl->reports.empty() && wait.count() > 0 ? millisLeft(deadline) : 0);
    } while (m_impl->reports.empty() && std::chrono::steady_clock::now() < deadline);
    return std::exchange(m_impl->reports, {});
}

void KafkaBatchPublisher::purge() {
    if (m_impl->client)
        rd_kafka_purge(m_impl->client.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
}

bool KafkaBatchPublisher::broken() const {
    if (!m_impl->client)
        return true;
    std::array<char, 256> reason{};
    return rd_kafka_fatal_error(m_impl->client.get(), reason.data(), reason.size()) !=
           RD_KAFKA_RESP_ERR_NO_ERROR;
}

Result<void> KafkaBatchPublisher::remake() {
    m_impl->client.reset();
    return m_impl->connect();
}

} // namespace vigia::backend::kafka
