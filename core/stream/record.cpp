#include "core/stream/record.h"

#include <algorithm>
#include <cmath>

namespace vigia::core::stream {

const std::string* findHeader(const Headers& headers, std::string_view name) {
    const auto found = std::find_if(headers.rbegin(), headers.rend(),
                                    [name](const Header& header) { return header.name == name; });
    return found == headers.rend() ? nullptr : &found->value;
}

std::chrono::milliseconds RetryPolicy::delay(int n, double random01) const {
    const double ideal = static_cast<double>(base.count()) * std::pow(factor, std::max(n, 1) - 1);
    const double capped = std::min(ideal, static_cast<double>(cap.count()));
    const double spread = 1.0 + jitter * (2.0 * random01 - 1.0);
    return std::chrono::milliseconds{std::llround(capped * spread)};
}

} // namespace vigia::core::stream
