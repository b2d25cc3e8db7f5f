#include "core/view/envelope.h"

#include <algorithm>
#include <limits>

namespace vigia::core::view {

namespace {

using Iterator = ops::Series::const_iterator;

double secondsOf(UtcTime time) {
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

DrawPoint drawn(const ops::Point& point) {
    return {secondsOf(point.time), point.value.value_or(std::numeric_limits<double>::quiet_NaN())};
}

/// First, smallest, largest and last of a column, in the order of time, each once; a gap in it is
/// kept as one.
void addColumn(Iterator begin, Iterator end, std::vector<DrawPoint>& points) {
    const auto lower = [](const ops::Point& a, const ops::Point& b) { return a.value < b.value; };
    const auto known = [](const ops::Point& point) { return point.value.has_value(); };
    std::vector<Iterator> kept{begin, end - 1};
    if (const auto gap = std::find_if_not(begin, end, known); gap != end)
        kept.push_back(gap);
    const auto [low, high] =
        std::minmax_element(begin, end, lower); // an absent value is the lowest
    kept.push_back(low);
    kept.push_back(high);
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    for (const Iterator point : kept)
        points.push_back(drawn(*point));
}

constexpr double kHoleFactor = 4;

/// The usual distance of the points around the interval that ends at `at`, itself left out; 0: none
/// to compare with.
double usualStep(Iterator first, Iterator last, Iterator at) {
    std::vector<double> steps;
    const auto add = [&](Iterator end) {
        steps.push_back(secondsOf(end->time) - secondsOf((end - 1)->time));
    };
    for (auto step = at - 1; step != first && at - step <= 2; --step)
        add(step);
    for (auto step = at + 1; step < last && step - at <= 2; ++step)
        add(step);
    if (steps.empty())
        return 0;
    const auto middle = steps.begin() + std::ptrdiff_t(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

/// Where nobody looked: an interval much longer than its neighbours. The line stops there.
std::vector<double> holes(Iterator first, Iterator last) {
    std::vector<double> found;
    double before = 0;
    for (auto at = first; at != last; ++at) {
        if (at == first)
            continue;
        const double step = secondsOf(at->time) - secondsOf((at - 1)->time);
        const bool longer = before == 0 || step > before * kHoleFactor;
        before = step;
        if (!longer)
            continue;
        const double usual = usualStep(first, last, at);
        if (usual > 0 && step > usual * kHoleFactor)
            found.push_back(secondsOf((at - 1)->time) + step / 2);
    }
    return found;
}

void addHoles(const std::vector<double>& found, std::vector<DrawPoint>& points) {
    const auto earlier = [](const DrawPoint& a, const DrawPoint& b) {
        return a.seconds < b.seconds;
    };
    for (const double at : found) {
        const DrawPoint hole{at, std::numeric_limits<double>::quiet_NaN()};
        points.insert(std::upper_bound(points.begin(), points.end(), hole, earlier), hole);
    }
}

} // namespace

std::vector<DrawPoint> envelope(const ops::Series& series, UtcTime from, UtcTime to, int columns) {
    std::vector<DrawPoint> points;
    if (to <= from || columns < 1)
        return points;
    const auto earlier = [](const ops::Point& point, UtcTime time) { return point.time < time; };
    auto begin = std::lower_bound(series.begin(), series.end(), from, earlier);
    auto end = std::lower_bound(begin, series.end(), to + std::chrono::microseconds(1), earlier);
    begin = begin == series.begin() ? begin : begin - 1;
    end = end == series.end() ? end : end + 1;
    const auto count = end - begin;
    points.reserve(std::size_t(std::min<std::ptrdiff_t>(count, std::ptrdiff_t(columns) * 5)));
    if (count <= std::ptrdiff_t(columns) * 4) {
        std::transform(begin, end, std::back_inserter(points), drawn);
        addHoles(holes(begin, end), points);
        return points;
    }
    const auto unseen = holes(begin, end);
    const auto width = (to - from) / columns;
    while (begin != end) {
        const auto column = begin->time < from ? std::ptrdiff_t(-1) : (begin->time - from) / width;
        const auto next = std::lower_bound(begin, end, from + width * (column + 1), earlier);
        addColumn(begin, next == begin ? begin + 1 : next, points);
        begin = next == begin ? begin + 1 : next;
    }
    addHoles(unseen, points);
    return points;
}

std::vector<float> sparkValues(const ops::Series& series, UtcTime from, std::size_t most) {
    constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
    const auto earlier = [](const ops::Point& point, UtcTime time) { return point.time < time; };
    const auto begin = std::lower_bound(series.begin(), series.end(), from, earlier);
    const auto count = std::size_t(series.end() - begin);
    std::vector<float> values;
    for (auto at = begin; at != series.end(); ++at) {
        const double usual = at == begin ? 0 : usualStep(begin, series.end(), at);
        const double step = at == begin ? 0 : secondsOf(at->time) - secondsOf((at - 1)->time);
        const bool hole = usual > 0 && step > usual * kHoleFactor;
        const double missing = hole ? std::min(step / usual, double(most)) - 1 : 0;
        values.insert(values.end(), std::size_t(missing), kUnknown);
        values.push_back(at->value ? float(*at->value) : kUnknown);
    }
    if (values.size() > most)
        values.erase(values.begin(), values.end() - std::ptrdiff_t(std::min(most, values.size())));
    return count < 2 ? std::vector<float>() : values;
}

} // namespace vigia::core::view
