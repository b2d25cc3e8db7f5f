#include "backend/http/chunked_body.h"

#include <algorithm>
#include <charconv>

namespace vigia::backend::http {
namespace {

constexpr std::size_t kMaxLine = 1024;
constexpr std::size_t kMaxExtras = 8 * 1024;

bool isText(std::string_view line) {
    return std::all_of(line.begin(), line.end(), [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    });
}

} // namespace

std::size_t ChunkedBody::feed(std::string_view bytes, std::string& body) {
    std::size_t used = 0;
    while (used < bytes.size() && !complete() && !m_refusal) {
        const std::string_view rest = bytes.substr(used);
        used += m_state == State::Data ? takeData(rest, body) : takeLine(rest);
    }
    return used;
}

std::size_t ChunkedBody::takeData(std::string_view bytes, std::string& body) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_left));
    body.append(bytes.substr(0, size));
    m_left -= size;
    if (m_left == 0)
        m_state = State::DataEnd;
    return size;
}

std::size_t ChunkedBody::takeLine(std::string_view bytes) {
    const auto end = bytes.find('\n');
    const std::size_t size = end == std::string_view::npos ? bytes.size() : end + 1;
    m_line.append(bytes.substr(0, size));
    if (m_line.size() > kMaxLine)
        m_refusal = Refusal{400, "A line of the chunked body is too long."};
    else if (end != std::string_view::npos)
        endLine();
    return size;
}

void ChunkedBody::endLine() {
    if (m_line.size() < 2 || m_line[m_line.size() - 2] != '\r') {
        m_refusal = Refusal{400, "Lines of a chunked body must end in CR LF."};
        return;
    }
    m_line.resize(m_line.size() - 2);
    switch (m_state) {
    case State::SizeLine:
        readSize();
        break;
    case State::Trailer:
        readTrailer();
        break;
    case State::DataEnd:
        if (!m_line.empty())
            m_refusal = Refusal{400, "A chunk is longer than its size says."};
        m_state = State::SizeLine;
        break;
    case State::Data:
    case State::Complete:
        break;
    }
    m_line.clear();
}

void ChunkedBody::readSize() {
    const auto digits = m_line.find_first_not_of("0123456789abcdefABCDEF");
    const std::string_view size = std::string_view(m_line).substr(0, digits);
    const std::string_view extension = std::string_view(m_line).substr(size.size());
    m_extras += extension.size();
    const bool badExtension =
        !extension.empty() && (extension.front() != ';' || !isText(extension));
    if (size.empty() || size.size() > 15 || badExtension || m_extras > kMaxExtras) {
        m_refusal = Refusal{400, "A chunk has no valid size line."};
        return;
    }
    std::from_chars(size.data(), size.data() + size.size(), m_left, 16);
    m_received += m_left;
    if (m_received > m_maxBytes)
        m_refusal =
            Refusal{413, "The body is larger than " + std::to_string(m_maxBytes) + " bytes."};
    m_state = m_left == 0 ? State::Trailer : State::Data;
}

void ChunkedBody::readTrailer() {
    if (m_line.empty()) {
        m_state = State::Complete;
        return;
    }
    m_extras += m_line.size();
    const auto colon = m_line.find(':');
    if (colon == std::string::npos || !isToken(std::string_view(m_line).substr(0, colon)) ||
        !isText(m_line) || m_extras > kMaxExtras)
        m_refusal = Refusal{400, "A trailer of the chunked body is no header."};
}

} // namespace vigia::backend::http
