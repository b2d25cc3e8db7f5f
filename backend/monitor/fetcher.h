#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace vigia::backend::monitor {

/// A request to a listener of the platform.
struct Outgoing {
    std::string method = "GET";
    std::string url; ///< absolute, `http://`
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {}; ///< JSON
};

/// An HTTP answer as the monitor needs it.
struct Fetched {
    int status = 0;
    std::string body;
};

/// Sends requests to the platform's listeners. An implementation keeps connections alive, bounds
/// the body, and is used by one thread at a time.
class Fetcher {
public:
    virtual ~Fetcher() = default;
    /// Any status is success. Ends after `timeout`.
    virtual core::Result<Fetched> send(const Outgoing& request,
                                       std::chrono::milliseconds timeout) = 0;

    core::Result<Fetched> get(const std::string& url, std::chrono::milliseconds timeout) {
        return send({"GET", url}, timeout);
    }
};

} // namespace vigia::backend::monitor
