#pragma once

#include "backend/report/pdf_canvas.h"
#include "core/report/report.h"

#include <map>

namespace vigia::backend::report {

/// What one pass over the report learned; the second pass writes it into contents and footers.
struct PageNumbers {
    std::map<std::size_t, int> sections;
    int total = 0;
};

/// Lays a report out on pages, in one pass from the top to the end.
class PdfPages {
public:
    PdfPages(const core::report::Report& report, PageNumbers known);

    /// Once. Rejected says what Cairo or librsvg refused.
    core::Result<std::string> draw();
    [[nodiscard]] const PageNumbers& found() const { return m_found; }

    void operator()(const core::report::Facts& facts);
    void operator()(const core::report::Table& table);
    void operator()(const core::report::Note& note);
    void operator()(const core::report::LineChart& chart);
    void operator()(const core::report::BarChart& chart);

private:
    void footer(int page);
    void head();
    void verdict();
    void contents();
    void section(std::size_t index);
    void tiles(const core::report::Facts& facts);
    void list(const core::report::Facts& facts);
    void paragraph(const std::string& text, const TextLook& look, double after);
    template <class Chart> void chart(const Chart& chart);
    [[nodiscard]] std::vector<double> columnWidths(const core::report::Table& table) const;
    double row(const core::report::Table& table, const std::vector<core::report::Cell>& cells,
               const std::vector<double>& widths, bool heading);

    const core::report::Report& m_report;
    const PageNumbers m_known;
    PageNumbers m_found;
    PdfCanvas m_canvas;
    core::Result<void> m_state;
};

} // namespace vigia::backend::report
