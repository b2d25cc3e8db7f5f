#include "backend/config/java_properties.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

constexpr std::size_t kLargest = 1024 * 1024;
constexpr std::string_view kBlank = " \t\f";

core::Error wrongLine(int line, const char* problem) {
    return failure(ErrorCode::InvalidInput, fmt::format("line {}: {}", line, problem));
}

void appendUtf8(std::string& out, std::uint32_t point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | (point >> 6));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | (point >> 12));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (point >> 18));
        out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

/// The four digits after `\u`.
std::optional<std::uint32_t> unitAt(std::string_view text, std::size_t at) {
    if (at + 4 > text.size())
        return std::nullopt;
    std::uint32_t unit = 0;
    const auto digits = text.substr(at, 4);
    const auto end = std::from_chars(digits.begin(), digits.end(), unit, 16);
    return end.ec == std::errc{} && end.ptr == digits.end() ? std::optional(unit) : std::nullopt;
}

/// A UTF-16 unit or pair after `\u`; `at` moves behind it.
bool appendUnit(std::string& out, std::string_view text, std::size_t& at) {
    const auto high = unitAt(text, at);
    if (!high)
        return false;
    at += 4;
    if (*high < 0xD800 || *high > 0xDFFF) {
        appendUtf8(out, *high);
        return true;
    }
    if (text.substr(at, 2) != "\\u")
        return false;
    const auto low = unitAt(text, at + 2);
    if (!low || *high > 0xDBFF || *low < 0xDC00 || *low > 0xDFFF)
        return false;
    at += 6;
    appendUtf8(out, 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00));
    return true;
}

Result<std::string> unescaped(std::string_view text, int line) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at++];
        if (c != '\\' || at == text.size()) {
            if (c != '\\')
                out += c;
            continue;
        }
        const char escape = text[at++];
        if (escape == 'u') {
            if (!appendUnit(out, text, at))
                return wrongLine(line, "a broken \\u escape");
            continue;
        }
        out += escape == 't'   ? '\t'
               : escape == 'n' ? '\n'
               : escape == 'r' ? '\r'
               : escape == 'f' ? '\f'
                               : escape;
    }
    return out;
}

bool endsEscaped(std::string_view line) {
    const auto last = line.find_last_not_of('\\');
    const auto slashes = line.size() - (last == std::string_view::npos ? 0 : last + 1);
    return slashes % 2 == 1;
}

std::string_view withoutIndent(std::string_view line) {
    const auto first = line.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view{} : line.substr(first);
}

/// Where the name ends: the first separator that no backslash escapes.
std::size_t nameEnd(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\')
            ++at;
        else if (line[at] == '=' || line[at] == ':' || kBlank.find(line[at]) != kBlank.npos)
            return at;
    }
    return line.size();
}

Result<void> addLine(std::map<std::string, std::string>& found, std::string_view line, int number) {
    const auto end = nameEnd(line);
    auto name = unescaped(line.substr(0, end), number);
    auto rest = withoutIndent(line.substr(end));
    if (rest.starts_with('=') || rest.starts_with(':'))
        rest = withoutIndent(rest.substr(1));
    auto value = unescaped(rest, number);
    if (!name || !value)
        return !name ? name.error() : value.error();
    found[*name] = std::move(*value);
    return {};
}

/// Latin-1, which Java's files were before UTF-8.
std::string fromLatin1(std::string_view text) {
    std::string out;
    for (const char c : text)
        appendUtf8(out, static_cast<unsigned char>(c));
    return out;
}

} // namespace

Result<std::map<std::string, std::string>> parseJavaProperties(std::string_view given) {
    if (given.size() > kLargest)
        return failure(ErrorCode::InvalidInput, "larger than 1 MiB; a properties file is not");
    if (given.find('\0') != std::string_view::npos)
        return failure(ErrorCode::InvalidInput, "it holds NUL bytes; a properties file is text");
    const std::string text = core::isValidUtf8(given) ? std::string(given) : fromLatin1(given);
    std::map<std::string, std::string> found;
    std::string logical;
    int number = 0, begun = 0;
    for (const auto raw : core::split(text, '\n')) {
        ++number;
        const auto line = withoutIndent(raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw);
        if (logical.empty()) {
            if (line.empty() || line.front() == '#' || line.front() == '!')
                continue;
            begun = number;
        }
        logical += line;
        if (endsEscaped(line)) {
            logical.pop_back();
            continue;
        }
        if (auto added = addLine(found, logical, begun); !added)
            return added.error();
        logical.clear();
    }
    if (!logical.empty()) {
        if (auto added = addLine(found, logical, begun); !added)
            return added.error();
    }
    return found;
}

namespace {

/// `"…"`, `'…'` or a bare word at the start of `text`, which loses it; nothing when a quote is
/// open.
std::optional<std::string> takeValue(std::string_view& text) {
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) {
        const auto end = std::min(text.find_first_of(" \t\r\n;"), text.size());
        const std::string word(text.substr(0, end));
        text.remove_prefix(end);
        return word;
    }
    const char quote = text.front();
    std::string value;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == quote) {
            text.remove_prefix(at + 1);
            return value;
        }
        if (text[at] == '\\' && at + 1 < text.size())
            ++at;
        value += text[at];
    }
    return std::nullopt;
}

} // namespace

Result<JaasEntry> parseJaas(std::string_view text) {
    const auto wrong = [] {
        return failure(ErrorCode::InvalidInput,
                       "sasl.jaas.config is not `the.LoginModule required name=\"value\" …;`");
    };
    text = core::trimmed(text);
    const auto gap = text.find_first_of(" \t");
    if (gap == std::string_view::npos)
        return wrong();
    JaasEntry entry;
    const auto name = text.substr(0, gap);
    entry.module = name.substr(name.rfind('.') + 1); // npos + 1 is 0
    text = core::trimmed(text.substr(gap));
    text.remove_prefix(std::min(text.find_first_of(" \t;"), text.size())); // required
    for (text = core::trimmed(text); !text.empty() && text.front() != ';';
         text = core::trimmed(text)) {
        const auto equals = text.find('=');
        if (equals == std::string_view::npos)
            return wrong();
        const std::string option(core::trimmed(text.substr(0, equals)));
        text = core::trimmed(text.substr(equals + 1));
        auto value = takeValue(text);
        if (!value || option.empty())
            return wrong();
        entry.options[option] = std::move(*value);
    }
    if (text != ";")
        return wrong();
    return entry;
}

} // namespace vigia::backend::config
