#include "backend/load/response_scanner.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace vigia::backend::load {
namespace {

constexpr std::size_t kMostHead = 64 * 1024;
constexpr std::size_t kMostLine = 1024;
constexpr std::size_t kMostBody = 1024 * 1024; ///< that is kept
constexpr std::size_t kMostErrorBody = 512;    ///< of an error, for its sample

std::uint64_t numberOf(std::string_view text, int base, bool& good) {
    std::uint64_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number, base);
    good = !text.empty() && end.ec == std::errc{} && end.ptr == text.data() + text.size();
    return number;
}

} // namespace

void ResponseScanner::begin(bool keepBody, bool head) {
    m_part = Part::Head;
    m_text.clear();
    m_body.clear();
    m_left = 0;
    m_status = 0;
    m_keepBody = keepBody;
    m_isHead = head;
    m_keepAlive = true;
    m_chunked = false;
    m_hasLength = false;
}

ResponseScanner::State ResponseScanner::take(std::string_view& bytes) {
    while (true) {
        State state = State::Incomplete;
        switch (m_part) {
        case Part::Head:
            state = head(bytes);
            break;
        case Part::Sized:
        case Part::Chunk:
            state = sized(bytes);
            break;
        case Part::ChunkSize:
        case Part::ChunkEnd:
        case Part::Trailer:
            state = line(bytes);
            break;
        case Part::UntilClose:
            keep(bytes);
            bytes = {};
            break;
        }
        if (state != State::Incomplete || bytes.empty())
            return state;
    }
}

ResponseScanner::State ResponseScanner::atEnd() const {
    return m_part == Part::UntilClose ? State::Done : State::Broken;
}

ResponseScanner::State ResponseScanner::head(std::string_view& bytes) {
    // The end may lie across two pieces.
    const std::size_t before = m_text.size();
    m_text.append(bytes);
    const std::size_t end = m_text.find("\r\n\r\n", before < 3 ? 0 : before - 3);
    if (end == std::string::npos) {
        bytes = {};
        return m_text.size() > kMostHead ? State::Broken : State::Incomplete;
    }
    bytes.remove_prefix(end + 4 - before);
    m_text.resize(end);
    if (!readHead(m_text))
        return State::Broken;
    m_text.clear();
    if (m_status < 200) { // 1xx announce the answer
        begin(m_keepBody, m_isHead);
        return State::Incomplete;
    }
    if (m_isHead || m_status == 204 || m_status == 304)
        return State::Done;
    m_part = m_chunked ? Part::ChunkSize : m_hasLength ? Part::Sized : Part::UntilClose;
    if (m_part == Part::UntilClose)
        m_keepAlive = false;
    return m_part == Part::Sized && m_left == 0 ? State::Done : State::Incomplete;
}

bool ResponseScanner::readHead(std::string_view text) {
    const auto lineEnd = std::min(text.find("\r\n"), text.size());
    const std::string_view first = text.substr(0, lineEnd);
    bool good = false;
    if (first.size() < 12 || !(first.starts_with("HTTP/1.1 ") || first.starts_with("HTTP/1.0 ")))
        return false;
    m_status = static_cast<int>(numberOf(first.substr(9, 3), 10, good));
    m_keepAlive = first[7] == '1';
    for (std::size_t at = lineEnd + 2; good && at < text.size();) {
        const auto end = std::min(text.find("\r\n", at), text.size());
        good = readField(text.substr(at, end - at));
        at = end + 2;
    }
    return good;
}

bool ResponseScanner::readField(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
        return false;
    const auto name = line.substr(0, colon);
    const auto value = core::trimmed(line.substr(colon + 1));
    bool good = true;
    if (core::equalsIgnoreCase(name, "content-length")) {
        m_left = numberOf(value, 10, good);
        m_hasLength = true;
    } else if (core::equalsIgnoreCase(name, "transfer-encoding")) {
        m_chunked = core::equalsIgnoreCase(value, "chunked");
        good = m_chunked;
    } else if (core::equalsIgnoreCase(name, "connection")) {
        if (core::equalsIgnoreCase(value, "close"))
            m_keepAlive = false;
    }
    return good;
}

ResponseScanner::State ResponseScanner::sized(std::string_view& bytes) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
    keep(bytes.substr(0, count));
    bytes.remove_prefix(count);
    m_left -= count;
    if (m_left > 0)
        return State::Incomplete;
    if (m_part == Part::Sized)
        return State::Done;
    m_part = Part::ChunkEnd;
    return State::Incomplete;
}

ResponseScanner::State ResponseScanner::line(std::string_view& bytes) {
    while (!bytes.empty()) {
        const char c = bytes.front();
        bytes.remove_prefix(1);
        if (c != '\n') {
            m_text += c;
            if (m_text.size() > kMostLine)
                return State::Broken;
            continue;
        }
        if (!m_text.ends_with('\r'))
            return State::Broken;
        m_text.pop_back();
        const bool last = m_part == Part::Trailer && m_text.empty();
        if (last)
            return State::Done;
        if (!endLine())
            return State::Broken;
        m_text.clear();
        return State::Incomplete;
    }
    return State::Incomplete;
}

bool ResponseScanner::endLine() {
    if (m_part == Part::ChunkEnd) {
        m_part = Part::ChunkSize;
        return m_text.empty();
    }
    if (m_part == Part::Trailer)
        return true;
    bool good = false;
    m_left =
        numberOf(core::trimmed(std::string_view(m_text).substr(0, m_text.find(';'))), 16, good);
    m_part = m_left == 0 ? Part::Trailer : Part::Chunk;
    return good;
}

void ResponseScanner::keep(std::string_view bytes) {
    if (m_keepBody && m_body.size() + bytes.size() <= kMostBody)
        m_body.append(bytes);
    else if (!m_keepBody && m_status >= 400 && m_body.size() < kMostErrorBody)
        m_body.append(bytes.substr(0, kMostErrorBody - m_body.size()));
}

} // namespace vigia::backend::load
