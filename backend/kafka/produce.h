#pragma once

#include "backend/kafka/client.h"
#include "core/stream/publisher.h"
#include "core/stream/record.h"

#include <cstdint>

/// What every producer of ours shares. Private to backend/kafka.
namespace vigia::backend::kafka {

/// Settings of platform.md 4.3.
ClientSettings producerSettings();
/// The same for an outbox relay: no record ever times out, no gap in a partition's stream.
ClientSettings relaySettings();

/// Enqueues without blocking; the delivery report carries `id`. RD_KAFKA_RESP_ERR__QUEUE_FULL when
/// there is no room.
rd_kafka_resp_err_t produceRecord(rd_kafka_t* client, const core::stream::Record& record,
                                  std::uint64_t id);

/// The number given to produceRecord.
std::uint64_t deliveryId(const rd_kafka_message_t& message);

/// What a delivery failure asks the sender to do.
core::stream::PublishError publishError(rd_kafka_resp_err_t code);

} // namespace vigia::backend::kafka
