#include "backend/kafka/sign_in.h"

#include "backend/kafka/client.h"
#include "core/base/text.h"

#include <array>

namespace vigia::backend::kafka {
namespace {

using core::Result;
using core::ops::BrokerSample;

constexpr int kTurnMs = 200;

std::vector<BrokerSample> brokersOf(const rd_kafka_metadata_t& metadata) {
    std::vector<BrokerSample> brokers;
    for (int i = 0; i < metadata.broker_cnt; ++i) {
        const auto& found = metadata.brokers[i];
        brokers.push_back({.id = found.id,
                           .host = found.host,
                           .port = static_cast<std::uint16_t>(found.port),
                           .rack = {}});
    }
    return brokers;
}

/// The newest error that the library reported; an authentication error stays.
void takeErrors(rd_kafka_queue_t* queue, std::optional<SignInProblem>& problem) {
    while (const EventHandle event{rd_kafka_queue_poll(queue, 0)}) {
        if (rd_kafka_event_type(event.get()) != RD_KAFKA_EVENT_ERROR)
            continue;
        const auto code = rd_kafka_event_error(event.get());
        const bool refused =
            code == RD_KAFKA_RESP_ERR__AUTHENTICATION || code == RD_KAFKA_RESP_ERR__SSL;
        if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN && problem)
            continue;
        if (!problem || !problem->authentication || refused)
            problem = SignInProblem{
                refused, core::escapedForDisplay(rd_kafka_event_error_string(event.get()), 400)};
    }
}

} // namespace

Result<SignIn> signIn(const ClientConfig& config, std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    ClientContext context;
    auto conf = makeConf(config, {}, context);
    if (!conf)
        return conf.error();
    rd_kafka_conf_set_events(conf->get(), RD_KAFKA_EVENT_ERROR);
    auto client = makeClient(RD_KAFKA_PRODUCER, std::move(*conf));
    if (!client)
        return client.error();
    const QueueHandle queue(rd_kafka_queue_get_main(client->get()));
    SignIn result;
    while (true) {
        const rd_kafka_metadata_t* raw = nullptr;
        const auto code = rd_kafka_metadata(client->get(), 0, nullptr, &raw,
                                            std::min(kTurnMs, millisLeft(deadline)));
        const MetadataHandle metadata(raw);
        takeErrors(queue.get(), result.problem);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            result.brokers = brokersOf(*metadata);
            result.problem.reset();
            return result;
        }
        const bool refused = result.problem && result.problem->authentication;
        if (refused || std::chrono::steady_clock::now() >= deadline)
            break;
    }
    if (!result.problem)
        result.problem = SignInProblem{false, "no answer in time"};
    return result;
}

} // namespace vigia::backend::kafka
