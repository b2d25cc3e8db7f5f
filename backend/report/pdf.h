#pragma once

#include "core/base/result.h"
#include "core/report/clean_report.h"

#include <string>

namespace vigia::backend::report {

/// The report as a PDF of A4 pages with page numbers, linked contents and embedded fonts; charts
/// are the same SVG as in the HTML, drawn by librsvg as vectors. Blocks for some tens of
/// milliseconds a page; any thread. Rejected says what Cairo or librsvg refused.
core::Result<std::string> pdfOf(const core::report::CleanReport& report);

} // namespace vigia::backend::report
