#include "core/load/observed.h"

#include <algorithm>
#include <chrono>

namespace vigia::core::load {
namespace {

using Points = std::vector<std::pair<double, double>>;

double since(UtcTime time, UtcTime from) {
    return std::chrono::duration<double>(time - from).count();
}

double largest(const Points& points) {
    double most = 0;
    for (const auto& [at, lag] : points)
        most = std::max(most, lag);
    return most;
}

/// Of each stretch the point with the largest lag.
Points thinned(const Points& points) {
    const std::size_t stretch = (points.size() + Observed::kMostPoints - 1) / Observed::kMostPoints;
    if (stretch <= 1)
        return points;
    Points kept;
    for (auto begin = points.begin(); begin != points.end();) {
        const auto end = begin + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(stretch),
                                                          points.end() - begin);
        kept.push_back(*std::max_element(
            begin, end, [](const auto& a, const auto& b) { return a.second < b.second; }));
        begin = end;
    }
    return kept;
}

std::vector<ObservedLag> lagsOf(const ops::ConsoleSnapshot& snapshot, UtcTime from, UtcTime to) {
    std::vector<ObservedLag> lags;
    for (const auto& group : snapshot.groups) {
        ObservedLag lag{group.name, {}};
        for (const auto& point : group.lagHistory) {
            if (point.value && point.time >= from && point.time <= to)
                lag.points.emplace_back(since(point.time, from), *point.value);
        }
        if (!lag.points.empty())
            lags.push_back(std::move(lag));
    }
    std::stable_sort(lags.begin(), lags.end(), [](const auto& a, const auto& b) {
        return largest(a.points) > largest(b.points);
    });
    lags.resize(std::min(lags.size(), Observed::kMostGroups));
    for (auto& lag : lags)
        lag.points = thinned(lag.points);
    return lags;
}

} // namespace

Observed observedBetween(const ops::ConsoleSnapshot& snapshot, UtcTime from, UtcTime to) {
    Observed observed;
    for (const auto& event : snapshot.events) {
        const bool ours = event.time >= from && event.time <= to;
        if (ours && observed.events.size() < Observed::kMostEvents)
            observed.events.push_back({since(event.time, from), event.health, event.title});
    }
    observed.lags = lagsOf(snapshot, from, to);
    return observed;
}

} // namespace vigia::core::load
