#pragma once

#include "core/load/arrivals.h"
#include "core/load/error_samples.h"
#include "core/load/histogram.h"
#include "core/load/observed.h"
#include "core/load/threshold.h"
#include "core/load/unit_count.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace vigia::core::load {

/// What happened in one second of a run, or in several that were merged. Answers are counted in the
/// second of their *intended* time, so that a second in which the server stood still shows what its
/// users felt.
struct Interval {
    std::uint64_t offered = 0;    ///< arrivals that were due
    std::uint64_t sent = 0;       ///< those that the generator sent
    std::uint64_t answered = 0;   ///< with whatever result, errors too
    std::uint64_t dropped = 0;    ///< due but never sent
    std::uint64_t crowdedOut = 0; ///< of those: DropCause::Service
    std::uint64_t sentBytes = 0;  ///< of requests and records, counted when they are over
    std::map<std::string, std::uint64_t, std::less<>>
        errors;        ///< by code; expected ones are not here
    Histogram latency; ///< from the intended time to the answer
    Histogram service; ///< from the sending to the answer
    Histogram delay;   ///< from the intended time to the sending: the generator's own lateness

    [[nodiscard]] std::uint64_t failed() const;
    /// Of the dropped, those that the generator itself could not send.
    [[nodiscard]] std::uint64_t ownDrops() const { return dropped - crowdedOut; }
    void merge(const Interval& other);
    bool operator==(const Interval&) const = default;
};

/// Correctness of what was produced and consumed, by sequence numbers.
struct Correctness {
    std::uint64_t acknowledged = 0;
    std::uint64_t received = 0;
    std::uint64_t lost = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t outOfOrder = 0;
    std::vector<std::string> examples =
        {}; ///< the first ones by name: `lost: number 17 of partition 2`
};

/// What the search for the limit found.
struct SearchResult {
    double sustained = 0;                        ///< the highest rate whose step held; 0: none did
    std::optional<std::size_t> brokenStage = {}; ///< where it ended; nothing: every step held
    std::string why = {};                        ///< what broke there
};

/// One second as it is kept; an Interval would need up to half a megabyte.
struct PackedSecond {
    std::uint64_t offered = 0, sent = 0, answered = 0, dropped = 0, failed = 0;
    std::optional<std::uint64_t> lag; ///< records produced and not consumed yet, at most in it
    std::string latency; ///< Histogram::encodedWithin(kMostSecondBytes); `decoded` reads it

    bool operator==(const PackedSecond&) const = default;
};

/// A run of 30 minutes has 5 MB at most: seconds that are too varied are kept in coarser steps.
constexpr std::size_t kMostSecondBytes = 2'048;

/// Where the seconds of a run go as they end, so that a crash leaves what happened before it.
/// Called on the run's thread.
class SecondSink {
public:
    virtual ~SecondSink() = default;
    virtual void second(const PackedSecond& second) = 0;
    /// What counted since the last part, about every ten seconds and at the end: errors, bytes,
    /// service and delay; the rest is empty.
    virtual void part(const Interval& part) = 0;
};

/// A run with everything that its verdict and its report need.
struct RunRecord {
    Course course;
    std::vector<PackedSecond> seconds; ///< one for each second since the beginning
    Interval counted;                  ///< the seconds of stages that count
    std::optional<Correctness> correctness;
    std::optional<double> lagMax;            ///< records, in stages that count
    std::optional<double> lagEnd;            ///< records, when it was over
    std::optional<Threshold> abortedBy;      ///< that ended the run
    std::optional<SearchResult> search = {}; ///< of a search for the limit
    std::optional<UnitCount> units = {};     ///< of a scenario that counts them
    std::vector<ErrorSample> samples = {};   ///< the first distinct errors, of all stages
    Observed observed = {};                  ///< of the cluster while it ran
    double generatorCpu = 0;                 ///< share of one core
    double cores = 1;

    /// Of a search, the steps that held count; else what is no warm-up.
    [[nodiscard]] bool counts(std::size_t stage) const;
    /// How long the stages that count lasted, in seconds.
    [[nodiscard]] double countedSeconds() const;
};

/// The metrics of threshold.h that can be told from what happened in so many seconds.
[[nodiscard]] Measured measure(const Interval& whole, double seconds);
/// The metrics of threshold.h that this run has; of one that came to no stage that counts only
/// `cpu`.
[[nodiscard]] Measured measure(const RunRecord& run);

/// Ends a run whose promises can't be kept: watches the thresholds that abort, over everything so
/// far that counts. One thread.
class AbortWatch {
public:
    explicit AbortWatch(const std::vector<Threshold>& thresholds);

    /// What happened since the last call, when that was and whether its stage counts. The threshold
    /// that has been missed for longer than its grace, if any.
    std::optional<Threshold> take(const Interval& recent, LoadTime now, bool counted);

private:
    struct Watched {
        Threshold threshold;
        std::optional<LoadTime> missedSince;
    };
    std::vector<Watched> m_watched;
    Interval m_whole;
    LoadTime m_before{};
    LoadTime m_counted{};
};

/// Who was too slow for an arrival that found every place taken, those that wait to be sent too.
enum class DropCause {
    Service,  ///< it kept them, while the generator had time to spare
    Generator ///< it came late itself, or had no CPU left
};
/// `late`: after its time the arrival was noticed; `cpu`: share of a core that the generator used
/// lately.
[[nodiscard]] DropCause dropCause(LoadTime late, double cpu);
/// Of the dropped: what most of them have to do with, as words behind "because".
[[nodiscard]] std::string_view whyDropped(const Interval& whole);
/// `17 of 300 that were due were never sent, because ….`; empty when all were.
[[nodiscard]] std::string droppedSentence(const Interval& whole);

/// The generator, not the server, was the limit: most of what was never sent is its own fault, it
/// had no CPU left, or was late so often that it shows in the p99. Less than that is a warning, not
/// a limit.
[[nodiscard]] bool generatorWasLimit(const RunRecord& run);
/// What the figures don't tell: what was never sent, and where they may say more about the
/// generator than about the server.
[[nodiscard]] std::vector<std::string> runWarnings(const RunRecord& run);

/// The run score of platform.md 11: round(0.4·T + 0.4·R + 0.2·P), each 100, 90, 80, 70 or the least
/// by the share reached. `processed`: those that were sent and came out at the other end.
struct RunScore {
    int value = 0;
    std::string_view word; ///< excellent, very good, good, fair, poor
};
[[nodiscard]] RunScore runScore(double achievedShare, double acknowledgedShare,
                                double processedShare);
/// Of what counted: answered of what was due, answered without error of what was sent, and received
/// of what was acknowledged (where nothing is read back: as answered without error). Nothing when
/// nothing was sent.
[[nodiscard]] std::optional<RunScore> runScore(const RunRecord& run);

} // namespace vigia::core::load
