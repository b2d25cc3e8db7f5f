#include "core/report/scale.h"

#include "core/base/time_text.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia::core::report {
namespace {

constexpr int kMostValueTicks = 5;
constexpr int kMostPlaceTicks = 8;
constexpr double kLeastPositive = 1e-6; ///< where a logarithmic axis ends that would reach 0
constexpr std::array<double, 18> kTimeSteps{1,   2,   5,    10,   15,   30,    60,    120,   300,
                                            600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400};

/// The smallest of 1, 2, 2.5, 5 times a power of ten that makes at most `most` steps.
double roundStep(double range, int most) {
    const double least = range / most;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

double timeStep(double range) {
    for (const double step : kTimeSteps) {
        if (range / step <= kMostPlaceTicks)
            return step;
    }
    return kTimeSteps.back() * std::ceil(range / kTimeSteps.back() / kMostPlaceTicks);
}

std::string elapsedText(double seconds) {
    const auto whole = std::llround(seconds);
    if (whole >= 3600)
        return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string clockText(double seconds, double step) {
    const UtcTime time{
        std::chrono::duration_cast<UtcTime::duration>(std::chrono::seconds(std::llround(seconds)))};
    const std::string text = formatRfc3339(time);
    if (step >= kTimeSteps.back())
        return text.substr(5, 5);
    return text.substr(11, step >= 60 ? 5 : 8);
}

std::vector<Tick> timeTicks(double first, double last, Along along) {
    const double step = timeStep(last - first);
    std::vector<Tick> ticks;
    for (double at = std::ceil(first / step) * step; at <= last + step * 1e-9; at += step)
        ticks.push_back({at, along == Along::Clock ? clockText(at, step) : elapsedText(at)});
    return ticks;
}

std::vector<Tick> percentileTicks(double last) {
    std::vector<Tick> ticks{{0, "0 %"}, {-std::log10(0.5), "50 %"}, {1, "90 %"}};
    std::string nines = "99";
    for (double at = 2; at <= last; at += 1) {
        ticks.push_back({at, nines + " %"});
        nines += nines == "99" ? ".9" : "9";
    }
    std::erase_if(ticks, [last](const Tick& tick) { return tick.at > last; });
    return ticks;
}

Scale logarithmicScale(double smallest, double largest, Quantity quantity) {
    const double low = std::floor(std::log10(std::max(smallest, kLeastPositive)));
    const double high = std::max(std::ceil(std::log10(std::max(largest, kLeastPositive))), low + 1);
    Scale scale{std::pow(10, low), std::pow(10, high), true, {}};
    for (double power = low; power <= high; power += 1)
        scale.ticks.push_back({std::pow(10, power), quantityText(std::pow(10, power), quantity)});
    return scale;
}

/// `2.5`, `25`, `250`: what an axis shows, without a fraction that says nothing.
std::string fourDigits(double value) {
    return fmt::format("{:.4g}", value);
}

std::string millisText(double value) {
    if (value >= 60'000)
        return view::durationText(value / 1000);
    return value >= 1000 ? fourDigits(value / 1000) + " s" : fourDigits(value) + " ms";
}

} // namespace

double Scale::share(double value) const {
    const auto along = [this](double v) { return logarithmic ? std::log10(v) : v; };
    const double inside = std::clamp(value, lo, hi);
    return (along(inside) - along(lo)) / (along(hi) - along(lo));
}

Scale valueScale(double smallest, double largest, Quantity quantity, bool logarithmic) {
    if (logarithmic && largest > 0)
        return logarithmicScale(smallest, largest, quantity);
    const double lo = std::min(smallest, 0.0);
    const double reach = std::max(largest, 0.0) - lo;
    const double step = roundStep(reach > 0 ? reach : 1, kMostValueTicks);
    Scale scale{std::floor(lo / step) * step, 0, false, {}};
    scale.hi = std::max(std::ceil((lo + reach) / step - 1e-9) * step, scale.lo + step);
    for (int i = 0; scale.lo + i * step <= scale.hi + step * 1e-6; ++i)
        scale.ticks.push_back({scale.lo + i * step, quantityText(scale.lo + i * step, quantity)});
    return scale;
}

Scale placeScale(double first, double last, Along along) {
    Scale scale{first, last > first ? last : first + 1, false, {}};
    scale.ticks = along == Along::Percentile ? percentileTicks(scale.hi)
                                             : timeTicks(scale.lo, scale.hi, along);
    return scale;
}

std::string quantityText(double value, Quantity quantity) {
    switch (quantity) {
    case Quantity::Millis:
        return value == 0 ? "0" : millisText(value);
    case Quantity::Rate:
        break;
    case Quantity::Percent:
        return fourDigits(value) + " %";
    case Quantity::Bytes:
        return view::shortBytes(value);
    case Quantity::Count:
        break;
    }
    return std::abs(value) < 1000 ? fourDigits(value) : view::shortNumber(value);
}

} // namespace vigia::core::report
