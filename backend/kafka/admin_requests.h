#pragma once

#include "backend/kafka/client.h"

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

/// Admin requests of librdkafka with a bounded number in flight. Private to backend/kafka.
namespace vigia::backend::kafka {

using Deadline = std::chrono::steady_clock::time_point;

/// One request: how to send it, and what to do with its answer.
struct AdminRequest {
    rd_kafka_admin_op_t operation = RD_KAFKA_ADMIN_OP_ANY;
    rd_kafka_event_type_t answer = RD_KAFKA_EVENT_NONE;
    std::optional<rd_kafka_IsolationLevel_t> isolation = {};
    bool rights = false; ///< ask what we may do, too
    std::function<void(const rd_kafka_AdminOptions_t*, rd_kafka_queue_t*)> issue = {};
    /// The event of type `answer`, valid during the call, or why there is none.
    std::function<void(core::Result<rd_kafka_event_t*>)> done = {};
};

/// Sends all, at most `inFlight` at a time, and calls `done` of each exactly once on this thread:
/// with Timeout for those without an answer at the deadline.
void runRequests(rd_kafka_t* client, std::vector<AdminRequest>& requests, std::size_t inFlight,
                 Deadline deadline);

/// One request alone; its event.
core::Result<EventHandle> runRequest(rd_kafka_t* client, AdminRequest request, Deadline deadline);

} // namespace vigia::backend::kafka
