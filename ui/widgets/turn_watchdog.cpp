#include "ui/widgets/turn_watchdog.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>

#include <algorithm>
#include <ctime>
#include <utility>

namespace vigia::ui::widgets {

namespace {

constexpr std::size_t kRing = 4096;

double millisOf(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

TurnTime larger(const TurnTime& a, const TurnTime& b) {
    return {std::max(a.wall, b.wall), std::max(a.cpu, b.cpu)};
}

/// `ring` is a copy: finding a share reorders it.
double shareOf(std::vector<float> ring, double share) {
    if (ring.empty())
        return 0;
    const auto index = std::min(ring.size() - 1, std::size_t(share * double(ring.size())));
    std::nth_element(ring.begin(), ring.begin() + std::ptrdiff_t(index), ring.end());
    return double(ring[index]);
}

} // namespace

TurnWatchdog::Clock TurnWatchdog::threadClock() {
    return [] { return TurnTime{millisOf(CLOCK_MONOTONIC), millisOf(CLOCK_THREAD_CPUTIME_ID)}; };
}

TurnWatchdog::TurnWatchdog(QObject* parent, Clock clock)
    : QObject(parent), m_clock(std::move(clock)) {
    m_wall.reserve(kRing);
    m_cpu.reserve(kRing);
    auto* dispatcher = QAbstractEventDispatcher::instance();
    if (dispatcher == nullptr)
        return;
    QCoreApplication::instance()->installEventFilter(this);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &TurnWatchdog::endTurn);
}

/// The dispatchers say that they wake at different places, some after the work is done: a turn
/// begins with the first event that is delivered.
bool TurnWatchdog::eventFilter(QObject*, QEvent*) {
    if (!m_awake)
        m_began = m_clock();
    m_awake = true;
    return false;
}

void TurnWatchdog::endTurn() {
    if (!std::exchange(m_awake, false))
        return;
    const TurnTime now = m_clock();
    record({now.wall - m_began.wall, now.cpu - m_began.cpu});
}

void TurnWatchdog::record(const TurnTime& millis) {
    if (m_wall.size() < kRing) {
        m_wall.push_back(float(millis.wall));
        m_cpu.push_back(float(millis.cpu));
    } else {
        m_wall[m_next] = float(millis.wall);
        m_cpu[m_next] = float(millis.cpu);
    }
    m_next = (m_next + 1) % kRing;
    ++m_count;
    m_over50 += millis.wall > 50 ? 1 : 0;
    m_max = larger(m_max, millis);
    m_longest = larger(m_longest, millis);
}

TurnWatchdog::Turns TurnWatchdog::turns() const {
    return {m_count,
            shareOf(m_wall, 0.5),
            {shareOf(m_wall, 0.99), shareOf(m_cpu, 0.99)},
            m_max,
            m_over50};
}

TurnTime TurnWatchdog::takeLongest() {
    return std::exchange(m_longest, {});
}

void TurnWatchdog::reset() {
    m_wall.clear();
    m_cpu.clear();
    m_next = 0;
    m_count = m_over50 = 0;
    m_max = {};
}

} // namespace vigia::ui::widgets
