#include "core/lag/series_log.h"

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/base/varint.h"

#include <fmt/format.h>

namespace vigia::core::lag {
namespace {

constexpr std::string_view kMagic = "VIGIAHST\1";
constexpr std::size_t kChecksumBytes = 8;
constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kLargestFrame = 16U * 1024 * 1024;
constexpr std::size_t kLongestKey = 1024;
constexpr std::size_t kMostKeys = 1'000'000;

std::string checksum(std::string_view text) {
    const auto digest = sha256(text);
    std::string out;
    for (std::size_t i = 0; i < kChecksumBytes; ++i)
        out.push_back(static_cast<char>(digest[i]));
    return out;
}

std::string sealed(std::string_view payload) {
    std::string out;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        out.push_back(static_cast<char>(payload.size() >> (8 * i)));
    out += checksum(payload);
    out += payload;
    return out;
}

std::size_t lengthAt(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        length |= static_cast<std::size_t>(static_cast<std::uint8_t>(text[i])) << (8 * i);
    return length;
}

Error corrupt(std::size_t at, std::string_view what) {
    return failure(
        ErrorCode::Corrupt,
        fmt::format("the history file is damaged at byte {} ({}); move it away to begin a new one",
                    at, what));
}

/// Reads the frames of one file; knows the keys named so far.
class FrameReader {
public:
    using Take = std::function<void(const std::string&, const PackedPoint&)>;
    explicit FrameReader(const Take& take) : m_take(take) {}

    bool read(std::string_view payload) {
        if (payload.empty())
            return false;
        if (payload.front() == '\1')
            m_keys.clear();
        payload.remove_prefix(1);
        const auto base = takeVarint(payload);
        if (!base)
            return false;
        while (!payload.empty()) {
            if (!readPoint(payload, unzigzag(*base)))
                return false;
        }
        return true;
    }

private:
    struct Known {
        std::string key;
        std::int64_t lastValue = 0;
    };

    bool readPoint(std::string_view& rest, std::int64_t base) {
        const auto reference = takeVarint(rest);
        if (!reference || ((*reference & 1U) != 0 && !readKey(rest)))
            return false;
        const std::uint64_t id = *reference >> 1U;
        const auto offset = takeVarint(rest);
        if (!offset || id >= m_keys.size() || rest.empty())
            return false;
        const bool hasValue = rest.front() == '\1';
        rest.remove_prefix(1);
        PackedPoint point{wrappedSum(base, unzigzag(*offset)), std::nullopt};
        if (hasValue) {
            const auto difference = takeVarint(rest);
            if (!difference)
                return false;
            m_keys[id].lastValue = wrappedSum(m_keys[id].lastValue, unzigzag(*difference));
            point.value = m_keys[id].lastValue;
        }
        m_take(m_keys[id].key, point);
        return true;
    }

    bool readKey(std::string_view& rest) {
        const auto length = takeVarint(rest);
        if (!length || *length > kLongestKey || *length > rest.size() || m_keys.size() >= kMostKeys)
            return false;
        m_keys.push_back({std::string(rest.substr(0, *length)), 0});
        rest.remove_prefix(*length);
        return true;
    }

    const Take& m_take;
    std::vector<Known> m_keys;
};

/// Length of the header of a file of `cluster`.
Result<std::size_t> checkHeader(std::string_view file, std::string_view cluster) {
    if (file.substr(0, kMagic.size()) != kMagic)
        return failure(ErrorCode::Corrupt,
                       "this is no history file of Vigia; move it away to begin a new one");
    std::string_view rest = file.substr(kMagic.size());
    const auto length = takeVarint(rest);
    if (!length || *length > kLongestKey || rest.size() < *length + kChecksumBytes)
        return corrupt(kMagic.size(), "the header is cut off");
    const std::string_view named = rest.substr(0, *length);
    if (rest.substr(*length, kChecksumBytes) != checksum(named))
        return corrupt(kMagic.size(), "the header's checksum is wrong");
    if (named != cluster)
        return failure(
            ErrorCode::Corrupt,
            fmt::format("the history file belongs to the cluster {}, not to {}; move it away",
                        escapedForDisplay(named, 100), escapedForDisplay(cluster, 100)));
    return file.size() - rest.size() + *length + kChecksumBytes;
}

} // namespace

std::string SeriesLogWriter::header(std::string_view cluster) {
    std::string out(kMagic);
    appendVarint(out, cluster.size());
    out += cluster;
    out += checksum(cluster);
    return out;
}

void SeriesLogWriter::beginAnew() {
    m_keys.clear();
    m_anew = true;
}

std::string SeriesLogWriter::frame(const std::vector<KeyedPoint>& points) {
    if (points.empty())
        return {};
    std::string payload(1, m_anew ? '\1' : '\0');
    m_anew = false;
    const std::int64_t base = points.front().second.millis;
    appendVarint(payload, zigzag(base));
    for (const KeyedPoint& point : points) {
        if (point.first.size() <= kLongestKey)
            append(payload, point, base);
    }
    return sealed(payload);
}

void SeriesLogWriter::append(std::string& payload, const KeyedPoint& keyed, std::int64_t base) {
    const auto& [key, point] = keyed;
    const auto [known, isNew] = m_keys.try_emplace(key, Known{m_keys.size(), 0});
    appendVarint(payload, known->second.id << 1U | (isNew ? 1U : 0U));
    if (isNew) {
        appendVarint(payload, key.size());
        payload += key;
    }
    appendVarint(payload, zigzag(wrappedDifference(point.millis, base)));
    payload.push_back(point.value ? '\1' : '\0');
    if (point.value) {
        appendVarint(payload, zigzag(wrappedDifference(*point.value, known->second.lastValue)));
        known->second.lastValue = *point.value;
    }
}

Result<std::size_t>
readSeriesLog(std::string_view file, std::string_view cluster,
              const std::function<void(const std::string&, const PackedPoint&)>& take) {
    const auto header = checkHeader(file, cluster);
    if (!header)
        return header.error();
    std::size_t at = *header;
    FrameReader reader(take);
    constexpr std::size_t kFrameHead = kLengthBytes + kChecksumBytes;
    while (file.size() - at >= kFrameHead) {
        const std::size_t length = lengthAt(file.substr(at));
        if (length > kLargestFrame)
            return corrupt(at, "a frame of impossible length");
        if (file.size() - at - kFrameHead < length)
            break;
        const std::string_view payload = file.substr(at + kFrameHead, length);
        const bool last = at + kFrameHead + length == file.size();
        const bool whole = file.substr(at + kLengthBytes, kChecksumBytes) == checksum(payload);
        if (!whole && last)
            break;
        if (!whole)
            return corrupt(at, "wrong checksum");
        if (!reader.read(payload))
            return corrupt(at, "a frame that can't be read");
        at += kFrameHead + length;
    }
    return at;
}

} // namespace vigia::core::lag
