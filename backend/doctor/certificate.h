#pragma once

#include "backend/kafka/client_config.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace vigia::backend::doctor {

/// Whole days left on the certificate that the first reachable server shows, negative when it has
/// expired; nothing without TLS or without a handshake. Blocks at most `patience` and as long as
/// names resolve.
std::optional<std::int64_t> certificateDaysLeft(const kafka::ClientConfig& client,
                                                std::chrono::milliseconds patience);

} // namespace vigia::backend::doctor
