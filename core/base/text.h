#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core {

/// Well-formed UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool isValidUtf8(std::string_view text);

/// Any C0 control (NUL, tab and line ends included), DEL, or C1 control (U+0080–U+009F).
bool hasControlCharacters(std::string_view text);

/// Number of code points of valid UTF-8.
std::size_t codePoints(std::string_view text);

/// Without ASCII white space at both ends.
std::string_view trimmed(std::string_view text);

/// The longest prefix of at most `maxBytes` that does not cut a code point.
std::string_view clippedUtf8(std::string_view text, std::size_t maxBytes);

/// Text from outside made safe for a terminal, a log or a label: controls, bidi overrides,
/// zero-width characters and broken UTF-8 appear as `\xNN` or `\u{NNNN}`; at most `maxBytes` of
/// input are shown, then `…`.
std::string escapedForDisplay(std::string_view text, std::size_t maxBytes = 4096);

/// A CSV cell by RFC 4180; a leading `= + - @`, tab or CR is defused with `'` (OWASP, CSV
/// injection).
std::string csvCell(std::string_view text);

/// The candidate with the smallest edit distance to `word`, if it is near enough to be meant (two
/// letters, or a third of a long word).
std::optional<std::string> nearestWord(std::string_view word,
                                       const std::vector<std::string>& candidates);

/// The parts are views into `text`, so it can't be a temporary.
std::vector<std::string_view> split(std::string_view text, char separator);
template <std::same_as<std::string> S>
std::vector<std::string_view> split(S&& text, char separator) = delete;
/// ASCII, whatever the locale.
constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
std::string lowered(std::string_view ascii);
/// 1 to `most` of a-z, A-Z, 0-9, - and _: a name that is one file's on every system.
bool isPlainName(std::string_view text, std::size_t most);
bool equalsIgnoreCase(std::string_view a, std::string_view b);

} // namespace vigia::core
