#include "backend/load/load_book.h"

#include <algorithm>
#include <ctime>

namespace vigia::backend::load {
namespace {

using namespace core::load;
using namespace std::chrono_literals;

constexpr LoadTime kTick = 200ms;

std::int64_t micros(LoadTime time) {
    return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

/// Of the run's own thread: more than a core it can't have.
double cpuSeconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

} // namespace

LoadBook::LoadBook(const Scenario& scenario, const Course& course, const LoadOptions& options)
    : m_scenario(scenario), m_course(course), m_options(options),
      m_source(scenario, course, options.seed), m_recorder(course, options.keep),
      m_abort(scenario.thresholds), m_search(course, scenario.thresholds),
      m_samples(options.secrets) {}

void LoadBook::begin() {
    m_cpuBefore = m_cpuAtTick = cpuSeconds();
    m_begin = std::chrono::steady_clock::now();
}

void LoadBook::offered(LoadTime intended) {
    m_recorder.offered(intended);
    ++m_recent.offered;
}

void LoadBook::dropped(const Due& due, bool lacking) {
    const DropCause cause =
        lacking ? DropCause::Generator : dropCause(due.noticed - due.intended, m_cpuLately);
    m_recorder.dropped(due.intended, cause);
    ++m_recent.dropped;
    m_recent.crowdedOut += cause == DropCause::Service ? 1 : 0;
}

void LoadBook::sent(const Due& due) {
    m_recorder.sent(due.intended, due.noticed - due.intended);
    ++m_recent.sent;
}

void LoadBook::answered(LoadTime intended, LoadTime sentAt, std::uint64_t bytes,
                        std::string_view error) {
    const LoadTime now = at();
    m_recorder.answered(intended, now - intended, now - sentAt, error);
    m_recorder.carried(intended, bytes);
    ++m_recent.answered;
    m_recent.sentBytes += bytes;
    m_recent.latency.record(micros(now - intended));
    m_recent.service.record(micros(now - sentAt));
    if (!error.empty())
        ++m_recent.errors[std::string(error)];
    m_source.answered(now);
}

void LoadBook::tick(LoadTime now, std::size_t inFlight, std::size_t waiting,
                    std::optional<std::uint64_t> lag) {
    if (now < m_nextTick)
        return;
    m_nextTick = now + kTick;
    if (lag)
        m_recorder.lag(now, *lag);
    m_recorder.closeBefore(std::min(now, m_course.duration()) - m_scenario.timeout - 2s);
    const std::size_t stage = m_course.stageAt(now);
    if (!m_abortedBy)
        m_abortedBy = m_abort.take(m_recent, now, m_course.stages()[stage].counted);
    m_searched = m_search.take(m_recent, now, inFlight + waiting);
    tell(now, inFlight, waiting, lag);
}

void LoadBook::tell(LoadTime now, std::size_t inFlight, std::size_t waiting,
                    std::optional<std::uint64_t> lag) {
    m_cpuLately = cpuSince(now);
    if (m_options.progress)
        m_options.progress(
            {now, m_course.stageAt(now), m_recent, inFlight, waiting, lag, m_cpuLately});
    m_recent = {};
}

double LoadBook::cpuSince(LoadTime now) {
    const double used = cpuSeconds();
    const double lasted = std::chrono::duration<double>(now - std::exchange(m_tick, now)).count();
    return (used - std::exchange(m_cpuAtTick, used)) / std::max(lasted, 1e-9);
}

RunRecord LoadBook::take() {
    const double lasted = std::chrono::duration<double>(at()).count();
    m_recorder.closeBefore(std::min(at(), m_course.duration()));
    RunRecord record = m_recorder.take(m_search.result());
    record.abortedBy = m_abortedBy;
    record.samples = m_samples.all();
    record.generatorCpu = (cpuSeconds() - m_cpuBefore) / std::max(lasted, 1e-9);
    return record;
}

} // namespace vigia::backend::load
