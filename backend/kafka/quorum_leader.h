#pragma once

#include "backend/kafka/admin_requests.h"

#include <cstdint>
#include <optional>
#include <string>

/// Who is the active controller of a KRaft cluster. Private to backend/kafka.
///
/// Brokers name a random broker as controller (KIP-590) and librdkafka has no DescribeQuorum, so
/// this speaks that one request itself. Only to plaintext listeners: elsewhere the controller stays
/// unknown.
namespace vigia::backend::kafka {

/// Whether the configuration reaches its brokers without TLS and SASL.
bool isPlaintext(const ClientConfig& config);

/// Id of the quorum's leader as the broker at `host:port` tells it; absent when it does not tell in
/// time. Blocks until the deadline at most; leaves no connection behind.
std::optional<std::int32_t> quorumLeader(const std::string& host, std::uint16_t port,
                                         Deadline deadline);

/// The request as it goes over the wire, length included, and the leader in an answer (without
/// length). For tests too.
std::string describeQuorumRequest(std::int32_t correlationId);
std::optional<std::int32_t> leaderInAnswer(std::string_view answer, std::int32_t correlationId);

} // namespace vigia::backend::kafka
