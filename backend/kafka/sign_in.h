#pragma once

#include "backend/kafka/client_config.h"
#include "core/ops/cluster_sample.h"

#include <chrono>
#include <optional>
#include <vector>

namespace vigia::backend::kafka {

/// Why a client is not let in.
struct SignInProblem {
    bool authentication = false; ///< SASL or TLS refused us, not the network
    std::string text;            ///< the library's reason
};

/// Brokers, or the problem.
struct SignIn {
    std::vector<core::ops::BrokerSample> brokers; ///< with the addresses that they advertise
    std::optional<SignInProblem> problem;
};

/// Connects as a client does (TLS, SASL) and asks for the brokers. Blocks until an answer, a
/// refusal or the time is over; a refusal ends it at once instead of being tried again.
core::Result<SignIn> signIn(const ClientConfig& config, std::chrono::milliseconds patience);

} // namespace vigia::backend::kafka
