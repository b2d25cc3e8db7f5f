#pragma once

#include "core/load/run_text.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::load {

enum class RunState {
    Running,    ///< somebody writes it now: this program, a command, another console
    Finished,   ///< its end was written; `RunResult::verdict` says how it went
    Interrupted ///< its writer died; what there is up to its last seconds is readable
};

/// What people add to a run afterwards; the run itself never changes. Texts are plain text from
/// outside: escape them where they are shown.
struct RunAnnotation {
    std::string name;              ///< instead of the scenario's title; 120 characters at most
    std::vector<std::string> tags; ///< 20 at most, 40 characters each, without commas
    std::string notes;             ///< 10,000 characters at most, with line breaks

    bool operator==(const RunAnnotation&) const = default;
};

/// One line of a list of runs. Without `record`: `list` reads only a file's ends.
struct RunSummary {
    RunHead head;
    RunState state = RunState::Finished;
    std::optional<RunVerdict> verdict; ///< of a finished run
    std::string sentence;              ///< the verdict, or why there is none
    Measured measured; ///< by metric of threshold.h: seconds, shares of 1, a second, counts
    RunAnnotation annotation;
    bool baseline = false; ///< what later runs of its scenario are compared with

    /// The name that people gave it, else the scenario's title.
    [[nodiscard]] const std::string& shownName() const;
};

/// The line of a finished run: without annotation.
[[nodiscard]] RunSummary summaryOf(const RunResult& result);

struct RunList {
    std::vector<RunSummary> runs;      ///< newest first
    std::vector<std::string> problems; ///< a sentence for each file that is no run or damaged
};

/// A run as it was kept. `result.record` has its course, one PackedSecond for each second since the
/// beginning and what counted. Of an interrupted or running run: as far as it was written, judged
/// as if it had been stopped there.
struct KeptRun {
    RunResult result;
    RunState state = RunState::Finished;
    RunAnnotation annotation;
    bool baseline = false;
};

/// The line of a run that was read.
[[nodiscard]] RunSummary summaryOf(const KeptRun& run);

/// The runs of this user, from whichever program: newest are seen at once. May be called from any
/// thread; every call reads or writes files and blocks for that (a run of 30 minutes has 5 MB at
/// most). NotFound: there is no such run; Corrupt: its file is damaged or none of Vigia's;
/// InvalidInput: an annotation's limits; Conflict: the run still goes on; Rejected: the disk
/// refuses.
class RunStore {
public:
    virtual ~RunStore() = default;

    [[nodiscard]] virtual RunList list() const = 0;
    /// One line of the list, without reading the others.
    [[nodiscard]] virtual Result<RunSummary> summary(std::string_view id) const = 0;
    /// The id of a scenario's baseline; nothing where it has none.
    [[nodiscard]] virtual std::optional<std::string>
    baselineOf(std::string_view scenario) const = 0;
    [[nodiscard]] virtual Result<KeptRun> read(std::string_view id) const = 0;
    /// Replaces name, tags and notes.
    virtual Result<void> annotate(std::string_view id, const RunAnnotation& annotation) = 0;
    virtual Result<void> remove(std::string_view id) = 0;
    /// Makes this run its scenario's baseline, in the place of the one before.
    virtual Result<void> makeBaseline(std::string_view id) = 0;
    virtual Result<void> clearBaseline(std::string_view scenario) = 0;
};

/// InvalidInput says which limit of RunAnnotation does not hold.
Result<void> checkAnnotation(const RunAnnotation& annotation);

} // namespace vigia::core::load
