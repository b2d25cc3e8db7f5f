#pragma once

#include "core/base/result.h"
#include "core/report/clean_report.h"

#include <array>
#include <string>
#include <string_view>

namespace vigia::core::report {

enum class Format { Html, Pdf, Markdown, Csv, Json, JUnit };
inline constexpr std::array kAllFormats{Format::Html, Format::Pdf,  Format::Markdown,
                                        Format::Csv,  Format::Json, Format::JUnit};

/// `html`, `pdf`, `markdown`, `csv`, `json`, `junit`.
[[nodiscard]] std::string_view formatName(Format format);
/// `.html`, `.pdf`, `.md`, `.csv`, `.json`, `.junit.xml`.
[[nodiscard]] std::string_view formatEnding(Format format);
/// InvalidInput names the formats and the nearest one.
Result<Format> parseFormat(std::string_view name);

/// One page without any outside asset or script: charts inline, light and dark as the reader's
/// system is, light on paper.
[[nodiscard]] std::string htmlOf(const CleanReport& report);
/// For a ticket or a wiki; charts are left out, their numbers stand in the tables.
[[nodiscard]] std::string markdownOf(const CleanReport& report);
/// The timeline, a line for each second or step.
[[nodiscard]] std::string csvOf(const CleanReport& report);
/// Everything, as `resources/schemas/report.schema.json` describes it.
[[nodiscard]] std::string jsonOf(const CleanReport& report);
/// Each check a test case, the verdict one where there are no checks.
[[nodiscard]] std::string junitOf(const CleanReport& report);

} // namespace vigia::core::report
