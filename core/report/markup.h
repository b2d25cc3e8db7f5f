#pragma once

#include "core/report/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::report {

/// Text for the content or a quoted attribute of HTML, SVG and XML. Of CleanReport's texts, so that
/// what XML forbids is already gone.
[[nodiscard]] std::string markupText(std::string_view text);

/// `good`, `warning`, `bad`, or nothing: the word that goes with a colour.
[[nodiscard]] std::string_view toneName(Tone tone);
/// `✓`, `▲`, `✕`, or nothing.
[[nodiscard]] std::string_view toneShape(Tone tone);

[[nodiscard]] std::string_view checkWord(CheckResult result);
[[nodiscard]] Tone checkTone(CheckResult result);
[[nodiscard]] std::string_view outcomeWord(Outcome outcome);
[[nodiscard]] Tone outcomeTone(Outcome outcome);

/// The checks of a report as every paper format shows them.
[[nodiscard]] Table checksTable(const Report& report);
/// What follows the verdict on the first page: figures, checks, warnings.
[[nodiscard]] std::vector<Block> firstBlocks(const Report& report);
/// `2025-01-02 03:04 UTC`.
[[nodiscard]] std::string minuteText(UtcTime time);
/// Who wrote it, when, and about which time.
[[nodiscard]] std::string originText(const Report& report);

} // namespace vigia::core::report
