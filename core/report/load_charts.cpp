#include "core/report/load_charts.h"

#include "core/base/time_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia::core::report {
namespace {

constexpr double kSpectrumStep = 0.05; ///< along the axis of nines

double millis(std::int64_t micros) {
    return 1e-3 * static_cast<double>(micros);
}

LoadSecond secondOf(const load::PackedSecond& packed) {
    LoadSecond second{packed.offered,
                      packed.sent,
                      packed.answered,
                      packed.dropped,
                      packed.failed,
                      {},
                      {},
                      {},
                      {},
                      {},
                      {}};
    const auto latency = load::Histogram::decoded(packed.latency);
    if (!latency || latency->count() == 0)
        return second;
    second.p50 = millis(latency->quantile(0.5));
    second.p90 = millis(latency->quantile(0.9));
    second.p95 = millis(latency->quantile(0.95));
    second.p99 = millis(latency->quantile(0.99));
    second.p999 = millis(latency->quantile(0.999));
    second.max = millis(latency->max());
    return second;
}

std::vector<Shade> stageShades(const load::RunResult& result) {
    const auto& course = result.record.course;
    const double ran = static_cast<double>(result.record.seconds.size());
    std::vector<Shade> shades;
    for (std::size_t i = 0; i < course.stages().size(); ++i) {
        const auto& stage = course.stages()[i];
        const double from = load::secondsOf(course.beginOf(i));
        if (from < ran)
            shades.push_back({from, std::min(from + load::secondsOf(stage.duration), ran),
                              stage.counted ? stage.name : stage.name + " (not counted)",
                              i % 2 == 0});
    }
    return shades;
}

template <class Read>
Line lineOf(std::string name, const std::vector<LoadSecond>& seconds, Read read) {
    Line line{std::move(name), {}, false};
    for (std::size_t i = 0; i < seconds.size(); ++i)
        line.points.emplace_back(static_cast<double>(i), read(seconds[i]));
    return line;
}

std::optional<double> number(std::uint64_t count) {
    return static_cast<double>(count);
}

Line spectrumOf(std::string name, const load::Histogram& histogram) {
    Line line{std::move(name), {}, false};
    if (histogram.count() == 0)
        return line;
    const double end = std::log10(static_cast<double>(histogram.count()));
    for (double place = 0; place < end; place += kSpectrumStep)
        line.points.emplace_back(place, millis(histogram.quantile(1 - std::pow(10, -place))));
    line.points.emplace_back(end, millis(histogram.max()));
    return line;
}

} // namespace

std::vector<LoadSecond> loadSeconds(const load::RunResult& result) {
    std::vector<LoadSecond> all;
    all.reserve(result.record.seconds.size());
    for (const auto& packed : result.record.seconds)
        all.push_back(secondOf(packed));
    return all;
}

namespace {

/// A chart along the time of the run, without its lines.
LineChart alongRun(const load::RunResult& result, const std::vector<Mark>& marks, std::string title,
                   std::string subtitle, Quantity quantity) {
    LineChart chart;
    chart.title = std::move(title);
    chart.subtitle = std::move(subtitle);
    chart.quantity = quantity;
    chart.shades = stageShades(result);
    chart.marks = marks;
    return chart;
}

Line courseOf(std::string name, const load::ObservedPoints& points) {
    Line line{std::move(name), {}, false};
    for (const auto& [at, value] : points)
        line.points.emplace_back(at, value);
    return line;
}

} // namespace

LineChart throughputChart(const load::RunResult& result, const std::vector<LoadSecond>& seconds,
                          const std::vector<Mark>& marks) {
    auto chart = alongRun(result, marks, "Throughput", "a second, by the time each request was due",
                          Quantity::Rate);
    chart.lines = {
        lineOf("answered", seconds, [](const auto& second) { return number(second.answered); }),
        lineOf("offered", seconds, [](const auto& second) { return number(second.offered); }),
        lineOf("dropped", seconds, [](const auto& second) { return number(second.dropped); }),
        lineOf("errors", seconds, [](const auto& second) { return number(second.failed); })};
    chart.lines[1].dashed = true;
    return chart;
}

LineChart latencyChart(const load::RunResult& result, const std::vector<LoadSecond>& seconds,
                       const std::vector<Mark>& marks) {
    auto chart = alongRun(result, marks, "Latency",
                          "of each second, from the intended time, logarithmic", Quantity::Millis);
    chart.logarithmic = true;
    chart.lines = {lineOf("p50", seconds, [](const auto& second) { return second.p50; }),
                   lineOf("p99", seconds, [](const auto& second) { return second.p99; }),
                   lineOf("max", seconds, [](const auto& second) { return second.max; })};
    return chart;
}

LineChart lagChart(const load::RunResult& result, const std::vector<Mark>& marks) {
    auto chart = alongRun(result, marks, "Lag", "records that wait, at most in each second",
                          Quantity::Count);
    Line own{"the run's own topic", {}, false};
    const auto& seconds = result.record.seconds;
    for (std::size_t i = 0; i < seconds.size(); ++i) {
        if (seconds[i].lag)
            own.points.emplace_back(static_cast<double>(i), number(*seconds[i].lag));
    }
    if (!own.points.empty())
        chart.lines.push_back(std::move(own));
    for (const auto& lag : result.record.observed.lags)
        chart.lines.push_back(courseOf(lag.group, lag.points));
    return chart;
}

LineChart cpuChart(const load::RunResult& result, const std::vector<Mark>& marks) {
    auto chart = alongRun(result, marks, "CPU", "percent of one core", Quantity::Percent);
    for (const auto& cpu : result.record.observed.cpus)
        chart.lines.push_back(courseOf(cpu.process, cpu.points));
    return chart;
}

LineChart spectrumChart(const load::RunResult& result) {
    const auto& all = result.record.counted;
    LineChart chart{"Percentile spectrum",
                    "latency of the slowest answers, further right each ten times rarer",
                    Along::Percentile,
                    Quantity::Millis,
                    true,
                    {},
                    {},
                    {}};
    chart.lines = {spectrumOf("from the intended time", all.latency),
                   spectrumOf("from the sending", all.service)};
    chart.lines[1].dashed = true;
    return chart;
}

Timeline loadTimeline(const load::RunResult& result, const std::vector<LoadSecond>& all) {
    Timeline timeline{{"second", "time", "stage", "counted", "offered", "sent", "answered",
                       "dropped", "failed", "p50_ms", "p90_ms", "p95_ms", "p99_ms", "p99.9_ms",
                       "max_ms"},
                      {}};
    const auto& course = result.record.course;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto at = std::chrono::seconds(i);
        const auto& stage = course.stages()[course.stageAt(at)];
        const LoadSecond& second = all[i];
        std::vector<Timeline::Value> row{static_cast<double>(i), formatRfc3339(result.begunAt + at),
                                         stage.name, stage.counted ? 1.0 : 0.0};
        for (const auto count :
             {second.offered, second.sent, second.answered, second.dropped, second.failed})
            row.emplace_back(static_cast<double>(count));
        for (const auto& value :
             {second.p50, second.p90, second.p95, second.p99, second.p999, second.max})
            row.push_back(value ? Timeline::Value(*value) : Timeline::Value());
        timeline.rows.push_back(std::move(row));
    }
    return timeline;
}

} // namespace vigia::core::report
