#include "ui/widgets/turn_watchdog.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace vigia::ui::widgets {

namespace {
constexpr std::size_t kRing = 4096;
}

TurnWatchdog::TurnWatchdog(QObject* parent) : QObject(parent) {
    m_ring.reserve(kRing);
    auto* dispatcher = QAbstractEventDispatcher::instance();
    if (dispatcher == nullptr)
        return;
    QCoreApplication::instance()->installEventFilter(this);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        if (m_awake)
            record(double(m_timer.nsecsElapsed()) / 1e6);
        m_awake = false;
    });
}

/// The dispatchers say that they wake at different places, some after the work is done: a turn
/// begins with the first event that is delivered.
bool TurnWatchdog::eventFilter(QObject*, QEvent*) {
    if (!m_awake)
        m_timer.start();
    m_awake = true;
    return false;
}

void TurnWatchdog::record(double millis) {
    if (m_ring.size() < kRing)
        m_ring.push_back(float(millis));
    else
        m_ring[m_next] = float(millis);
    m_next = (m_next + 1) % kRing;
    ++m_count;
    m_over50 += millis > 50 ? 1 : 0;
    m_max = std::max(m_max, millis);
    m_longest = std::max(m_longest, millis);
}

TurnWatchdog::Turns TurnWatchdog::turns() const {
    Turns found{m_count, 0, 0, m_max, m_over50};
    if (m_ring.empty())
        return found;
    std::vector<float> sorted = m_ring;
    const auto at = [&sorted](double share) {
        const auto index = std::min(sorted.size() - 1, std::size_t(share * double(sorted.size())));
        std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(index), sorted.end());
        return double(sorted[index]);
    };
    found.p50Millis = at(0.5);
    found.p99Millis = at(0.99);
    return found;
}

double TurnWatchdog::takeLongest() {
    return std::exchange(m_longest, 0);
}

void TurnWatchdog::reset() {
    m_ring.clear();
    m_next = 0;
    m_count = m_over50 = 0;
    m_max = 0;
}

} // namespace vigia::ui::widgets
