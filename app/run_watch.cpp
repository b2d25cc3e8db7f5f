#include "app/run_watch.h"

#include "backend/host/system_clock.h"

namespace vigia::app {

using namespace std::chrono_literals;
using core::load::Observed;

RunWatch::RunWatch(core::UtcTime begun, Seen seen, Told told)
    : m_seen(std::move(seen)), m_told(std::move(told)), m_builder(begun),
      m_poller("load-watch", 500ms, [this] {
          look();
          if (m_told)
              m_told(std::make_shared<const Observed>(
                  m_builder.observed(backend::host::SystemClock().now())));
      }) {}

void RunWatch::generator(const backend::load::LoadProgress& progress) {
    const double at = std::chrono::duration<double>(progress.at).count();
    m_used +=
        progress.cpu *
        std::chrono::duration<double>(progress.at - std::exchange(m_before, progress.at)).count();
    if (at < m_second + 1)
        return;
    const double percent = 100 * std::exchange(m_used, 0) / (at - std::exchange(m_second, at));
    const std::lock_guard lock(m_mutex);
    m_cpu.emplace_back(at, percent);
}

void RunWatch::look() {
    core::load::ObservedPoints cpu;
    {
        const std::lock_guard lock(m_mutex);
        cpu.swap(m_cpu);
    }
    for (const auto& [at, percent] : cpu)
        m_builder.generator(at, percent);
    auto seen = m_seen ? m_seen() : nullptr;
    if (seen == nullptr || seen == m_last)
        return;
    m_builder.take(*seen);
    m_last = std::move(seen);
}

Observed RunWatch::finish(core::UtcTime until) {
    m_poller.stop();
    look();
    return m_builder.observed(until);
}

} // namespace vigia::app
