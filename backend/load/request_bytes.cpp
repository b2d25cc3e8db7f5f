#include "backend/load/request_bytes.h"

#include <algorithm>

namespace vigia::backend::load {
namespace {

/// Takes what follows `sent` bytes out of pieces that come one after the other.
class Gatherer {
public:
    Gatherer(std::size_t sent, std::size_t most, RequestBytes::Parts& parts)
        : m_skip(sent), m_room(most), m_parts(parts) {}

    void take(std::string_view piece) {
        const std::size_t passed = std::min(m_skip, piece.size());
        m_skip -= passed;
        piece = piece.substr(passed, m_room);
        if (piece.empty() || m_count == m_parts.size())
            return;
        m_room -= piece.size();
        m_parts[m_count++] = {const_cast<char*>(piece.data()), piece.size()};
    }
    [[nodiscard]] std::size_t count() const { return m_count; }

private:
    std::size_t m_skip, m_room;
    RequestBytes::Parts& m_parts;
    std::size_t m_count = 0;
};

} // namespace

void RequestBytes::lend(std::string_view bytes) {
    m_inserts.push_back({m_text.size(), bytes});
    m_lent += bytes.size();
}

void RequestBytes::append(const RequestBytes& other) {
    for (const auto& insert : other.m_inserts)
        m_inserts.push_back({m_text.size() + insert.at, insert.bytes});
    m_text += other.m_text;
    m_lent += other.m_lent;
}

void RequestBytes::clear() {
    m_text.clear();
    m_inserts.clear();
    m_lent = 0;
}

std::size_t RequestBytes::gather(std::size_t sent, std::size_t most, Parts& parts) const {
    Gatherer gatherer(sent, most, parts);
    const std::string_view text = m_text;
    std::size_t at = 0;
    for (const auto& insert : m_inserts) {
        gatherer.take(text.substr(at, insert.at - at));
        gatherer.take(insert.bytes);
        at = insert.at;
    }
    gatherer.take(text.substr(at));
    return gatherer.count();
}

} // namespace vigia::backend::load
