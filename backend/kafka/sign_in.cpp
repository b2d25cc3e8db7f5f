#include "backend/kafka/sign_in.h"

#include "backend/kafka/admin_calls.h"
#include "backend/kafka/client.h"
#include "core/base/text.h"

namespace vigia::backend::kafka {
namespace {

using core::Result;

constexpr std::chrono::milliseconds kTurn{200};

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
        const auto turn = std::min(deadline, Deadline::clock::now() + kTurn);
        auto metadata = clusterMetadata(client->get(), false, turn);
        takeErrors(queue.get(), result.problem);
        if (metadata) {
            result.brokers = std::move(metadata->brokers);
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
