#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace vigia::core::load {

using LoadTime = std::chrono::nanoseconds; ///< since the run began

inline double secondsOf(LoadTime time) {
    return std::chrono::duration<double>(time).count();
}

/// One part of a run in which the rate (open model, arrivals a second) or the number of users
/// (closed model) goes in a straight line from one value to another.
struct Stage {
    std::string name;
    double from = 0;
    double to = 0;
    LoadTime duration{};
    bool counted = true; ///< a warm-up is not
    bool search = false; ///< a step of the search for the limit

    [[nodiscard]] double at(LoadTime inside) const;
};

/// Of all stages together.
[[nodiscard]] LoadTime durationOf(const std::vector<Stage>& stages);

/// The course of a run: its stages in order.
class Course {
public:
    /// InvalidInput for a course without stages, without time, longer than a day, or with a value
    /// below 0 or above a million.
    static Result<Course> create(std::vector<Stage> stages);

    [[nodiscard]] const std::vector<Stage>& stages() const { return m_stages; }
    [[nodiscard]] LoadTime duration() const { return m_ends.back(); }
    /// Index of the stage at a time; the last one after the end.
    [[nodiscard]] std::size_t stageAt(LoadTime time) const;
    /// When a stage begins.
    [[nodiscard]] LoadTime beginOf(std::size_t stage) const;
    /// Rate or users at a time; 0 after the end.
    [[nodiscard]] double valueAt(LoadTime time) const;
    /// Arrivals that are due up to a time: the integral of the rate.
    [[nodiscard]] double dueBy(LoadTime time) const;
    /// When that many are due: the inverse of dueBy; nothing when the course ends before.
    [[nodiscard]] std::optional<LoadTime> timeOf(double due) const;

private:
    explicit Course(std::vector<Stage> stages);

    std::vector<Stage> m_stages;
    std::vector<LoadTime> m_ends;
    std::vector<double> m_due; ///< up to the end of each stage
};

enum class Spacing {
    Even,   ///< as far apart as the rate says
    Poisson ///< independent arrivals: the distances of a Poisson process with the course's rate
};

/// The intended times of an open run, one after the other, whatever the server does. A distance of
/// the Poisson process is an exponential of mean 1 in due arrivals (inversion of the cumulative
/// rate; Çinlar, Introduction to Stochastic Processes, 1975).
class Arrivals {
public:
    Arrivals(Course course, Spacing spacing, std::uint64_t seed);

    /// Nothing after the last one.
    std::optional<LoadTime> next();

private:
    const Course m_course;
    const Spacing m_spacing;
    std::mt19937_64 m_random;
    double m_due = 0;
    bool m_begun = false;
};

} // namespace vigia::core::load
