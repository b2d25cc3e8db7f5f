#pragma once

#include "backend/http/client.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace vigia::backend::http {

struct ForwardOptions {
    ClientOptions upstream;
    std::string gatewayVersion;
    std::string environment;
    std::string what = "service"; ///< named in errors: `stock`
    int retryAfterSeconds = 30;   ///< when it is down (platform.md 3.1)
};

/// A Blocking handler that passes a request on unchanged, with the headers of platform.md 3.1 and
/// without those of one hop. No upstream or none in time: 503 with Retry-After; an answer cut off
/// or broken: 502.
std::function<Response(const Request&)> forwardTo(const ForwardOptions& options);

} // namespace vigia::backend::http
