#include "backend/kafka/admin_requests.h"

namespace vigia::backend::kafka {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

constexpr const char* kWhat = "Kafka does not answer";

void send(rd_kafka_t* client, const AdminRequest& request, std::size_t index,
          rd_kafka_queue_t* queue, Deadline deadline) {
    const AdminOptionsHandle options(rd_kafka_AdminOptions_new(client, request.operation));
    const int left = millisLeft(deadline);
    // A value out of range can only be our mistake, and the library then keeps its default.
    rd_kafka_AdminOptions_set_request_timeout(options.get(), left, nullptr, 0);
    rd_kafka_AdminOptions_set_opaque(options.get(), reinterpret_cast<void*>(index));
    if (request.isolation)
        rd_kafka_error_destroy(
            rd_kafka_AdminOptions_set_isolation_level(options.get(), *request.isolation));
    if (request.rights)
        rd_kafka_error_destroy(
            rd_kafka_AdminOptions_set_include_authorized_operations(options.get(), 1));
    request.issue(options.get(), queue);
}

/// The event if it is the expected one: a wrong type would be dereferenced blindly by the library.
Result<rd_kafka_event_t*> checked(rd_kafka_event_t* event, const AdminRequest& request) {
    if (rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return kafkaError(rd_kafka_event_error(event), kWhat, rd_kafka_event_error_string(event));
    if (rd_kafka_event_type(event) != request.answer)
        return failure(ErrorCode::Corrupt,
                       "The Kafka client answered something else than was asked");
    return event;
}

} // namespace

void runRequests(rd_kafka_t* client, std::vector<AdminRequest>& requests, std::size_t inFlight,
                 Deadline deadline) {
    const QueueHandle queue(rd_kafka_queue_new(client));
    std::vector<bool> answered(requests.size(), false);
    std::size_t sent = 0;
    std::size_t received = 0;
    while (received < requests.size() && std::chrono::steady_clock::now() < deadline) {
        for (; sent < requests.size() && sent - received < inFlight; ++sent)
            send(client, requests[sent], sent, queue.get(), deadline);
        const EventHandle event(rd_kafka_queue_poll(queue.get(), millisLeft(deadline)));
        if (!event)
            break;
        const auto index = reinterpret_cast<std::size_t>(rd_kafka_event_opaque(event.get()));
        if (index >= sent || answered[index])
            continue;
        answered[index] = true;
        ++received;
        requests[index].done(checked(event.get(), requests[index]));
    }
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (!answered[i])
            requests[i].done(
                failure(ErrorCode::Timeout, "Kafka did not answer in time; is every broker up?"));
    }
}

Result<EventHandle> runRequest(rd_kafka_t* client, AdminRequest request, Deadline deadline) {
    const QueueHandle queue(rd_kafka_queue_new(client));
    send(client, request, 0, queue.get(), deadline);
    EventHandle event(rd_kafka_queue_poll(queue.get(), millisLeft(deadline)));
    if (!event)
        return failure(ErrorCode::Timeout, "Kafka did not answer in time; is every broker up?");
    if (auto good = checked(event.get(), request); !good)
        return good.error();
    return event;
}

} // namespace vigia::backend::kafka
