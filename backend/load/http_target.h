#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vigia::backend::load {

struct HttpTarget {
    std::string host;
    std::uint16_t port = 80;
    std::string prefix; ///< before every path
};

/// `http://host[:port][/prefix]`; InvalidInput says what is wrong. TLS is not spoken yet.
core::Result<HttpTarget> parseTarget(std::string_view url);
/// Back again.
std::string targetUrl(const HttpTarget& target);

} // namespace vigia::backend::load
