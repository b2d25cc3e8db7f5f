#include "backend/report/pdf.h"

#include "backend/report/pdf_pages.h"

namespace vigia::backend::report {

/// Twice: the first pass finds the pages' numbers, the second one writes them.
core::Result<std::string> pdfOf(const core::report::CleanReport& report) {
    PdfPages trial(*report, {});
    if (auto bytes = trial.draw(); !bytes)
        return bytes;
    return PdfPages(*report, trial.found()).draw();
}

} // namespace vigia::backend::report
