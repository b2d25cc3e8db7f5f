#pragma once

#include "core/load/run_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::core::load {

/// The bytes of a run file, as the README of this part documents them: a mark, then frames that can
/// be appended while the run goes on, each with its own checksum.
[[nodiscard]] std::string runFileMark();
[[nodiscard]] std::string headFrame(const RunHead& head, const Course& course);
[[nodiscard]] std::string secondFrame(const PackedSecond& second);
[[nodiscard]] std::string partFrame(const Interval& part);
/// What stands at the end of a finished run, for a file that has `size` bytes before it: its exact
/// totals, how it ended, and where that is written.
[[nodiscard]] std::string endFrames(const RunResult& result, std::size_t size);

/// How long the trailer of a finished file is.
constexpr std::size_t kTrailerBytes = 12;
/// Where the last frame begins, from the last kTrailerBytes of a file; nothing when the file has no
/// end.
[[nodiscard]] std::optional<std::uint64_t> endOffset(std::string_view trailer);

/// What a list shows, from the mark with the first frame and, of a finished file, its last frame.
Result<RunSummary> decodedSummary(std::string_view begin, std::string_view end);

struct DecodedRun {
    RunResult result;
    bool finished = false; ///< the file has its end
};

/// Reads a whole file. A last frame that was cut, or zeros after it, are where its writer died.
/// Corrupt says what is wrong with it: no run of Vigia's, from a newer version, damaged at a byte.
Result<DecodedRun> decodedRun(std::string_view bytes);

} // namespace vigia::core::load
