#include "core/base/text.h"
#include "core/report/formats.h"
#include "core/view/number_text.h"

namespace vigia::core::report {
namespace {

/// A number is never a formula; a text might be.
std::string cellOf(const Timeline::Value& value) {
    if (const auto* number = std::get_if<double>(&value))
        return view::plainNumber(*number);
    if (const auto* text = std::get_if<std::string>(&value))
        return csvCell(*text);
    return {};
}

} // namespace

std::string csvOf(const CleanReport& report) {
    std::string out;
    for (std::size_t i = 0; i < report->timeline.columns.size(); ++i)
        out += (i > 0 ? "," : "") + csvCell(report->timeline.columns[i]);
    out += "\n";
    for (const auto& row : report->timeline.rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            out += (i > 0 ? "," : "") + cellOf(row[i]);
        out += "\n";
    }
    return out;
}

} // namespace vigia::core::report
