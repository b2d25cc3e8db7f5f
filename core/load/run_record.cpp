#include "core/load/run_record.h"

#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia::core::load {
namespace {

constexpr double kLate = 0.001; ///< of all sends may be more than kLateMicros late
constexpr double kLateInP99 = 0.01;
constexpr std::int64_t kLateMicros = 10'000;
constexpr double kBusyShare = 0.9; ///< of one core: the generator's own queueing begins

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// Share of all sends that the generator was late with.
double lateShare(const Histogram& delay) {
    return share(delay.count() - delay.countUpTo(kLateMicros), delay.count());
}

void addQuantiles(Measured& measured, const std::string& prefix, const Histogram& histogram) {
    if (histogram.count() == 0)
        return;
    for (const auto& [name, fraction] :
         {std::pair{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p99.9", 0.999}})
        measured[prefix + name] = 1e-6 * static_cast<double>(histogram.quantile(fraction));
    measured[prefix + "max"] = 1e-6 * static_cast<double>(histogram.max());
}

/// A row of the table of platform.md 11: the marks from which 100, 90, 80 and 70 are given.
int points(double reached, const std::array<double, 4>& marks, int least) {
    constexpr std::array<int, 4> kPoints{100, 90, 80, 70};
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (reached >= marks[i])
            return kPoints[i];
    }
    return least;
}

constexpr double kNoMark = 2; ///< a share is never that high

} // namespace

std::uint64_t Interval::failed() const {
    std::uint64_t sum = 0;
    for (const auto& [code, count] : errors)
        sum += count;
    return sum;
}

void Interval::merge(const Interval& other) {
    offered += other.offered;
    sent += other.sent;
    answered += other.answered;
    dropped += other.dropped;
    crowdedOut += other.crowdedOut;
    sentBytes += other.sentBytes;
    for (const auto& [code, count] : other.errors)
        errors[code] += count;
    latency.merge(other.latency);
    service.merge(other.service);
    delay.merge(other.delay);
}

bool RunRecord::counts(std::size_t stage) const {
    const Stage& all = course.stages()[stage];
    const bool broke = search && search->brokenStage && stage >= *search->brokenStage;
    return all.counted && !(all.search && broke);
}

double RunRecord::countedSeconds() const {
    const LoadTime ran = std::chrono::seconds(seconds.size());
    LoadTime sum{};
    for (std::size_t i = 0; i < course.stages().size(); ++i) {
        const Stage& stage = course.stages()[i];
        if (counts(i))
            sum += std::clamp(ran - course.beginOf(i), LoadTime::zero(), stage.duration);
    }
    return std::chrono::duration<double>(sum).count();
}

Measured measure(const Interval& whole, double seconds) {
    Measured measured;
    addQuantiles(measured, "", whole.latency);
    addQuantiles(measured, "service.", whole.service);
    if (whole.latency.count() > 0)
        measured["mean"] = 1e-6 * whole.latency.mean();
    if (whole.answered > 0)
        measured["errors"] = share(whole.failed(), whole.answered);
    if (whole.offered > 0)
        measured["achieved"] = share(whole.answered, whole.offered);
    if (seconds > 0)
        measured["rate"] = static_cast<double>(whole.answered) / seconds;
    measured["dropped"] = static_cast<double>(whole.dropped);
    return measured;
}

Measured measure(const RunRecord& run) {
    const double cpu = run.generatorCpu / run.cores;
    if (run.counted.offered == 0 && !run.search)
        return {{"cpu", cpu}};
    Measured measured = measure(run.counted, run.countedSeconds());
    measured["cpu"] = cpu;
    if (run.correctness) {
        measured["lost"] = static_cast<double>(run.correctness->lost);
        measured["duplicates"] = static_cast<double>(run.correctness->duplicates);
        measured["out_of_order"] = static_cast<double>(run.correctness->outOfOrder);
    }
    if (run.units) {
        measured["oversold"] = static_cast<double>(run.units->oversold());
        measured["ungranted"] = static_cast<double>(run.units->ungranted());
        measured["unaccounted"] = static_cast<double>(run.units->unaccounted());
    }
    if (run.search)
        measured["limit"] = run.search->sustained;
    if (run.lagMax)
        measured["lag.max"] = *run.lagMax;
    if (run.lagEnd)
        measured["lag.end"] = *run.lagEnd;
    return measured;
}

AbortWatch::AbortWatch(const std::vector<Threshold>& thresholds) {
    for (const auto& threshold : thresholds) {
        if (threshold.abort)
            m_watched.push_back({threshold, std::nullopt});
    }
}

std::optional<Threshold> AbortWatch::take(const Interval& recent, LoadTime now, bool counted) {
    const LoadTime since = now - std::exchange(m_before, now);
    if (m_watched.empty() || !counted)
        return std::nullopt;
    m_whole.merge(recent);
    m_counted += since;
    const auto measured = measure(m_whole, std::chrono::duration<double>(m_counted).count());
    for (auto& [threshold, missedSince] : m_watched) {
        const auto value = measured.find(threshold.metric);
        if (value == measured.end() || threshold.holds(value->second)) {
            missedSince.reset();
            continue;
        }
        missedSince = missedSince.value_or(now);
        if (now - *missedSince >= threshold.grace)
            return threshold;
    }
    return std::nullopt;
}

DropCause dropCause(LoadTime late, double cpu) {
    constexpr std::chrono::microseconds kInTime{kLateMicros};
    return late > kInTime || cpu > kBusyShare ? DropCause::Generator : DropCause::Service;
}

std::string_view whyDropped(const Interval& whole) {
    return whole.crowdedOut >= whole.ownDrops()
               ? "the service was too slow to leave a place for them"
               : "the generator could not keep up";
}

std::string droppedSentence(const Interval& whole) {
    if (whole.dropped == 0)
        return "";
    return fmt::format("{} of {} that were due were never sent, because {}.",
                       view::countText(whole.dropped), view::countText(whole.offered),
                       whyDropped(whole));
}

bool generatorWasLimit(const RunRecord& run) {
    return run.counted.ownDrops() > run.counted.crowdedOut || run.generatorCpu > kBusyShare ||
           lateShare(run.counted.delay) > kLateInP99;
}

std::vector<std::string> runWarnings(const RunRecord& run) {
    const Interval& whole = run.counted;
    std::vector<std::string> warnings;
    if (whole.crowdedOut > 0)
        warnings.push_back(fmt::format(
            "{} of {} requests that were due were never sent, because the service was too slow to "
            "leave a place for them, while the generator had time to spare: the rate is the "
            "service's limit, and who was not sent is in no latency",
            view::countText(whole.crowdedOut), view::countText(whole.offered)));
    if (whole.ownDrops() > 0)
        warnings.push_back(
            fmt::format("the generator could not send {} of {} requests that were due: "
                        "the rate is the generator's limit, not the server's",
                        view::countText(whole.ownDrops()), view::countText(whole.offered)));
    if (const double late = lateShare(whole.delay); late > kLate)
        warnings.push_back(fmt::format("{:.1f} % of the requests were sent more than 10 ms late: "
                                       "latencies hold the generator's own delay",
                                       100 * late));
    if (run.generatorCpu > kBusyShare)
        warnings.push_back(
            fmt::format("the generator used {:.0f} % of a core", 100 * run.generatorCpu));
    return warnings;
}

RunScore runScore(double achievedShare, double acknowledgedShare, double processedShare) {
    const int rate = points(achievedShare, {0.9, 0.68, 0.45, 0.22}, 50);
    const int sends = points(acknowledgedShare, {0.98, 0.95, 0.9, kNoMark}, 60);
    const int results = points(processedShare, {0.95, 0.9, 0.85, kNoMark}, 70);
    const int value = static_cast<int>(std::lround(0.4 * rate + 0.4 * sends + 0.2 * results));
    for (const auto& [from, word] :
         {std::pair{90, "excellent"}, {80, "very good"}, {70, "good"}, {60, "fair"}}) {
        if (value >= from)
            return {value, word};
    }
    return {value, "poor"};
}

std::optional<RunScore> runScore(const RunRecord& run) {
    const Interval& all = run.counted;
    if (all.sent == 0)
        return std::nullopt;
    const double good = share(all.answered - std::min(all.failed(), all.answered), all.sent);
    const auto& facts = run.correctness;
    return runScore(share(all.answered, all.offered), good,
                    facts ? share(facts->received, facts->acknowledged) : good);
}

} // namespace vigia::core::load
