#include "app/commands/load_progress.h"

#include "core/base/text.h"
#include "core/view/number_text.h"

#include <cstdio>

namespace vigia::app {
namespace {

using core::load::LoadTime;

constexpr LoadTime kTerminalPace = std::chrono::milliseconds(900);
constexpr LoadTime kPlainPace = std::chrono::seconds(10);

} // namespace

void ProgressLine::show(const backend::load::LoadProgress& progress) {
    m_recent.merge(progress.recent);
    const LoadTime since = progress.at - m_shownAt;
    if (since < (m_terminal ? kTerminalPace : kPlainPace))
        return;
    const double rate = static_cast<double>(m_recent.answered) / secondsOf(since);
    std::fprintf(
        stderr, "%s%4.0f s  %-20s %8.0f/s  p50 %7s  p99 %7s  max %7s  errors %llu  %zu under way%s",
        m_terminal ? "\r\x1b[K" : "", secondsOf(progress.at),
        core::escapedForDisplay(m_scenario.stages[progress.stage].name, 20).c_str(), rate,
        latency(0.5).c_str(), latency(0.99).c_str(), latency(1).c_str(),
        static_cast<unsigned long long>(m_recent.failed()), progress.inFlight,
        m_terminal ? "" : "\n");
    m_recent = {};
    m_shownAt = progress.at;
}

void ProgressLine::end() const {
    if (m_terminal)
        std::fputs("\r\x1b[K", stderr);
}

std::string ProgressLine::latency(double fraction) const {
    return core::view::latencyText(1e-3 * static_cast<double>(m_recent.latency.quantile(fraction)));
}

} // namespace vigia::app
