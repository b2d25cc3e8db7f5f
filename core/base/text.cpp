#include "core/base/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>

#include <fmt/format.h>

namespace vigia::core {
namespace {

/// One decoded step through bytes: the code point, or nothing for a broken byte; `length` bytes
/// were used.
struct Step {
    std::optional<std::uint32_t> codePoint;
    std::size_t length = 1;
};

std::uint32_t byteAt(std::string_view text, std::size_t i) {
    return static_cast<std::uint8_t>(text[i]);
}

std::size_t sequenceLength(std::uint32_t lead) {
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

Step decode(std::string_view text, std::size_t at) {
    const std::uint32_t lead = byteAt(text, at);
    const std::size_t length = sequenceLength(lead);
    if (length == 1)
        return {lead, 1};
    if (length == 0 || at + length > text.size())
        return {std::nullopt, 1};
    std::uint32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const std::uint32_t next = byteAt(text, at + i);
        if ((next & 0xC0U) != 0x80U)
            return {std::nullopt, 1};
        value = value << 6U | (next & 0x3FU);
    }
    static constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < kSmallest[length] || surrogate || value > 0x10FFFF)
        return {std::nullopt, 1};
    return {value, length};
}

bool isControl(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/// Characters that change how their neighbours are shown or can't be seen (CWE-150, Trojan Source).
bool isDeceptive(std::uint32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x061C || c == 0x00AD ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE || (c >= 0xE0000 && c <= 0xE007F);
}

char loweredChar(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// How many bytes at the beginning are ASCII, looked at eight at a time: most texts are nothing
/// else.
std::size_t asciiRun(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::size_t at = 0;
    for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & kHighBits) != 0)
            break;
    }
    return at;
}

/// Levenshtein distance.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row[b.size()];
}

} // namespace

bool isValidUtf8(std::string_view text) {
    for (std::size_t at = asciiRun(text); at < text.size();) {
        const Step step = decode(text, at);
        if (!step.codePoint)
            return false;
        at += step.length;
    }
    return true;
}

bool hasControlCharacters(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Step step = decode(text, at);
        if (step.codePoint && isControl(*step.codePoint))
            return true;
        at += step.length;
    }
    return false;
}

std::size_t codePoints(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U;
    }));
}

std::string_view trimmed(std::string_view text) {
    static constexpr std::string_view kSpace = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string_view clippedUtf8(std::string_view text, std::size_t maxBytes) {
    if (text.size() <= maxBytes)
        return text;
    while (maxBytes > 0 && (static_cast<std::uint8_t>(text[maxBytes]) & 0xC0U) == 0x80U)
        --maxBytes;
    return text.substr(0, maxBytes);
}

std::string escapedForDisplay(std::string_view text, std::size_t maxBytes) {
    const auto shown = clippedUtf8(text, maxBytes);
    std::string out;
    out.reserve(shown.size());
    for (std::size_t at = 0; at < shown.size();) {
        const Step step = decode(shown, at);
        if (!step.codePoint)
            out += fmt::format("\\x{:02X}", byteAt(shown, at));
        else if (isControl(*step.codePoint))
            out += fmt::format("\\x{:02X}", *step.codePoint);
        else if (isDeceptive(*step.codePoint))
            out += fmt::format("\\u{{{:04X}}}", *step.codePoint);
        else
            out.append(shown.substr(at, step.length));
        at += step.length;
    }
    if (shown.size() < text.size())
        out += "…";
    return out;
}

std::string csvCell(std::string_view text) {
    std::string cell(text);
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos)
        cell.insert(0, 1, '\'');
    if (cell.find_first_of("\",\r\n") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted.push_back(c);
        if (c == '"')
            quoted.push_back('"');
    }
    return quoted + "\"";
}

std::optional<std::string> nearestWord(std::string_view word,
                                       const std::vector<std::string>& candidates) {
    const std::string wanted = lowered(word.substr(0, 100));
    std::optional<std::string> best;
    std::size_t bestDistance =
        std::max<std::size_t>(wanted.size() < 4 ? 1 : 2, wanted.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        const std::size_t d = distance(wanted, lowered(candidate));
        if (d < bestDistance) {
            bestDistance = d;
            best = candidate;
        }
    }
    return best;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

bool isPlainName(std::string_view text, std::size_t most) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), plain);
}

std::string lowered(std::string_view ascii) {
    std::string out(ascii);
    std::transform(out.begin(), out.end(), out.begin(), loweredChar);
    return out;
}

bool equalsIgnoreCase(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return loweredChar(x) == loweredChar(y);
           });
}

} // namespace vigia::core
