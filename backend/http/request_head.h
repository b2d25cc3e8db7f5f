#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::http {

/// Sizes of a request's head; beyond them 414 (request line) or 431.
struct HeadLimits {
    std::size_t requestLineBytes = 8 * 1024;
    std::size_t headerBytes = 8 * 1024;
    std::size_t headersBytes = 32 * 1024;
    std::size_t headerCount = 100;
};

/// Why a request is refused before a handler sees it: the status and a sentence for the caller.
struct Refusal {
    int status = 400;
    std::string detail;
};

struct HeaderField {
    std::string_view name;
    std::string_view value;
};

/// A head that passed every rule of framing. The views point into the bytes it was read from.
struct RequestHead {
    std::string_view method;
    std::string_view target;
    int minorVersion = 1; ///< HTTP/1.0 or HTTP/1.1
    std::vector<HeaderField> fields;
    std::optional<std::uint64_t> contentLength;
    bool chunked = false;
    bool keepAlive = true;
    bool expectsContinue = false;

    [[nodiscard]] bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
};

/// Looks for the end of a head in bytes that arrive bit by bit, and stops as early as a limit, a
/// bare LF or a NUL decides. One per connection; not thread-safe.
class HeadScanner {
public:
    explicit HeadScanner(const HeadLimits& limits) : m_limits(limits) {}

    /// `bytes`: everything received since the last reset. True when the head is complete (see
    /// `size`).
    bool scan(std::string_view bytes);
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return m_refusal; }
    void reset();

private:
    void endLine(std::string_view bytes, std::size_t lineFeed);
    void checkSizes(std::size_t received);

    HeadLimits m_limits;
    std::size_t m_position = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_requestLine = 0; ///< bytes up to the end of the request line; 0 while it is open
    std::size_t m_size = 0;
    std::optional<Refusal> m_refusal;
};

/// Reads a complete head strictly (RFC 9112). Fills `head` or says why it is refused.
std::optional<Refusal> parseHead(std::string_view bytes, const HeadLimits& limits,
                                 RequestHead& head);

/// A header name or a method: at least one token character (RFC 9110).
bool isToken(std::string_view text);

} // namespace vigia::backend::http
