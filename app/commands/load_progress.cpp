#include "app/commands/load_progress.h"

#include "core/base/text.h"
#include "core/view/number_text.h"

#include <cstdio>

#include <fmt/format.h>

namespace vigia::app {
namespace {

using core::load::LoadTime;
using core::load::secondsOf;

constexpr LoadTime kTerminalPace = std::chrono::milliseconds(900);
constexpr LoadTime kPlainPace = std::chrono::seconds(10);

std::string latency(const core::load::Interval& recent, double fraction) {
    return core::view::latencyText(1e-3 * static_cast<double>(recent.latency.quantile(fraction)));
}

} // namespace

std::string progressText(const core::load::Scenario& scenario, const core::load::Interval& recent,
                         LoadTime since, const backend::load::LoadProgress& progress) {
    const bool over = progress.at > core::load::durationOf(scenario.stages);
    const std::string stage = over ? "last answers" : scenario.stages[progress.stage].name;
    const double rate = static_cast<double>(recent.answered) / secondsOf(since);
    const std::size_t left = progress.inFlight + progress.waiting;
    auto text = fmt::format(
        "{:4.0f} s  {:<20} {:8.0f}/s  p50 {:>7}  p99 {:>7}  max {:>7}  errors {}  {} under way",
        secondsOf(progress.at), core::escapedForDisplay(stage, 20), rate, latency(recent, 0.5),
        latency(recent, 0.99), latency(recent, 1), recent.failed(), progress.inFlight);
    if (progress.waiting > 0)
        text += fmt::format(", {} wait", progress.waiting);
    if (over && left > 0 && rate > 0)
        text += ", about " + core::view::durationText(static_cast<double>(left) / rate) + " more";
    return text;
}

void ProgressLine::show(const backend::load::LoadProgress& progress) {
    m_recent.merge(progress.recent);
    const LoadTime since = progress.at - m_shownAt;
    if (since < (m_terminal ? kTerminalPace : kPlainPace))
        return;
    std::fprintf(stderr, "%s%s%s", m_terminal ? "\r\x1b[K" : "",
                 progressText(m_scenario, m_recent, since, progress).c_str(),
                 m_terminal ? "" : "\n");
    m_recent = {};
    m_shownAt = progress.at;
}

void ProgressLine::end() const {
    if (m_terminal)
        std::fputs("\r\x1b[K", stderr);
}

} // namespace vigia::app
