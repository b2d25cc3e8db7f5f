#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace vigia::app {

/// The number that an option or argument holds: digits and nothing else, from `least` to `most`.
inline std::optional<std::int64_t> wholeNumber(const std::string& text, std::int64_t least,
                                               std::int64_t most = INT64_MAX) {
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{} || end != text.data() + text.size() || number < least || number > most)
        return std::nullopt;
    return number;
}

} // namespace vigia::app
