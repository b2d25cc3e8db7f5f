#include "core/ops/connection_report.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::ops {
namespace {

constexpr std::size_t kLongest = 500;

std::string_view markOf(CheckState state) {
    switch (state) {
    case CheckState::Passed:
        return "✓";
    case CheckState::Failed:
        return "✗";
    case CheckState::Skipped:
        break;
    }
    return "–";
}

} // namespace

std::string_view checkStateName(CheckState state) {
    switch (state) {
    case CheckState::Passed:
        return "passed";
    case CheckState::Failed:
        return "failed";
    case CheckState::Skipped:
        break;
    }
    return "skipped";
}

bool ConnectionReport::connected() const {
    return std::none_of(checks.begin(), checks.end(), [](const auto& check) {
        return check.state == CheckState::Failed && check.step != "rights";
    });
}

bool ConnectionReport::passed() const {
    return std::none_of(checks.begin(), checks.end(),
                        [](const auto& check) { return check.state == CheckState::Failed; });
}

const ConnectionCheck* ConnectionReport::firstFailure() const {
    const auto failed = std::find_if(checks.begin(), checks.end(), [](const auto& check) {
        return check.state == CheckState::Failed;
    });
    return failed == checks.end() ? nullptr : &*failed;
}

const ConnectionCheck* ConnectionReport::missingRight(std::string_view what) const {
    const auto missing = std::find_if(checks.begin(), checks.end(), [what](const auto& check) {
        return check.state == CheckState::Failed && check.step == "rights" && check.about == what;
    });
    return missing == checks.end() ? nullptr : &*missing;
}

std::string connectionText(const ConnectionReport& report) {
    std::string text = fmt::format("{} ({})\n", escapedForDisplay(report.cluster, kLongest),
                                   escapedForDisplay(report.servers, kLongest));
    for (const auto& check : report.checks) {
        text += fmt::format("{} {:<9} {}: {}\n", markOf(check.state), check.step,
                            escapedForDisplay(check.about, kLongest),
                            escapedForDisplay(check.found, kLongest));
        if (!check.next.empty())
            text += fmt::format("            {}\n", escapedForDisplay(check.next, kLongest));
    }
    return text;
}

std::string connectionJson(const ConnectionReport& report) {
    JsonWriter json;
    json.beginObject()
        .member("cluster", report.cluster)
        .member("servers", report.servers)
        .member("connected", report.connected())
        .member("passed", report.passed());
    json.key("certificateDays");
    if (report.certificateDays)
        json.value(*report.certificateDays);
    else
        json.null();
    json.key("checks").beginArray();
    for (const auto& check : report.checks)
        json.beginObject()
            .member("step", check.step)
            .member("about", check.about)
            .member("state", checkStateName(check.state))
            .member("found", check.found)
            .member("next", check.next)
            .endObject();
    json.endArray().endObject();
    return json.take();
}

} // namespace vigia::core::ops
