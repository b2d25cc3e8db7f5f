#include "core/load/threshold.h"

#include "core/base/text.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace vigia::core::load {
namespace {

struct KnownMetric {
    std::string_view name;
    MetricKind kind;
};

constexpr std::array<KnownMetric, 27> kMetrics{
    {{"p50", MetricKind::Latency},         {"p90", MetricKind::Latency},
     {"p95", MetricKind::Latency},         {"p99", MetricKind::Latency},
     {"p99.9", MetricKind::Latency},       {"mean", MetricKind::Latency},
     {"max", MetricKind::Latency},         {"service.p50", MetricKind::Latency},
     {"service.p90", MetricKind::Latency}, {"service.p95", MetricKind::Latency},
     {"service.p99", MetricKind::Latency}, {"service.p99.9", MetricKind::Latency},
     {"service.max", MetricKind::Latency}, {"errors", MetricKind::Share},
     {"achieved", MetricKind::Share},      {"cpu", MetricKind::Share},
     {"rate", MetricKind::Rate},           {"limit", MetricKind::Rate},
     {"dropped", MetricKind::Count},       {"lost", MetricKind::Count},
     {"duplicates", MetricKind::Count},    {"out_of_order", MetricKind::Count},
     {"lag.max", MetricKind::Count},       {"lag.end", MetricKind::Count},
     {"oversold", MetricKind::Count},      {"ungranted", MetricKind::Count},
     {"unaccounted", MetricKind::Count}}};

struct Operator {
    std::string_view text;
    Comparison comparison;
};

/// The longer ones first.
constexpr std::array<Operator, 5> kOperators{{{"<=", Comparison::LessOrEqual},
                                              {">=", Comparison::GreaterOrEqual},
                                              {"==", Comparison::Equal},
                                              {"<", Comparison::Less},
                                              {">", Comparison::Greater}}};

struct Unit {
    std::string_view text;
    MetricKind kind;
    double factor;
};

constexpr std::array<Unit, 7> kUnits{{{"us", MetricKind::Latency, 1e-6},
                                      {"ms", MetricKind::Latency, 1e-3},
                                      {"s", MetricKind::Latency, 1},
                                      {"%", MetricKind::Share, 0.01},
                                      {"/s", MetricKind::Rate, 1},
                                      {"", MetricKind::Rate, 1},
                                      {"", MetricKind::Count, 1}}};

std::string unitsOf(MetricKind kind) {
    switch (kind) {
    case MetricKind::Latency:
        return "us, ms or s";
    case MetricKind::Share:
        return "%";
    case MetricKind::Rate:
        return "/s";
    case MetricKind::Count:
        break;
    }
    return "no unit";
}

Error wrong(std::string_view text, std::string_view why) {
    return failure(ErrorCode::InvalidInput,
                   fmt::format("threshold '{}': {}", escapedForDisplay(text, 100), why));
}

Result<double> limitOf(std::string_view whole, std::string_view text, MetricKind kind) {
    double number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc{} || !std::isfinite(number) || number < 0)
        return wrong(whole, "a number of 0 or more must follow the operator");
    const std::string_view unit =
        trimmed(text.substr(static_cast<std::size_t>(end.ptr - text.data())));
    for (const auto& known : kUnits) {
        if (known.kind == kind && known.text == unit)
            return number * known.factor;
    }
    return wrong(whole, fmt::format("its unit must be {}", unitsOf(kind)));
}

/// Exact, in the unit that reads best; parseThreshold takes it again.
std::string limitText(MetricKind kind, double limit) {
    const auto rounded = [](double value) {
        return view::plainNumber(std::round(value * 1e9) / 1e9);
    };
    switch (kind) {
    case MetricKind::Latency:
        return limit < 1e-3 ? rounded(limit * 1e6) + " us"
               : limit < 1  ? rounded(limit * 1e3) + " ms"
                            : rounded(limit) + " s";
    case MetricKind::Share:
        return rounded(limit * 100) + " %";
    case MetricKind::Rate:
        return rounded(limit) + "/s";
    case MetricKind::Count:
        break;
    }
    return rounded(limit);
}

std::string_view operatorText(Comparison comparison) {
    for (const auto& known : kOperators) {
        if (known.comparison == comparison)
            return known.text;
    }
    return "?";
}

} // namespace

std::optional<MetricKind> metricKind(std::string_view name) {
    for (const auto& known : kMetrics) {
        if (known.name == name)
            return known.kind;
    }
    return std::nullopt;
}

std::vector<std::string> metricNames() {
    std::vector<std::string> names;
    for (const auto& known : kMetrics)
        names.emplace_back(known.name);
    return names;
}

std::string Threshold::text() const {
    return fmt::format("{} {} {}", metric, operatorText(comparison),
                       limitText(metricKind(metric).value_or(MetricKind::Count), limit));
}

bool Threshold::holds(double value) const {
    switch (comparison) {
    case Comparison::Less:
        return value < limit;
    case Comparison::LessOrEqual:
        return value <= limit;
    case Comparison::Greater:
        return value > limit;
    case Comparison::GreaterOrEqual:
        return value >= limit;
    case Comparison::Equal:
        break;
    }
    return value == limit;
}

Result<Threshold> parseThreshold(std::string_view text) {
    const auto at = text.find_first_of("<>=!");
    if (at == std::string_view::npos)
        return wrong(text, "write it as `p95 < 200ms`");
    Threshold threshold;
    threshold.metric = std::string(trimmed(text.substr(0, at)));
    const auto kind = metricKind(threshold.metric);
    if (!kind) {
        const auto near = nearestWord(threshold.metric, metricNames());
        return wrong(text, near ? fmt::format("there is no such metric; did you mean {}?", *near)
                                : fmt::format("there is no such metric; there are {}",
                                              fmt::join(metricNames(), ", ")));
    }
    const auto rest = text.substr(at);
    for (const auto& known : kOperators) {
        if (!rest.starts_with(known.text))
            continue;
        auto limit = limitOf(text, trimmed(rest.substr(known.text.size())), *kind);
        if (!limit)
            return limit.error();
        threshold.comparison = known.comparison;
        threshold.limit = *limit;
        return threshold;
    }
    return wrong(text, "its operator must be <, <=, >, >= or ==");
}

std::vector<Judgement> judge(const std::vector<Threshold>& thresholds, const Measured& measured) {
    std::vector<Judgement> judgements;
    for (const auto& threshold : thresholds) {
        const auto found = measured.find(threshold.metric);
        if (found == measured.end() || !std::isfinite(found->second)) {
            judgements.push_back({threshold, std::nullopt, Verdict::NotMeasured});
            continue;
        }
        const bool held = threshold.holds(found->second);
        judgements.push_back({threshold, found->second, held ? Verdict::Held : Verdict::Missed});
    }
    return judgements;
}

std::string metricText(std::string_view metric, double value) {
    switch (metricKind(metric).value_or(MetricKind::Count)) {
    case MetricKind::Latency:
        return view::latencyText(value * 1000);
    case MetricKind::Share:
        return view::percentText(value * 100) + " %";
    case MetricKind::Rate:
        return view::groupedText(std::llround(value)) + "/s";
    case MetricKind::Count:
        break;
    }
    return view::groupedText(std::llround(value));
}

} // namespace vigia::core::load
