#pragma once

#include "backend/http/client_tls.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vigia::backend::load {

struct HttpTarget {
    std::string host;
    std::uint16_t port = 80;
    std::string prefix; ///< before every path
    bool tls = false;
    http::ClientTls trust = {.trustHint = "name the authority's file with --ca-file"};
};

/// `http://host[:port][/prefix]`, or https; InvalidInput says what is wrong.
core::Result<HttpTarget> parseTarget(std::string_view url);
/// Back again.
std::string targetUrl(const HttpTarget& target);

} // namespace vigia::backend::load
