#pragma once

#include "backend/kafka/client_config.h"
#include "core/ops/connection_report.h"

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

namespace vigia::backend::doctor {

struct DoctorOptions {
    std::string cluster;
    /// For each question to the network; the whole examination takes at most about eight of them.
    std::chrono::milliseconds patience{5000};
    /// Called after each step with everything found so far; may be empty.
    std::function<void(const core::ops::ConnectionReport&)> onStep = {};
    /// When it is asked to stop, no further step is taken.
    std::stop_token stop = {};
};

/// Takes every step of a connection by itself and says what each found: names, TCP, TLS, SASL,
/// metadata, the address that each broker advertises, and what we may ask. Reads only. Blocking:
/// call it on a thread of its own. InvalidInput never: a wrong property is a failed step.
core::ops::ConnectionReport examineConnection(const kafka::ClientConfig& client,
                                              const DoctorOptions& options);

} // namespace vigia::backend::doctor
