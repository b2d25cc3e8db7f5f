#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigia::backend::load {

/// Follows HTTP/1.1 answers on one connection as their bytes come, and keeps a body only where it
/// is wanted: a load generator must not cost more than the server. RFC 9112, without trailers'
/// fields.
class ResponseScanner {
public:
    enum class State {
        Incomplete, ///< more bytes are needed
        Done,       ///< one answer is whole
        Broken      ///< this is no HTTP, or larger than allowed; the connection is of no use
    };

    /// Before each answer. `head`: the answer to HEAD has no body.
    void begin(bool keepBody, bool head);
    /// Takes bytes off the front of `bytes` until the answer is whole.
    State take(std::string_view& bytes);
    /// The other side closed: whole only for a body without a length.
    [[nodiscard]] State atEnd() const;

    [[nodiscard]] int status() const { return m_status; }
    /// Empty unless it was wanted; of an error its beginning.
    [[nodiscard]] const std::string& body() const { return m_body; }
    /// The server keeps the connection.
    [[nodiscard]] bool keepsAlive() const { return m_keepAlive; }

private:
    enum class Part { Head, Sized, ChunkSize, Chunk, ChunkEnd, Trailer, UntilClose };

    State head(std::string_view& bytes);
    bool readHead(std::string_view text);
    bool readField(std::string_view line);
    State sized(std::string_view& bytes);
    State line(std::string_view& bytes);
    bool endLine();
    void keep(std::string_view bytes);

    Part m_part = Part::Head;
    std::string m_text; ///< of the head or line that is not whole yet
    std::string m_body;
    std::uint64_t m_left = 0;
    int m_status = 0;
    bool m_keepBody = false, m_isHead = false, m_keepAlive = true, m_chunked = false,
         m_hasLength = false;
};

} // namespace vigia::backend::load
