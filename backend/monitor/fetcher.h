#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>

namespace vigia::backend::monitor {

/// An HTTP answer as the monitor needs it.
struct Fetched {
    int status = 0;
    std::string body;
};

/// Sends requests to the platform's listeners. An implementation keeps connections alive, bounds the body, and is used
/// by one thread at a time.
class Fetcher {
public:
    virtual ~Fetcher() = default;
    /// GET of an absolute `http://` URL. Ends after `timeout`.
    virtual core::Result<Fetched> get(const std::string& url, std::chrono::milliseconds timeout) = 0;
};

} // namespace vigia::backend::monitor
