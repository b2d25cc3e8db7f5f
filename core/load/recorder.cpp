#include "core/load/recorder.h"

#include <algorithm>
#include <utility>

namespace vigia::core::load {
namespace {

constexpr std::size_t kSecondsOfPart = 10;

std::int64_t micros(LoadTime time) {
    return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

} // namespace

Recorder::Recorder(Course course, SecondSink* sink)
    : m_run{.course = std::move(course),
            .seconds = {},
            .counted = {},
            .correctness = {},
            .lagMax = {},
            .lagEnd = {},
            .abortedBy = {}},
      m_sink(sink) {}

/// What comes after its second was packed is counted in the oldest that is open.
Interval& Recorder::at(LoadTime intended) {
    const auto second = std::chrono::floor<std::chrono::seconds>(intended).count();
    const auto packed = static_cast<std::int64_t>(m_run.seconds.size());
    const auto index = static_cast<std::size_t>(std::max<std::int64_t>(second - packed, 0));
    while (m_open.size() <= index)
        m_open.emplace_back();
    return m_open[index];
}

void Recorder::offered(LoadTime intended) {
    ++at(intended).offered;
}

void Recorder::dropped(LoadTime intended, DropCause cause) {
    Interval& interval = at(intended);
    ++interval.dropped;
    interval.crowdedOut += cause == DropCause::Service ? 1 : 0;
}

void Recorder::sent(LoadTime intended, LoadTime delay) {
    Interval& interval = at(intended);
    ++interval.sent;
    interval.delay.record(micros(delay));
}

void Recorder::answered(LoadTime intended, LoadTime latency, LoadTime service,
                        std::string_view error) {
    Interval& interval = at(intended);
    ++interval.answered;
    interval.latency.record(micros(latency));
    interval.service.record(micros(service));
    if (error.empty())
        return;
    const auto known = interval.errors.find(error);
    if (known == interval.errors.end())
        interval.errors.emplace(error, 1);
    else
        ++known->second;
}

void Recorder::carried(LoadTime intended, std::uint64_t bytes) {
    at(intended).sentBytes += bytes;
}

void Recorder::lag(LoadTime now, std::uint64_t records) {
    const auto count = static_cast<double>(records);
    const Course& course = m_run.course;
    if (course.stages()[course.stageAt(now)].counted)
        m_run.lagMax = std::max(m_run.lagMax.value_or(0), count);
    m_run.lagEnd = count;
    auto& most = m_lags[std::chrono::floor<std::chrono::seconds>(now).count()];
    most = std::max(most, records);
}

void Recorder::closeFirst() {
    const Interval& first = m_open.front();
    const auto second = static_cast<std::int64_t>(m_run.seconds.size());
    const std::size_t stage = m_run.course.stageAt(std::chrono::seconds(second));
    const bool counted = m_run.course.stages()[stage].counted;
    if (counted)
        (m_run.course.stages()[stage].search ? m_steps[stage] : m_run.counted).merge(first);
    const auto lag = m_lags.find(second);
    m_run.seconds.push_back({first.offered, first.sent, first.answered, first.dropped,
                             first.failed(),
                             lag == m_lags.end() ? std::nullopt : std::optional(lag->second),
                             first.latency.encodedWithin(kMostSecondBytes)});
    m_lags.erase(m_lags.begin(), m_lags.upper_bound(second));
    if (m_sink != nullptr)
        passOn(counted ? first : Interval{});
    m_open.pop_front();
}

void Recorder::passOn(const Interval& counted) {
    m_sink->second(m_run.seconds.back());
    for (const auto& [code, count] : counted.errors)
        m_part.errors[code] += count;
    m_part.sentBytes += counted.sentBytes;
    m_part.crowdedOut += counted.crowdedOut;
    m_part.service.merge(counted.service);
    m_part.delay.merge(counted.delay);
    if (m_run.seconds.size() % kSecondsOfPart == 0)
        m_sink->part(std::exchange(m_part, {}));
}

void Recorder::closeBefore(LoadTime time) {
    const auto until = std::chrono::floor<std::chrono::seconds>(time).count();
    while (static_cast<std::int64_t>(m_run.seconds.size()) < until) {
        if (m_open.empty())
            m_open.emplace_back();
        closeFirst();
    }
}

RunRecord Recorder::take(std::optional<SearchResult> search) {
    while (!m_open.empty())
        closeFirst();
    if (m_sink != nullptr)
        m_sink->part(std::exchange(m_part, {}));
    m_run.search = std::move(search);
    for (const auto& [stage, step] : m_steps) {
        if (m_run.counts(stage))
            m_run.counted.merge(step);
    }
    return std::move(m_run);
}

} // namespace vigia::core::load
