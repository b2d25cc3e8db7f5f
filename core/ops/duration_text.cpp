#include "core/ops/duration_text.h"

#include "core/base/text.h"

#include <charconv>
#include <cstdint>
#include <utility>

namespace vigia::core::ops {

Result<std::chrono::milliseconds> parseDuration(std::string_view text) {
    static constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {
        {"ms", 1},       {"s", 1000},      {"m", 60'000},
        {"min", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
    constexpr std::int64_t kMost = 365 * 86'400'000LL;
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    for (const auto& [name, millis] : kUnits) {
        if (code == std::errc{} && unit == name && number >= 0 && number <= kMost / millis)
            return std::chrono::milliseconds(number * millis);
    }
    return failure(ErrorCode::InvalidInput,
                   "'" + escapedForDisplay(text, 40) + "' is no duration such as 30s, 10m or 2h");
}

} // namespace vigia::core::ops
