#include "backend/http/request_head.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace vigia::backend::http {
namespace {

constexpr std::array<bool, 256> tokenTable() {
    std::array<bool, 256> table{};
    for (unsigned char c = '0'; c <= '9'; ++c)
        table[c] = true;
    for (unsigned char c = 'a'; c <= 'z'; ++c)
        table[c] = true;
    for (unsigned char c = 'A'; c <= 'Z'; ++c)
        table[c] = true;
    for (const char c :
         {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
        table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr auto kToken = tokenTable();

bool isValueCharacter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
}

bool isTargetCharacter(char c) {
    return c > 0x20 && c < 0x7F;
}

Refusal malformed(std::string detail) {
    return {400, std::move(detail)};
}

/// The next line without its CRLF; the scanner made sure that every line has one.
std::string_view takeLine(std::string_view& bytes) {
    const auto end = bytes.find("\r\n");
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 2));
    return line;
}

std::optional<Refusal> parseVersion(std::string_view version, RequestHead& head) {
    if (version == "HTTP/1.1" || version == "HTTP/1.0") {
        head.minorVersion = version.back() - '0';
        head.keepAlive = head.minorVersion == 1;
        return std::nullopt;
    }
    if (version.size() == 8 && version.substr(0, 5) == "HTTP/" && version[6] == '.')
        return Refusal{505, "This server speaks HTTP/1.1 and HTTP/1.0 only."};
    return malformed("The request line must end in HTTP/1.1 or HTTP/1.0.");
}

std::optional<Refusal> parseRequestLine(std::string_view line, RequestHead& head) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return malformed("The request line must hold a method, a target and a version.");
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    if (!isToken(head.method))
        return malformed("The method has characters that no method may have.");
    if (head.target.empty() ||
        !std::all_of(head.target.begin(), head.target.end(), isTargetCharacter))
        return malformed(
            "The request target must be visible ASCII; encode other characters as %XX.");
    return parseVersion(line.substr(last + 1), head);
}

std::optional<Refusal> parseField(std::string_view line, const HeadLimits& limits,
                                  RequestHead& head) {
    if (line.size() > limits.headerBytes)
        return Refusal{431, "One header is larger than " + std::to_string(limits.headerBytes) +
                                " bytes."};
    if (line.front() == ' ' || line.front() == '\t')
        return malformed("A header continues on a second line; folded headers are refused.");
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
        return malformed("A header has no name directly before its colon.");
    std::string_view value = line.substr(colon + 1);
    if (!std::all_of(value.begin(), value.end(), isValueCharacter))
        return malformed("A header value holds a control character.");
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t'))
        value.remove_prefix(1);
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t'))
        value.remove_suffix(1);
    head.fields.push_back({line.substr(0, colon), value});
    if (head.fields.size() > limits.headerCount)
        return Refusal{431, "More than " + std::to_string(limits.headerCount) + " headers."};
    return std::nullopt;
}

std::optional<std::uint64_t> parseLength(std::string_view value) {
    if (value.empty() || value.size() > 18)
        return std::nullopt;
    std::uint64_t length = 0;
    for (const char c : value) {
        if (c < '0' || c > '9')
            return std::nullopt;
        length = length * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return length;
}

bool listHolds(std::string_view list, std::string_view word) {
    const auto items = core::split(list, ',');
    return std::any_of(items.begin(), items.end(), [word](std::string_view item) {
        return core::equalsIgnoreCase(core::trimmed(item), word);
    });
}

bool isTokenList(std::string_view list) {
    const auto items = core::split(list, ',');
    return std::all_of(items.begin(), items.end(), [](std::string_view item) {
        return core::trimmed(item).empty() || isToken(core::trimmed(item));
    });
}

/// What the framing headers said, until all of them were seen.
struct Framing {
    int hosts = 0;
    int transferEncodings = 0;
};

std::optional<Refusal> readFraming(const HeaderField& field, RequestHead& head, Framing& seen) {
    if (core::equalsIgnoreCase(field.name, "content-length")) {
        const auto length = parseLength(field.value);
        if (!length || head.contentLength)
            return malformed("Content-Length must be one whole number, once.");
        head.contentLength = length;
    } else if (core::equalsIgnoreCase(field.name, "transfer-encoding")) {
        if (field.value != "chunked" || ++seen.transferEncodings > 1)
            return malformed("Transfer-Encoding must be exactly \"chunked\", once.");
        head.chunked = true;
    } else if (core::equalsIgnoreCase(field.name, "host")) {
        ++seen.hosts;
    } else if (core::equalsIgnoreCase(field.name, "connection")) {
        if (!isTokenList(field.value))
            return malformed("Connection must be a list of words.");
        if (listHolds(field.value, "close"))
            head.keepAlive = false;
        else if (head.minorVersion == 0 && listHolds(field.value, "keep-alive"))
            head.keepAlive = true;
    } else if (core::equalsIgnoreCase(field.name, "expect")) {
        if (!core::equalsIgnoreCase(field.value, "100-continue"))
            return Refusal{417, "Only \"Expect: 100-continue\" can be met."};
        head.expectsContinue = head.minorVersion == 1;
    }
    return std::nullopt;
}

std::optional<Refusal> checkFraming(RequestHead& head) {
    Framing seen;
    for (const HeaderField& field : head.fields) {
        if (auto refusal = readFraming(field, head, seen))
            return refusal;
    }
    if (head.chunked && head.contentLength)
        return malformed("A request can't have both Transfer-Encoding and Content-Length.");
    if (head.chunked && head.minorVersion == 0)
        return malformed("HTTP/1.0 has no Transfer-Encoding.");
    if (seen.hosts > 1 || (seen.hosts == 0 && head.minorVersion == 1))
        return malformed("A request needs exactly one Host header.");
    return std::nullopt;
}

} // namespace

bool isToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return kToken[static_cast<unsigned char>(c)];
    });
}

bool HeadScanner::scan(std::string_view bytes) {
    while (m_size == 0 && !m_refusal) {
        const void* found = m_position < bytes.size() ? std::memchr(bytes.data() + m_position, '\n',
                                                                    bytes.size() - m_position)
                                                      : nullptr;
        if (found == nullptr) {
            m_position = bytes.size();
            checkSizes(bytes.size());
            break;
        }
        endLine(bytes, static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data()));
    }
    return m_size != 0 && !m_refusal;
}

void HeadScanner::reset() {
    m_position = m_lineStart = m_requestLine = m_size = 0;
    m_refusal.reset();
}

void HeadScanner::endLine(std::string_view bytes, std::size_t lineFeed) {
    if (lineFeed == m_lineStart || bytes[lineFeed - 1] != '\r') {
        m_refusal = malformed("Lines must end in CR LF.");
        return;
    }
    const bool empty = lineFeed == m_lineStart + 1;
    m_position = lineFeed + 1;
    if (m_requestLine == 0 && !empty)
        m_requestLine = m_position;
    else if (m_requestLine == 0 && m_lineStart > 0)
        m_refusal = malformed("A request starts with its request line.");
    else if (m_requestLine != 0 && empty)
        m_size = m_position;
    m_lineStart = m_position;
    if (!m_refusal)
        checkSizes(m_position);
}

void HeadScanner::checkSizes(std::size_t received) {
    const std::size_t line = m_requestLine == 0 ? received : m_requestLine;
    if (line > m_limits.requestLineBytes + 2)
        m_refusal = Refusal{414, "The request line is longer than " +
                                     std::to_string(m_limits.requestLineBytes) + " bytes."};
    else if (received - line > m_limits.headersBytes + 2)
        m_refusal = Refusal{431, "The headers are larger than " +
                                     std::to_string(m_limits.headersBytes) + " bytes."};
}

std::optional<Refusal> parseHead(std::string_view bytes, const HeadLimits& limits,
                                 RequestHead& head) {
    std::vector<HeaderField> fields =
        std::move(head.fields); // keeps its memory from request to request
    fields.clear();
    head = RequestHead{};
    head.fields = std::move(fields);
    if (bytes.substr(0, 2) == "\r\n")
        bytes.remove_prefix(2); // RFC 9112, 2.2: one empty line before the request line is ignored
    if (auto refusal = parseRequestLine(takeLine(bytes), head))
        return refusal;
    for (std::string_view line = takeLine(bytes); !line.empty(); line = takeLine(bytes)) {
        if (auto refusal = parseField(line, limits, head))
            return refusal;
    }
    return checkFraming(head);
}

} // namespace vigia::backend::http
