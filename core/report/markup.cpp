#include "core/report/markup.h"

#include "core/base/time_text.h"

#include <fmt/format.h>

namespace vigia::core::report {

std::string markupText(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out.push_back(c);
        }
    }
    return out;
}

std::string_view toneName(Tone tone) {
    switch (tone) {
    case Tone::Good:
        return "good";
    case Tone::Warning:
        return "warning";
    case Tone::Bad:
        return "bad";
    case Tone::Plain:
        break;
    }
    return "";
}

std::string_view toneShape(Tone tone) {
    switch (tone) {
    case Tone::Good:
        return "✓";
    case Tone::Warning:
        return "▲";
    case Tone::Bad:
        return "✕";
    case Tone::Plain:
        break;
    }
    return "";
}

std::string_view checkWord(CheckResult result) {
    switch (result) {
    case CheckResult::Held:
        return "held";
    case CheckResult::Missed:
        return "missed";
    case CheckResult::NotMeasured:
        break;
    }
    return "not measured";
}

Tone checkTone(CheckResult result) {
    switch (result) {
    case CheckResult::Held:
        return Tone::Good;
    case CheckResult::Missed:
        return Tone::Bad;
    case CheckResult::NotMeasured:
        break;
    }
    return Tone::Warning;
}

std::string_view outcomeWord(Outcome outcome) {
    switch (outcome) {
    case Outcome::Passed:
        return "passed";
    case Outcome::Failed:
        return "failed";
    case Outcome::Stopped:
        return "stopped";
    case Outcome::Informative:
        break;
    }
    return "informative";
}

Tone outcomeTone(Outcome outcome) {
    switch (outcome) {
    case Outcome::Passed:
        return Tone::Good;
    case Outcome::Failed:
        return Tone::Bad;
    case Outcome::Stopped:
        return Tone::Warning;
    case Outcome::Informative:
        break;
    }
    return Tone::Plain;
}

Table checksTable(const Report& report) {
    Table table{"", {{"Check"}, {"Wanted"}, {"Measured", true}, {"Result"}}, {}, ""};
    for (const Check& check : report.checks)
        table.rows.push_back({{check.name},
                              {check.wanted},
                              {check.measured},
                              {std::string(checkWord(check.result)), checkTone(check.result)}});
    return table;
}

std::vector<Block> firstBlocks(const Report& report) {
    std::vector<Block> blocks;
    if (!report.highlights.empty())
        blocks.emplace_back(Facts{true, report.highlights});
    if (!report.checks.empty())
        blocks.emplace_back(checksTable(report));
    for (const auto& warning : report.warnings)
        blocks.emplace_back(Note{warning, Tone::Warning});
    return blocks;
}

std::string minuteText(UtcTime time) {
    std::string text = formatRfc3339(time).substr(0, 16);
    text[10] = ' ';
    return text + " UTC";
}

std::string originText(const Report& report) {
    return fmt::format("{} to {} · written by {} on {}", minuteText(report.from),
                       minuteText(report.to), report.program, minuteText(report.writtenAt));
}

} // namespace vigia::core::report
