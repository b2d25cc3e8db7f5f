#include "core/load/run_format.h"

#include "core/base/murmur2.h"
#include "core/base/text.h"
#include "core/base/varint.h"
#include "core/load/recorder.h"
#include "core/load/run_format_json.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::load {
namespace {

constexpr std::string_view kFamily = "vigia-run ", kMark = "vigia-run 1\n", kTrailer = "vrun";
constexpr std::size_t kChecksumBytes = 4, kOffsetBytes = 8;
constexpr std::size_t kMostSeconds = 24 * 3'600 + 600; ///< the longest course and its last answers

enum FrameKind : char { kHead = 'H', kSecond = 'S', kPart = 'P', kTotal = 'T', kEnd = 'E' };

std::string littleEndian(std::uint64_t number, std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i)
        text += static_cast<char>(number >> (8 * i));
    return text;
}

std::uint64_t fromLittleEndian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        number = number << 8U | static_cast<unsigned char>(bytes[i]);
    return number;
}

std::string frame(FrameKind kind, std::string_view payload) {
    std::string bytes(1, kind);
    appendVarint(bytes, payload.size());
    bytes += payload;
    return bytes + littleEndian(kafkaMurmur2(bytes), kChecksumBytes);
}

struct Frame {
    char kind = 0;
    std::string_view payload;
};

/// Takes one frame off the front. Nothing when it is cut: `bytes` is then as it was.
Result<std::optional<Frame>> takeFrame(std::string_view& bytes) {
    auto rest = bytes.substr(std::min<std::size_t>(bytes.size(), 1));
    const auto size = takeVarint(rest);
    if (!size || *size > rest.size() || rest.size() - *size < kChecksumBytes)
        return std::optional<Frame>();
    const std::string_view payload = rest.substr(0, *size);
    const auto summed = static_cast<std::size_t>(payload.end() - bytes.begin());
    const auto sum = fromLittleEndian(bytes.substr(summed, kChecksumBytes));
    if (sum != kafkaMurmur2(bytes.substr(0, summed)))
        return damaged("its checksum does not fit");
    const Frame taken{bytes.front(), payload};
    bytes.remove_prefix(summed + kChecksumBytes);
    return std::optional(taken);
}

void appendText(std::string& bytes, std::string_view text) {
    appendVarint(bytes, text.size());
    bytes += text;
}

/// Takes numbers and texts off a payload; what is missing makes it bad.
class Payload {
public:
    explicit Payload(std::string_view bytes) : m_bytes(bytes) {}

    std::uint64_t number() {
        const auto taken = takeVarint(m_bytes);
        m_good = m_good && taken;
        return taken.value_or(0);
    }
    std::string_view text() {
        const std::uint64_t size = number();
        if (size > m_bytes.size())
            m_good = false;
        const auto taken = m_bytes.substr(0, m_good ? size : 0);
        m_bytes.remove_prefix(taken.size());
        return taken;
    }
    Histogram histogram() {
        const auto decoded = Histogram::decoded(text());
        m_good = m_good && decoded;
        return decoded.value_or(Histogram{});
    }
    std::string_view rest() { return std::exchange(m_bytes, {}); }
    [[nodiscard]] bool ended() const { return m_bytes.empty(); }
    [[nodiscard]] bool wasRight() const { return m_good && m_bytes.empty(); }
    [[nodiscard]] bool good() const { return m_good; }

private:
    std::string_view m_bytes;
    bool m_good = true;
};

std::string intervalBytes(const Interval& interval, std::size_t most) {
    std::string bytes;
    for (const auto count : {interval.offered, interval.sent, interval.answered, interval.dropped,
                             std::uint64_t{interval.errors.size()}})
        appendVarint(bytes, count);
    for (const auto& [code, count] : interval.errors) {
        appendText(bytes, code);
        appendVarint(bytes, count);
    }
    for (const auto* histogram : {&interval.latency, &interval.service, &interval.delay})
        appendText(bytes, histogram->encodedWithin(most));
    appendVarint(bytes, interval.sentBytes);
    appendVarint(bytes, interval.crowdedOut);
    return bytes;
}

std::optional<Interval> intervalOf(std::string_view bytes) {
    Payload payload(bytes);
    Interval interval;
    for (auto* count : {&interval.offered, &interval.sent, &interval.answered, &interval.dropped})
        *count = payload.number();
    for (auto left = payload.number(); left > 0 && payload.good(); --left) {
        const std::string code(payload.text());
        interval.errors[code] += payload.number();
    }
    for (auto* histogram : {&interval.latency, &interval.service, &interval.delay})
        *histogram = payload.histogram();
    if (!payload.ended()) { // runs from before they were counted end here
        interval.sentBytes = payload.number();
        interval.crowdedOut = payload.number();
    }
    return payload.wasRight() ? std::optional(std::move(interval)) : std::nullopt;
}

std::optional<PackedSecond> secondOf(std::string_view bytes) {
    Payload payload(bytes);
    PackedSecond second;
    for (auto* count :
         {&second.offered, &second.sent, &second.answered, &second.dropped, &second.failed})
        *count = payload.number();
    const auto lag = payload.number();
    second.lag = lag == 0 ? std::nullopt : std::optional(lag - 1);
    second.latency = std::string(payload.rest());
    const bool good = payload.wasRight() && Histogram::decoded(second.latency);
    return good ? std::optional(std::move(second)) : std::nullopt;
}

/// Reads the frames of a file one after the other.
class RunReader {
public:
    explicit RunReader(RunBegin begin)
        : m_begin(std::move(begin)), m_record{recordOf(m_begin.course)} {}

    Result<void> take(const Frame& frame) {
        switch (frame.kind) {
        case kSecond:
            return takeSecond(frame.payload);
        case kPart:
            return takeInterval(frame.payload, m_parts);
        case kTotal:
            m_exact = true;
            return takeInterval(frame.payload, m_total);
        case kEnd: {
            auto end = endOf(frame.payload);
            if (!end)
                return end.error();
            m_end = std::move(*end);
            return {};
        }
        default:
            return damaged("it holds what this version does not know");
        }
    }
    [[nodiscard]] bool ended() const { return m_end.has_value(); }

    DecodedRun finish() && {
        m_record.counted = m_exact ? std::move(m_total) : estimated();
        if (m_end)
            takeEnd(*m_end, m_record);
        const bool stopped = m_end ? m_end->boolAt("stopped") : true;
        return {judged(std::move(m_begin.head), std::move(m_record), stopped), m_end.has_value()};
    }

private:
    static RunRecord recordOf(const Course& course) { return Recorder(course).take(); }

    Result<void> takeSecond(std::string_view payload) {
        auto second = secondOf(payload);
        if (!second || m_record.seconds.size() >= kMostSeconds)
            return damaged("one of its seconds can't be read");
        if (second->lag) {
            const auto& course = m_record.course;
            const auto at = std::chrono::seconds(m_record.seconds.size());
            m_record.lagEnd = static_cast<double>(*second->lag);
            if (course.stages()[course.stageAt(at)].counted)
                m_record.lagMax = std::max(m_record.lagMax.value_or(0), *m_record.lagEnd);
        }
        m_record.seconds.push_back(std::move(*second));
        return {};
    }
    static Result<void> takeInterval(std::string_view payload, Interval& into) {
        const auto interval = intervalOf(payload);
        if (!interval)
            return damaged("one of its parts can't be read");
        into.merge(*interval);
        return {};
    }

    /// Without exact totals: what the seconds and parts say that were written.
    Interval estimated() {
        Interval counted = std::move(m_parts);
        std::uint64_t failed = 0;
        for (std::size_t i = 0; i < m_record.seconds.size(); ++i) {
            const auto& course = m_record.course;
            if (!course.stages()[course.stageAt(std::chrono::seconds(i))].counted)
                continue;
            const auto& second = m_record.seconds[i];
            counted.offered += second.offered;
            counted.sent += second.sent;
            counted.answered += second.answered;
            counted.dropped += second.dropped;
            counted.latency.merge(Histogram::decoded(second.latency).value_or(Histogram{}));
            failed += second.failed;
        }
        counted.crowdedOut = std::min(counted.crowdedOut, counted.dropped);
        if (failed > counted.failed())
            counted.errors["not told"] += failed - counted.failed();
        return counted;
    }

    RunBegin m_begin;
    RunRecord m_record;
    Interval m_parts, m_total;
    bool m_exact = false;
    std::optional<JsonValue> m_end;
};

Result<RunBegin> takeBegin(std::string_view& bytes) {
    if (!bytes.starts_with(kMark))
        return damaged(bytes.starts_with(kFamily)
                           ? "it was written by a newer version of Vigia; use that one"
                           : "it is no run of Vigia's");
    bytes.remove_prefix(kMark.size());
    const auto first = takeFrame(bytes);
    if (!first)
        return first.error();
    if (!*first || (*first)->kind != kHead)
        return damaged("it ends before anything was written");
    return beginOf((*first)->payload);
}

} // namespace

std::string runFileMark() {
    return std::string(kMark);
}

std::string headFrame(const RunHead& head, const Course& course) {
    return frame(kHead, headJson(head, course));
}

std::string secondFrame(const PackedSecond& second) {
    std::string bytes;
    for (const auto count : {second.offered, second.sent, second.answered, second.dropped,
                             second.failed, second.lag ? *second.lag + 1 : 0})
        appendVarint(bytes, count);
    return frame(kSecond, bytes + second.latency);
}

std::string partFrame(const Interval& part) {
    return frame(kPart, intervalBytes(part, kMostSecondBytes));
}

std::string endFrames(const RunResult& result, std::size_t size) {
    std::string bytes = frame(
        kTotal, intervalBytes(result.record.counted, std::numeric_limits<std::size_t>::max()));
    const std::uint64_t at = size + bytes.size();
    bytes += frame(kEnd, endJson(result));
    return bytes + std::string(kTrailer) + littleEndian(at, kOffsetBytes);
}

std::optional<std::uint64_t> endOffset(std::string_view trailer) {
    if (trailer.size() != kTrailerBytes || !trailer.starts_with(kTrailer))
        return std::nullopt;
    return fromLittleEndian(trailer.substr(kTrailer.size()));
}

Result<RunSummary> decodedSummary(std::string_view begin, std::string_view end) {
    auto head = takeBegin(begin);
    if (!head)
        return head.error();
    const auto last = takeFrame(end);
    if (!last || !*last || (*last)->kind != kEnd)
        return damaged("its end can't be read");
    const auto json = endOf((*last)->payload);
    if (!json)
        return json.error();
    RunResult result{
        std::move(head->head), json->boolAt("stopped"), Recorder(head->course).take(), {}, {}, {}};
    takeEnd(*json, result.record);
    takeDrops(*json, result.record.counted);
    for (const auto& [metric, value] : objectAt(*json, "measured"))
        result.measured[metric] = value.asDouble().value_or(0);
    result.judgements = judge(result.thresholds, result.measured);
    return summaryOf(result);
}

Result<DecodedRun> decodedRun(std::string_view bytes) {
    const std::size_t size = bytes.size();
    auto begin = takeBegin(bytes);
    if (!begin)
        return begin.error();
    RunReader reader(std::move(*begin));
    while (!reader.ended() && bytes.find_first_not_of('\0') != std::string_view::npos) {
        const std::size_t at = size - bytes.size();
        const auto frame = takeFrame(bytes);
        if (frame && !*frame)
            break;
        const auto taken = frame ? reader.take(**frame) : frame.error();
        if (!taken)
            return damaged(fmt::format("it is damaged at byte {}: {}", at, taken.error().message));
    }
    return std::move(reader).finish();
}

} // namespace vigia::core::load
