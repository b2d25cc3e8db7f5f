#include "ui/plot/chart_ticks.h"

#include <array>
#include <cmath>

namespace vigia::ui::plot {

using core::UtcTime;
using std::chrono::seconds;

double niceTop(double most, double least) {
    if (!(most > least) || !std::isfinite(most))
        return least;
    const double step = most / 4;
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (factor * power * 4 >= most * (1 - 1e-9))
            return factor * power * 4;
    return power * 40;
}

namespace {

constexpr seconds kDay{86400};

/// `11-22`: month and day.
std::string dateText(UtcTime at, core::view::TextOptions times) {
    times.now = at + 400 * kDay; // so that the date is written
    return core::view::timeText(at, times).substr(5, 5);
}

seconds tickStep(seconds range, int most) {
    constexpr std::array kSteps{1,   2,   5,    10,   15,   30,    60,    120,   180,  300,
                                600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400};
    for (const int step : kSteps)
        if (range.count() / step < most)
            return seconds(step);
    return seconds((range.count() / most / 86400 + 1) * 86400);
}

} // namespace

std::vector<TimeTick> timeTicks(UtcTime from, UtcTime to, int most, core::view::TextOptions times) {
    std::vector<TimeTick> ticks;
    if (to <= from || most < 1)
        return ticks;
    const auto range = std::chrono::ceil<seconds>(to - from);
    const seconds step = tickStep(range, most);
    const auto first = std::chrono::ceil<seconds>(from.time_since_epoch()).count();
    const auto start = (first + step.count() - 1) / step.count() * step.count();
    for (UtcTime at{seconds(start)}; at <= to; at += step) {
        times.now = at; // no date
        const std::string text = core::view::timeText(at, times);
        const std::string clock = text.substr(0, step < seconds(60) ? 8 : 5);
        const bool date = step >= kDay || (range > kDay && clock == "00:00");
        ticks.push_back({at, date ? dateText(at, times) : clock});
    }
    return ticks;
}

} // namespace vigia::ui::plot
