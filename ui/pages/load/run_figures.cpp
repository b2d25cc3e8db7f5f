#include "ui/pages/load/run_figures.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"

#include <algorithm>
#include <cmath>

namespace vigia::ui::pages {
namespace {

using core::load::Observed;
using core::load::RunPoint;
using core::load::RunState;
using core::load::RunView;

constexpr std::size_t kRecent = 3; ///< seconds that a live rate looks back

QString unknown() {
    return QStringLiteral("—");
}

QString count(double value) {
    return bridge::qtext(core::view::shortNumber(value));
}

/// Hundredths of a percent of CPU are noise.
QString cpuText(double percent) {
    return percent < 10 ? QString::number(percent, 'f', 1)
                        : bridge::qtext(core::view::groupedText(std::llround(percent)));
}

/// A second, over the last seconds of a run that goes on, else over the whole run.
double meanOf(const RunView& run, std::uint64_t RunPoint::*what) {
    const std::size_t all = run.points.size();
    const std::size_t first = run.state == RunState::Running && all > kRecent ? all - kRecent : 0;
    if (all == first)
        return 0;
    double sum = 0;
    for (std::size_t i = first; i < all; ++i)
        sum += double(run.points[i].*what);
    return sum / double(all - first);
}

std::uint64_t sumOf(const RunView& run, std::uint64_t RunPoint::*what) {
    std::uint64_t sum = 0;
    for (const RunPoint& point : run.points)
        sum += point.*what;
    return sum;
}

/// A latency as value and unit: "46", "ms".
std::pair<QString, QString> latency(const RunView& run, std::string_view metric) {
    const auto found = run.measured.find(metric);
    if (found == run.measured.end())
        return {unknown(), {}};
    const QString text = bridge::qtext(core::view::latencyText(found->second * 1e3));
    return {text.section(u' ', 0, 0), text.section(u' ', 1)};
}

const Observed& observedOf(const RunView& run) {
    static const Observed kNothing;
    return run.observed != nullptr ? *run.observed : kNothing;
}

/// Of the generator's CPU, or of all others together: the newest, or the mean over the run.
std::optional<double> cpuOf(const RunView& run, bool generator, bool newest) {
    std::optional<double> sum;
    for (const auto& cpu : observedOf(run).cpus) {
        if ((cpu.process == Observed::kGenerator) != generator || cpu.points.empty())
            continue;
        double all = 0;
        for (const auto& [at, percent] : cpu.points)
            all += percent;
        sum =
            sum.value_or(0) + (newest ? cpu.points.back().second : all / double(cpu.points.size()));
    }
    return sum;
}

/// Over the groups and the run's own topic: the sum of the newest, or the largest of all.
std::optional<double> lagOf(const RunView& run, bool newest) {
    std::vector<core::load::ObservedPoints> courses(1);
    for (std::size_t i = 0; i < run.points.size(); ++i) {
        if (run.points[i].lag)
            courses[0].emplace_back(double(i), double(*run.points[i].lag));
    }
    for (const auto& lag : observedOf(run).lags)
        courses.push_back(lag.points);
    std::optional<double> value;
    for (const auto& points : courses) {
        for (const auto& [at, records] : points) {
            if (!newest)
                value = std::max(value.value_or(0), records);
        }
        if (newest && !points.empty())
            value = value.value_or(0) + points.back().second;
    }
    return value;
}

} // namespace

std::vector<Figure> RunFigures::of(const RunView& run) {
    RunFigures figures(run);
    figures.addRates();
    figures.addLatencies();
    figures.addErrors();
    figures.addResources();
    figures.addLag();
    return std::move(figures.m_figures);
}

bool RunFigures::isLive() const {
    return m_run.state == RunState::Running;
}

void RunFigures::put(const QString& label, const QString& value, const QString& unit,
                     const QString& tip) {
    m_figures.push_back({label, value, unit, tip});
}

void RunFigures::addRates() {
    const bool users = m_run.head.model == core::load::Model::Closed;
    put(tr("Offered"), count(meanOf(m_run, &RunPoint::offered)), tr("/s"),
        users ? tr("Requests that the users wanted to send") : tr("Arrivals that were due"));
    put(tr("Achieved"), count(meanOf(m_run, &RunPoint::achieved)), tr("/s"),
        tr("Answers, whatever they said"));
    put(tr("Dropped"), count(double(sumOf(m_run, &RunPoint::dropped))), {},
        tr("Due but never sent: the service was too slow to leave a place for them, or the "
           "generator could not keep up; the warnings of a finished run say which"));
}

void RunFigures::addLatencies() {
    for (const char* metric : {"p50", "p99", "max"}) {
        const auto [value, unit] = latency(m_run, metric);
        put(QString::fromLatin1(metric), value, unit,
            tr("From the intended time, over the stages that count"));
    }
}

void RunFigures::addErrors() {
    const auto errors = m_run.measured.find("errors");
    const bool known = errors != m_run.measured.end();
    put(tr("Errors"),
        known ? bridge::qtext(core::view::percentText(errors->second * 100)) : unknown(),
        known ? QStringLiteral("%") : QString(),
        tr("Share of all answers; expected ones are none"));
}

void RunFigures::addResources() {
    if (isLive())
        put(tr("Under way"), count(double(m_run.inFlight)), {},
            tr("Sent and not answered yet; %1 wait to be sent").arg(m_run.waiting));
    const auto whole = m_run.measured.find("cpu");
    auto generator = cpuOf(m_run, true, isLive());
    if (!isLive() && whole != m_run.measured.end())
        generator = whole->second * 100;
    const auto percent = [this](const QString& label, std::optional<double> cpu,
                                const QString& tip) {
        put(label, cpu ? cpuText(*cpu) : unknown(), cpu ? tr("% CPU") : QString(), tip);
    };
    percent(tr("Generator"), generator, tr("Of one core, which is all that the generator can use"));
    percent(tr("Workers"), cpuOf(m_run, false, isLive()),
            tr("CPU of the platform's workers together, in percent of one core"));
}

void RunFigures::addLag() {
    const auto lag = lagOf(m_run, isLive());
    put(isLive() ? tr("Lag") : tr("Largest lag"), lag ? count(*lag) : unknown(), {},
        isLive() ? tr("Records that wait for the consumers that lag most, together")
                 : tr("The top of the chart of lag, over the whole run"));
}

} // namespace vigia::ui::pages
