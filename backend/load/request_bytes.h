#pragma once

#include <sys/uio.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::load {

/// The bytes of a request: a text, and bytes of somebody else's between its parts. Those outlive
/// it.
class RequestBytes {
public:
    RequestBytes() = default;
    explicit RequestBytes(std::string text) : m_text(std::move(text)) {}

    /// What is appended to it comes behind what was lent.
    [[nodiscard]] std::string& text() { return m_text; }
    [[nodiscard]] const std::string& text() const { return m_text; }
    void lend(std::string_view bytes);
    /// Puts `other` behind it.
    void append(const RequestBytes& other);
    void clear();
    [[nodiscard]] std::size_t size() const { return m_text.size() + m_lent; }

    using Parts = std::array<iovec, 16>;
    /// What follows the first `sent` bytes, `most` of it at most, without copying; how many parts.
    std::size_t gather(std::size_t sent, std::size_t most, Parts& parts) const;

private:
    struct Insert {
        std::size_t at; ///< in the text
        std::string_view bytes;
    };
    std::string m_text;
    std::vector<Insert> m_inserts; ///< in their order
    std::size_t m_lent = 0;
};

} // namespace vigia::backend::load
