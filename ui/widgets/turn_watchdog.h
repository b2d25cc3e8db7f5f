#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <vector>

namespace vigia::ui::widgets {

/// How long the turns of the GUI thread's event loop take: from waking to the next wait. Lives on
/// the GUI thread, for its whole run. The limits are 16 ms at p99 and 50 ms at worst.
class TurnWatchdog : public QObject {
    Q_OBJECT

public:
    explicit TurnWatchdog(QObject* parent = nullptr);

    struct Turns {
        std::uint64_t count = 0;
        double p50Millis = 0;     ///< of the last 4,096 turns
        double p99Millis = 0;     ///< of the last 4,096 turns
        double maxMillis = 0;     ///< since `reset`
        std::uint64_t over50 = 0; ///< turns above 50 ms since `reset`
    };
    [[nodiscard]] Turns turns() const;
    void reset();
    /// The longest turn since the last call, in milliseconds.
    double takeLongest();
    /// One turn took this long; the event loop's signals call it.
    void record(double millis);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QElapsedTimer m_timer;
    bool m_awake = false;
    std::vector<float> m_ring;
    std::size_t m_next = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_over50 = 0;
    double m_max = 0;
    double m_longest = 0; ///< since `takeLongest`
};

} // namespace vigia::ui::widgets
