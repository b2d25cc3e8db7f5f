#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::core::ops {

/// A place in a console that can be handed to somebody else:
/// `vigia://orders`, `vigia://orders/payments/3/18420` (topic, partition, offset; each part but the
/// first may be missing), `vigia://orders/~group/billing?from=…&to=…` (a consumer group, with the
/// time range of its charts).
struct Link {
    std::string cluster = {};
    std::string topic = {}; ///< empty: none
    std::optional<std::int32_t> partition = {};
    std::optional<std::int64_t> offset = {};
    std::string group = {}; ///< empty: none
    std::optional<UtcTime> from = {};
    std::optional<UtcTime> to = {};

    bool operator==(const Link&) const = default;
};

/// Reads a link, which comes from outside: at most 4,096 bytes, strict percent-encoding, names as
/// Kafka and the configuration allow them, no control characters. InvalidInput says what is wrong;
/// the text of the link is escaped in it.
Result<Link> parseLink(std::string_view text);

/// The link as text; `parseLink` gives it back. Times are cut at milliseconds.
std::string linkText(const Link& link);

} // namespace vigia::core::ops
