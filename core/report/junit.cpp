#include "core/base/time_text.h"
#include "core/report/formats.h"
#include "core/report/markup.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::report {
namespace {

/// What was not judged is an error, neither a success nor a failure.
bool isStopped(const Report& report) {
    return report.outcome == Outcome::Stopped;
}

std::string testCase(const Report& report, const Check& check) {
    std::string out =
        fmt::format(R"(    <testcase classname="{}.{}" name="{}" time="0")",
                    markupText(report.kind), markupText(report.subject), markupText(check.wanted));
    if (check.result == CheckResult::Held)
        return out + "/>\n";
    const auto message = fmt::format(
        "{} was {}, wanted {}", check.name,
        check.result == CheckResult::Missed ? check.measured : std::string(checkWord(check.result)),
        check.wanted);
    return out + fmt::format(">\n      <{} message=\"{}\" type=\"{}\"/>\n    </testcase>\n",
                             isStopped(report) ? "error" : "failure", markupText(message),
                             checkWord(check.result));
}

std::vector<Check> checksOf(const Report& report) {
    if (!report.checks.empty())
        return report.checks;
    return {{"verdict", "healthy", report.verdict,
             report.outcome == Outcome::Failed ? CheckResult::Missed : CheckResult::Held}};
}

} // namespace

std::string junitOf(const CleanReport& report) {
    const auto checks = checksOf(*report);
    const auto broken = std::count_if(checks.begin(), checks.end(), [](const Check& check) {
        return check.result != CheckResult::Held;
    });
    const auto errors = isStopped(*report) ? broken : 0;
    const double lasted = std::chrono::duration<double>(report->to - report->from).count();
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{0}\" failures=\"{1}\" "
        "errors=\"{5}\">\n"
        "  <testsuite name=\"{2}\" tests=\"{0}\" failures=\"{1}\" errors=\"{5}\" skipped=\"0\" "
        "time=\"{3:.3f}\" timestamp=\"{4}\">\n    <properties>\n",
        checks.size(), broken - errors, markupText(report->title), lasted,
        formatRfc3339(report->from).substr(0, 19), errors);
    for (const auto& figure : report->figures)
        out += fmt::format("      <property name=\"{}\" value=\"{} {}\"/>\n",
                           markupText(figure.name), figure.value, markupText(figure.unit));
    out += "    </properties>\n";
    for (const auto& check : checks)
        out += testCase(*report, check);
    out += fmt::format("    <system-out>{}</system-out>\n", markupText(report->verdict));
    if (!report->warnings.empty())
        out += fmt::format("    <system-err>{}</system-err>\n",
                           markupText(fmt::format("{}", fmt::join(report->warnings, "\n"))));
    return out + "  </testsuite>\n</testsuites>\n";
}

} // namespace vigia::core::report
