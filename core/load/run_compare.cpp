#include "core/load/run_compare.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/ops/text_table.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

namespace vigia::core::load {
namespace {

constexpr std::size_t kMostBlocks = 30, kLeastBlocks = 8, kLeastBlockSeconds = 2;
constexpr std::size_t kDraws = 2'000;
constexpr double kOutside = 0.005;  ///< on either side of a 99 % interval
constexpr double kLeastBeyond = 10; ///< answers above a percentile, else draws say little of it
constexpr std::array<std::pair<std::string_view, double>, 5> kQuantiles{
    {{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p99.9", 0.999}}};
constexpr std::array<std::string_view, 8> kCompared{"p50",   "p90",  "p95",  "p99",
                                                    "p99.9", "mean", "rate", "errors"};

/// Neighbouring seconds of a run, merged.
struct Block {
    Histogram latency;
    std::uint64_t answered = 0, failed = 0;
    std::size_t seconds = 0;

    void merge(const Block& other) {
        latency.merge(other.latency);
        answered += other.answered;
        failed += other.failed;
        seconds += other.seconds;
    }
};

std::vector<const PackedSecond*> countedSeconds(const RunRecord& run) {
    std::vector<const PackedSecond*> seconds;
    for (std::size_t i = 0; i < run.seconds.size(); ++i) {
        if (run.counts(run.course.stageAt(std::chrono::seconds(i))))
            seconds.push_back(&run.seconds[i]);
    }
    return seconds;
}

/// Nothing when the run is too short to tell what is noise.
std::vector<Block> blocksOf(const RunRecord& run) {
    const auto seconds = countedSeconds(run);
    const std::size_t count = std::min(kMostBlocks, seconds.size() / kLeastBlockSeconds);
    if (count < kLeastBlocks)
        return {};
    std::vector<Block> blocks(count);
    for (std::size_t i = 0; i < seconds.size(); ++i)
        blocks[i * count / seconds.size()].merge(
            {Histogram::decoded(seconds[i]->latency).value_or(Histogram{}), seconds[i]->answered,
             seconds[i]->failed, 1});
    return blocks;
}

/// The blocks of one run, made ready for reading percentiles of many draws of them.
class Sample {
public:
    explicit Sample(const RunRecord& run) : m_blocks(blocksOf(run)) {
        std::set<std::int64_t> values;
        for (const auto& block : m_blocks) {
            for (const auto& step : block.latency.steps())
                values.insert(step.largest);
        }
        m_values.assign(values.begin(), values.end());
        for (const auto& block : m_blocks)
            m_upTo.push_back(cumulated(block.latency));
    }
    /// 0: the run is too short.
    [[nodiscard]] std::size_t blocks() const { return m_blocks.size(); }

    /// What would have been measured if other seconds of the same kind had come.
    [[nodiscard]] Measured drawn(std::mt19937_64& random) const {
        std::vector<double> times(m_blocks.size());
        std::uniform_int_distribution<std::size_t> any(0, m_blocks.size() - 1);
        for (std::size_t i = 0; i < m_blocks.size(); ++i)
            ++times[any(random)];
        Measured measured;
        const double answered = sum(times, [](const Block& block) { return block.answered; });
        const double seconds = sum(times, [](const Block& block) { return block.seconds; });
        const double failed = sum(times, [](const Block& block) { return block.failed; });
        measured["rate"] = answered / seconds;
        if (answered == 0)
            return measured;
        measured["errors"] = failed / answered;
        measured["mean"] =
            1e-6 / answered * sum(times, [](const Block& block) {
                return block.latency.mean() * static_cast<double>(block.latency.count());
            });
        for (const auto& [name, fraction] : kQuantiles) {
            if ((1 - fraction) * answered >= kLeastBeyond)
                measured[std::string(name)] = 1e-6 * quantile(times, fraction * answered);
        }
        return measured;
    }

private:
    [[nodiscard]] std::vector<double> cumulated(const Histogram& histogram) const {
        std::vector<double> upTo(m_values.size());
        for (const auto& step : histogram.steps())
            upTo[static_cast<std::size_t>(
                std::lower_bound(m_values.begin(), m_values.end(), step.largest) -
                m_values.begin())] = static_cast<double>(step.count);
        std::partial_sum(upTo.begin(), upTo.end(), upTo.begin());
        return upTo;
    }
    template <class Of> [[nodiscard]] double sum(const std::vector<double>& times, Of of) const {
        double whole = 0;
        for (std::size_t i = 0; i < times.size(); ++i)
            whole += times[i] * static_cast<double>(of(m_blocks[i]));
        return whole;
    }
    [[nodiscard]] double quantile(const std::vector<double>& times, double rank) const {
        std::size_t low = 0, high = m_values.size() - 1;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            double upTo = 0;
            for (std::size_t i = 0; i < times.size(); ++i)
                upTo += times[i] * m_upTo[i][middle];
            if (upTo >= rank)
                high = middle;
            else
                low = middle + 1;
        }
        return static_cast<double>(m_values[low]);
    }

    std::vector<Block> m_blocks;
    std::vector<std::int64_t> m_values;      ///< µs, of all blocks
    std::vector<std::vector<double>> m_upTo; ///< by block: how many lie at or below each value
};

using Draws = std::map<std::string, std::vector<double>, std::less<>>;

/// How often each difference came out of pairs of draws.
Draws differencesOf(const Sample& first, const Sample& second) {
    Draws draws;
    if (first.blocks() == 0 || second.blocks() == 0)
        return draws;
    std::mt19937_64 random(1); // NOLINT: the same runs give the same interval
    for (std::size_t i = 0; i < kDraws; ++i) {
        const auto one = first.drawn(random), other = second.drawn(random);
        for (const auto& [metric, value] : other) {
            if (const auto found = one.find(metric); found != one.end())
                draws[metric].push_back(value - found->second);
        }
    }
    return draws;
}

/// How much wider Student's interval of so many blocks is than that of their draws (Hesterberg,
/// American Statistician 69, 2015: expanded percentile interval), with t ≈ z + (z³ + z) / 4ν.
double expansion(double blocks) {
    const double z = 2.576; // 99.5 % of the normal distribution
    return std::sqrt(blocks / (blocks - 1)) * (1 + (z * z + 1) / (4 * (blocks - 1)));
}

std::optional<std::pair<double, double>> intervalOf(std::vector<double> values, double difference,
                                                    double wider) {
    if (values.size() < kDraws)
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const auto at = [&](double fraction) {
        return values[static_cast<std::size_t>(
            std::lround(fraction * static_cast<double>(values.size() - 1)))];
    };
    return std::pair{difference - wider * std::max(0.0, difference - at(kOutside)),
                     difference + wider * std::max(0.0, at(1 - kOutside) - difference)};
}

std::string settingOf(const std::map<std::string, std::string>& settings, const std::string& name) {
    const auto found = settings.find(name);
    return found == settings.end() ? "" : found->second;
}

/// What describes the run itself, and can't make another one different.
bool isIdentity(const std::string& name) {
    return name == "command";
}

std::map<std::string, std::string> allSettings(const RunResult& run) {
    auto all = run.settings;
    all["scenario"] = run.scenario;
    all["target"] = run.target;
    all["model"] = run.model == Model::Open ? "open" : "closed";
    all["form"] = run.brief ? "short" : "full";
    std::string stages;
    for (const auto& stage : run.record.course.stages())
        stages +=
            fmt::format("{}{} {} to {} in {}{}", stages.empty() ? "" : "; ", stage.name,
                        view::plainNumber(stage.from), view::plainNumber(stage.to),
                        view::durationText(std::chrono::duration<double>(stage.duration).count()),
                        stage.counted ? "" : " (not counted)");
    all["stages"] = std::move(stages);
    return all;
}

std::vector<SettingDifference> settingDifferences(const RunResult& before, const RunResult& after) {
    const auto first = allSettings(before), second = allSettings(after);
    auto names = first;
    names.insert(second.begin(), second.end());
    std::vector<SettingDifference> differences;
    for (const auto& [name, ignored] : names) {
        auto one = settingOf(first, name), other = settingOf(second, name);
        if (one != other && !isIdentity(name))
            differences.push_back({name, std::move(one), std::move(other)});
    }
    return differences;
}

std::string signedText(const std::string& metric, double value) {
    return (value < 0 ? "−" : "+") + metricText(metric, std::abs(value));
}

std::string differenceText(const Difference& difference) {
    if (!difference.interval)
        return "too short to tell";
    if (!difference.beyondNoise())
        return "no difference beyond noise";
    return fmt::format("{} to {}", signedText(difference.metric, difference.interval->first),
                       signedText(difference.metric, difference.interval->second));
}

double shown(const std::string& metric, double value) {
    return metricKind(metric) == MetricKind::Latency ? value * 1000 : value;
}

} // namespace

bool Difference::beyondNoise() const {
    return interval && (interval->first > 0 || interval->second < 0);
}

std::string RunComparison::sentence() const {
    std::vector<std::string> real;
    bool told = false;
    for (const auto& each : differences) {
        told = told || each.interval;
        if (each.beyondNoise())
            real.push_back(fmt::format("{} {} ({} → {})", each.metric, differenceText(each),
                                       metricText(each.metric, each.before),
                                       metricText(each.metric, each.after)));
    }
    if (!told)
        return "Too short to tell: each run needs 16 seconds that count.";
    if (real.empty())
        return "No difference beyond noise.";
    return fmt::format("With 99 % confidence: {}.", fmt::join(real, "; "));
}

RunComparison compared(const RunResult& before, const RunResult& after) {
    const Sample first(before.record), second(after.record);
    const auto draws = differencesOf(first, second);
    const double wider = expansion(static_cast<double>(std::min(first.blocks(), second.blocks())));
    RunComparison comparison{.differences = {}, .settings = settingDifferences(before, after)};
    for (const auto metric : kCompared) {
        const auto one = before.measured.find(metric), other = after.measured.find(metric);
        if (one == before.measured.end() || other == after.measured.end())
            continue;
        const auto found = draws.find(metric);
        comparison.differences.push_back(
            {std::string(metric), one->second, other->second,
             found == draws.end() ? std::nullopt
                                  : intervalOf(found->second, other->second - one->second, wider)});
    }
    return comparison;
}

std::string comparisonText(const RunResult& before, const RunResult& after,
                           const RunComparison& comparison) {
    ops::TextTable table({"Metric", before.id, after.id, "Difference, 99 % confidence"},
                         {false, true, true, false});
    for (const auto& each : comparison.differences)
        table.add({each.metric, metricText(each.metric, each.before),
                   metricText(each.metric, each.after), differenceText(each)});
    std::string text = comparison.sentence() + "\n\n" + table.text();
    for (const auto& each : comparison.settings)
        text += fmt::format(
            "\n{}: {} → {}", escapedForDisplay(each.name, 60),
            each.before.empty() ? view::kUnknownText : escapedForDisplay(each.before, 300),
            each.after.empty() ? view::kUnknownText : escapedForDisplay(each.after, 300));
    return text + (comparison.settings.empty() ? "" : "\n");
}

std::string comparisonJson(const RunResult& before, const RunResult& after,
                           const RunComparison& comparison) {
    JsonWriter json;
    json.beginObject()
        .member("schemaVersion", 1)
        .member("before", before.id)
        .member("after", after.id)
        .member("sentence", comparison.sentence());
    json.key("differences").beginArray();
    for (const auto& each : comparison.differences) {
        json.beginObject()
            .member("metric", each.metric)
            .member("before", shown(each.metric, each.before))
            .member("after", shown(each.metric, each.after));
        if (each.interval)
            json.member("low", shown(each.metric, each.interval->first))
                .member("high", shown(each.metric, each.interval->second));
        json.member("beyondNoise", each.beyondNoise()).endObject();
    }
    json.endArray().key("settings").beginArray();
    for (const auto& each : comparison.settings)
        json.beginObject()
            .member("name", each.name)
            .member("before", each.before)
            .member("after", each.after)
            .endObject();
    return json.endArray().endObject().take();
}

} // namespace vigia::core::load
