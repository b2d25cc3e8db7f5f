#include "core/load/observed.h"

#include <algorithm>
#include <chrono>

namespace vigia::core::load {
namespace {

double largest(const ObservedPoints& points) {
    double most = 0;
    for (const auto& [at, value] : points)
        most = std::max(most, value);
    return most;
}

/// Of each stretch the largest point.
ObservedPoints thinned(const ObservedPoints& points) {
    const std::size_t stretch = (points.size() + Observed::kMostPoints - 1) / Observed::kMostPoints;
    if (stretch <= 1)
        return points;
    ObservedPoints kept;
    for (auto begin = points.begin(); begin != points.end();) {
        const auto end = begin + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(stretch),
                                                          points.end() - begin);
        kept.push_back(*std::max_element(
            begin, end, [](const auto& a, const auto& b) { return a.second < b.second; }));
        begin = end;
    }
    return kept;
}

/// A point that is newer than those there are; few enough of them to stay for hours.
void add(ObservedPoints& points, double at, double value) {
    if (at < 0 || (!points.empty() && at <= points.back().first))
        return;
    points.emplace_back(at, value);
    if (points.size() >= 4 * Observed::kMostPoints)
        points = thinned(points);
}

ObservedPoints before(const ObservedPoints& points, double end) {
    ObservedPoints kept;
    std::copy_if(points.begin(), points.end(), std::back_inserter(kept),
                 [end](const auto& point) { return point.first <= end; });
    return kept;
}

/// Those that reached highest, at most `most`.
template <class Named>
std::vector<Named> highest(const std::map<std::string, ObservedPoints, std::less<>>& courses,
                           double end, std::size_t most) {
    std::vector<Named> all;
    for (const auto& [name, points] : courses) {
        if (auto kept = before(points, end); !kept.empty())
            all.push_back({name, std::move(kept)});
    }
    std::stable_sort(all.begin(), all.end(), [](const Named& a, const Named& b) {
        return largest(a.points) > largest(b.points);
    });
    all.resize(std::min(all.size(), most));
    for (auto& each : all)
        each.points = thinned(each.points);
    return all;
}

} // namespace

double ObservedBuilder::since(UtcTime time) const {
    return std::chrono::duration<double>(time - m_begun).count();
}

void ObservedBuilder::takeEvents(const ops::ConsoleSnapshot& snapshot) {
    for (const auto& event : snapshot.events) {
        if (event.sequence <= m_lastEvent)
            continue;
        m_lastEvent = event.sequence;
        if (event.time >= m_begun && m_events.size() < Observed::kMostEvents)
            m_events.push_back({since(event.time), event.health, event.title});
    }
}

/// What its history has that was not taken yet, else what it is now.
void ObservedBuilder::takeLag(const ops::GroupRow& group, UtcTime sampledAt) {
    auto& points = m_lags[group.name];
    const double last = points.empty() ? -1 : points.back().first;
    auto first = group.lagHistory.end();
    while (first != group.lagHistory.begin() && since(std::prev(first)->time) > last)
        --first;
    for (; first != group.lagHistory.end(); ++first) {
        if (first->value)
            add(points, since(first->time), *first->value);
    }
    if (group.lagHistory.empty() && group.lag)
        add(points, since(sampledAt), static_cast<double>(*group.lag));
}

void ObservedBuilder::take(const ops::ConsoleSnapshot& snapshot) {
    m_watched = true;
    takeEvents(snapshot);
    for (const auto& group : snapshot.groups)
        takeLag(group, snapshot.sampledAt);
    for (const auto& service : snapshot.services) {
        if (service.cpuPercent)
            add(m_workers[service.instance], since(snapshot.sampledAt), *service.cpuPercent);
    }
}

void ObservedBuilder::generator(double at, double percent) {
    add(m_generator, at, percent);
}

Observed ObservedBuilder::observed(UtcTime until) const {
    const double end = since(until);
    Observed observed{.watched = m_watched};
    std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(observed.events),
                 [end](const auto& event) { return event.at <= end; });
    observed.lags = highest<ObservedLag>(m_lags, end, Observed::kMostGroups);
    observed.cpus = highest<ObservedCpu>(m_workers, end, Observed::kMostWorkers);
    if (!m_generator.empty())
        observed.cpus.insert(observed.cpus.begin(),
                             {std::string(Observed::kGenerator), thinned(m_generator)});
    return observed;
}

} // namespace vigia::core::load
