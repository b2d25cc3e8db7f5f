#pragma once

#include "core/base/clock.h"
#include "core/load/run_record.h"
#include "core/load/scenario.h"

#include <string>

namespace vigia::core {
class JsonWriter;
}

namespace vigia::core::load {

/// Stopped: somebody ended it before its course was over, so that its thresholds were not judged.
enum class RunVerdict { Passed, Missed, Stopped };
/// `passed`, `missed`, `stopped`.
[[nodiscard]] std::string_view verdictWord(RunVerdict verdict);

/// What is known of a run when it begins.
struct RunHead {
    std::string id; ///< 8 hexadecimal digits
    std::string scenario;
    std::string title;
    std::string target; ///< a URL or a Kafka address, never with secrets
    Model model = Model::Open;
    bool brief = false; ///< the scenario's short form
    UtcTime begunAt{};
    std::vector<Threshold> thresholds;
    /// Everything that could make two runs differ, by name: versions, hosts, seed, connections,
    /// client configuration with its secrets redacted, and `command`, which repeats the run.
    std::map<std::string, std::string> settings;
};

/// A run with what it was and what it came to.
struct RunResult : RunHead {
    bool stopped = false; ///< ended before its course was over
    RunRecord record;
    Measured measured;
    std::vector<Judgement> judgements;
    std::vector<std::string> warnings;

    /// Missed as soon as one threshold is missed or could not be measured, or ended the run; a run
    /// that was stopped is neither passed nor missed.
    [[nodiscard]] RunVerdict verdict() const;
};

/// Judges a run against its thresholds.
[[nodiscard]] RunResult judged(RunHead head, RunRecord record, bool stopped = false);

/// `Bytes sent 1.2 GB (20.4 MB/s)`: in the stages that count.
[[nodiscard]] std::string bytesSentText(const RunRecord& record);
/// Whether it came as far as a stage that counts; else nothing of it was measured.
[[nodiscard]] bool hasCounted(const Measured& measured);
/// The verdict in one sentence.
[[nodiscard]] std::string verdictSentence(const RunResult& result);
/// For a terminal: verdict, thresholds, figures, errors, warnings; plain text.
[[nodiscard]] std::string runText(const RunResult& result);
/// The member `measured`: by metric, times in milliseconds.
void writeMeasured(JsonWriter& json, const Measured& measured);
/// One JSON object; times in milliseconds.
[[nodiscard]] std::string runJson(const RunResult& result);

} // namespace vigia::core::load
