#pragma once

#include "backend/http/request_head.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::backend::http {

/// Decodes a chunked body strictly, as it arrives: CR LF only, plain hex sizes, bounded extensions
/// and trailers. Extensions and trailers are checked and dropped. One per body; not thread-safe.
class ChunkedBody {
public:
    explicit ChunkedBody(std::size_t maxBytes) : m_maxBytes(maxBytes) {}

    /// Takes what it can from `bytes`, appends the content to `body`, returns how many bytes it
    /// used.
    std::size_t feed(std::string_view bytes, std::string& body);
    [[nodiscard]] bool complete() const { return m_state == State::Complete; }
    /// 400 for broken framing, 413 for too much content.
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return m_refusal; }

private:
    enum class State { SizeLine, Data, DataEnd, Trailer, Complete };

    std::size_t takeLine(std::string_view bytes);
    std::size_t takeData(std::string_view bytes, std::string& body);
    void endLine();
    void readSize();
    void readTrailer();

    const std::size_t m_maxBytes;
    State m_state = State::SizeLine;
    std::string m_line;
    std::uint64_t m_left = 0;     ///< of this chunk
    std::uint64_t m_received = 0; ///< content so far
    std::size_t m_extras = 0;     ///< bytes of extensions and trailers so far
    std::optional<Refusal> m_refusal;
};

} // namespace vigia::backend::http
