#pragma once

#include <QObject>

#include <functional>
#include <vector>

namespace vigia::ui::widgets {

/// How long something took, in milliseconds.
struct TurnTime {
    double wall = 0;
    double cpu = 0; ///< what this thread computed; the rest it waited for a processor
};

/// How long the turns of the GUI thread's event loop take: from the first event after waking to the
/// next wait. Lives on the GUI thread, for its whole run. The limits are 16 ms at p99 and 50 ms at
/// worst.
class TurnWatchdog : public QObject {
    Q_OBJECT

public:
    /// Time since some fixed moment; tests bring their own.
    using Clock = std::function<TurnTime()>;

    explicit TurnWatchdog(QObject* parent = nullptr, Clock clock = threadClock());

    struct Turns {
        std::uint64_t count = 0;
        double p50Millis = 0;     ///< of the last 4,096 turns
        TurnTime p99Millis;       ///< of the last 4,096 turns, wall and processor apart
        TurnTime maxMillis;       ///< since `reset`, wall and processor apart
        std::uint64_t over50 = 0; ///< turns above 50 ms since `reset`
    };
    [[nodiscard]] Turns turns() const;
    void reset();
    /// The longest wall and the longest processor time of a turn since the last call.
    TurnTime takeLongest();
    /// One turn took this long; the event loop's signals call it.
    void record(const TurnTime& millis);

    /// The monotonic clock and the processor time of the thread that asks.
    static Clock threadClock();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void endTurn();

    Clock m_clock;
    TurnTime m_began;
    bool m_awake = false;
    std::vector<float> m_wall; ///< rings of the last turns
    std::vector<float> m_cpu;
    std::size_t m_next = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_over50 = 0;
    TurnTime m_max;
    TurnTime m_longest; ///< since `takeLongest`
};

} // namespace vigia::ui::widgets
