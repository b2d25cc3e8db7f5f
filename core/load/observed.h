#pragma once

#include "core/ops/console_snapshot.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace vigia::core::load {

/// Something that happened on the cluster while a run went on.
struct ObservedEvent {
    double at = 0; ///< seconds since the run began
    ops::Health health = ops::Health::Ok;
    std::string title;

    bool operator==(const ObservedEvent&) const = default;
};

/// A figure while a run went on: seconds since it began, value.
using ObservedPoints = std::vector<std::pair<double, double>>;

/// The lag of a consumer group while a run went on, in records.
struct ObservedLag {
    std::string group;
    ObservedPoints points;

    bool operator==(const ObservedLag&) const = default;
};

/// The CPU of a process while a run went on, in percent of one core.
struct ObservedCpu {
    std::string process; ///< kGenerator, or the worker's instance
    ObservedPoints points;

    bool operator==(const ObservedCpu&) const = default;
};

/// What was seen beside a run while it went on, kept with it. Texts come from outside.
struct Observed {
    static constexpr std::size_t kMostEvents = 200;
    static constexpr std::size_t kMostGroups = 5;  ///< those with the largest lag
    static constexpr std::size_t kMostWorkers = 8; ///< those that used most
    static constexpr std::size_t kMostPoints = 600;
    static constexpr std::string_view kGenerator = "generator";

    bool watched = false; ///< the cluster was looked at; else only the generator is known
    std::vector<ObservedEvent> events = {};
    std::vector<ObservedLag> lags = {};
    std::vector<ObservedCpu> cpus = {}; ///< the generator first

    bool operator==(const Observed&) const = default;
};

/// Puts together what one snapshot after the other says of the cluster while a run goes on: a
/// snapshot alone knows no past of a process's CPU and may not reach as far back as the run. Keeps
/// nothing of before the run. One thread at a time.
class ObservedBuilder {
public:
    explicit ObservedBuilder(UtcTime begun) : m_begun(begun) {}

    /// In their order in time.
    void take(const ops::ConsoleSnapshot& snapshot);
    /// The generator's own CPU, in percent of one core.
    void generator(double at, double percent);
    /// Up to `until`; more points than kMostPoints become the largest of each stretch.
    [[nodiscard]] Observed observed(UtcTime until) const;

private:
    using Courses = std::map<std::string, ObservedPoints, std::less<>>;

    [[nodiscard]] double since(UtcTime time) const;
    void takeEvents(const ops::ConsoleSnapshot& snapshot);
    void takeLag(const ops::GroupRow& group, UtcTime sampledAt);

    const UtcTime m_begun;
    bool m_watched = false;
    std::uint64_t m_lastEvent = 0; ///< its sequence
    std::vector<ObservedEvent> m_events;
    Courses m_lags;
    Courses m_workers;
    ObservedPoints m_generator;
};

} // namespace vigia::core::load
