#include "core/view/cell_text.h"

#include "core/base/text.h"
#include "core/base/time_text.h"
#include "core/view/number_text.h"

#include <ctime>

#include <fmt/format.h>

namespace vigia::core::view {
namespace {

using std::chrono::duration;
using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::string relativeText(double age) {
    if (age < 0.95 && age > -0.95)
        return "now";
    return age > 0 ? durationText(age) + " ago" : "in " + durationText(-age);
}

/// `2025-01-02 03:04:05.678`, in the zone of this machine or UTC.
std::string calendarText(UtcTime time, bool local) {
    const auto whole = floor<seconds>(time);
    const std::time_t clock = whole.time_since_epoch().count();
    std::tm parts{};
    if (!(local ? localtime_r(&clock, &parts) : gmtime_r(&clock, &parts)))
        return std::string(kUnknownText);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                       floor<milliseconds>(time - whole).count());
}

std::string withCertainty(Certainty certainty, const std::string& text) {
    if (text == "0" || text == "never" || text.front() == '<' || certainty == Certainty::Exact)
        return text;
    return certainty == Certainty::Estimated ? "~" + text : "≥ " + text;
}

std::string figureText(ColumnKind kind, double value) {
    switch (kind) {
    case ColumnKind::Integer:
        return groupedText(static_cast<std::int64_t>(value));
    case ColumnKind::Ratio:
        return value == 0 ? "0" : fmt::format("{:.2f}", value);
    case ColumnKind::Rate:
        return shortRate(value);
    case ColumnKind::Bytes:
        return shortBytes(value);
    case ColumnKind::Duration:
        return durationText(value);
    case ColumnKind::Latency:
        return latencyText(value);
    case ColumnKind::Percent:
        return percentText(value);
    case ColumnKind::Money:
        return shortMoney(value);
    default:
        return shortNumber(value);
    }
}

CellText textCell(std::string_view text) {
    std::string shown = escapedForDisplay(text, 1024);
    return {shown, {}, shown};
}

CellText figureCell(const Column& column, const Value& value) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (whole && column.kind == ColumnKind::Identifier)
        return {std::to_string(*whole), {}, std::to_string(*whole)};
    const bool digits = whole && column.kind == ColumnKind::Integer;
    const std::string shown =
        digits ? groupedText(*whole) : figureText(column.kind, *numberOf(value));
    std::string exact = whole ? groupedText(*whole) : exactText(value);
    if (const auto* money = std::get_if<Money>(&value))
        exact = money->dollars();
    else if (!column.unit.empty())
        exact += fmt::format(" {}", column.unit);
    else if (column.kind == ColumnKind::Bytes)
        exact += " bytes";
    return {shown, {}, exact};
}

CellText spanCell(const Span& span) {
    const std::string shown = withCertainty(span.certainty, durationText(span.seconds));
    return {shown, std::string(span.source), exactText(Value(span)) + " s"};
}

} // namespace

std::string timeText(UtcTime time, const TextOptions& options) {
    if (time == UtcTime{})
        return std::string(kUnknownText);
    if (options.time == TimeStyle::Epoch)
        return std::to_string(epochMillis(time));
    if (options.time == TimeStyle::Relative)
        return relativeText(duration<double>(options.now - time).count());
    const bool local = options.time == TimeStyle::Local;
    const std::string full = calendarText(time, local);
    const bool today = full.substr(0, 10) == calendarText(options.now, local).substr(0, 10);
    return today ? full.substr(11) : full;
}

std::string exactText(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto* money = std::get_if<Money>(&value))
        return money->text();
    if (const auto* time = std::get_if<UtcTime>(&value))
        return *time == UtcTime{} ? std::string() : formatRfc3339(*time);
    if (const auto* spark = std::get_if<Spark>(&value))
        return *spark && !(*spark)->empty() ? fmt::format("{}", (*spark)->back()) : std::string();
    if (const auto number = numberOf(value))
        return plainNumber(*number);
    return std::string(textOf(value));
}

CellText cellText(const Column& column, const Value& value, const TextOptions& options) {
    if (isUnknown(value))
        return {std::string(kUnknownText), {}, {}};
    if (std::holds_alternative<Spark>(value))
        return {{}, {}, exactText(value)};
    if (const auto* time = std::get_if<UtcTime>(&value))
        return {timeText(*time, options), {}, exactText(value)};
    if (const auto* span = std::get_if<Span>(&value))
        return spanCell(*span);
    if (numberOf(value))
        return figureCell(column, value);
    return textCell(textOf(value));
}

} // namespace vigia::core::view
