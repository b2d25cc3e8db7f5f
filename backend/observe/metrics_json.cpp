#include "backend/observe/metrics_json.h"

#include "core/base/json_writer.h"

#include <algorithm>
#include <set>

namespace vigia::backend::observe {
namespace {

std::string_view typeName(prometheus::MetricType type) {
    switch (type) {
    case prometheus::MetricType::Counter:
        return "counter";
    case prometheus::MetricType::Gauge:
        return "gauge";
    case prometheus::MetricType::Histogram:
        return "histogram";
    case prometheus::MetricType::Summary:
        return "summary";
    default:
        return "untyped";
    }
}

void writeMeasurement(core::JsonWriter& json, const prometheus::ClientMetric& metric, double value,
                      std::string_view statistic) {
    json.beginObject().key("labels").beginObject();
    for (const auto& label : metric.label)
        json.member(label.name, label.value);
    if (!statistic.empty())
        json.member("statistic", statistic);
    json.endObject().member("value", value).endObject();
}

void writeMetric(core::JsonWriter& json, prometheus::MetricType type,
                 const prometheus::ClientMetric& metric) {
    if (type == prometheus::MetricType::Histogram) {
        writeMeasurement(json, metric, static_cast<double>(metric.histogram.sample_count), "count");
        writeMeasurement(json, metric, metric.histogram.sample_sum, "sum");
    } else {
        const bool counter = type == prometheus::MetricType::Counter;
        writeMeasurement(json, metric, counter ? metric.counter.value : metric.gauge.value, "");
    }
}

} // namespace

std::string namesJson(const std::vector<prometheus::MetricFamily>& families) {
    std::set<std::string> names;
    for (const auto& family : families)
        names.insert(family.name);
    core::JsonWriter json;
    json.beginObject().key("names").beginArray();
    for (const std::string& name : names)
        json.value(name);
    json.endArray().endObject();
    return json.take();
}

std::optional<std::string> metricJson(const std::vector<prometheus::MetricFamily>& families,
                                      std::string_view name) {
    const auto family =
        std::find_if(families.begin(), families.end(),
                     [name](const auto& candidate) { return candidate.name == name; });
    if (family == families.end())
        return std::nullopt;
    core::JsonWriter json;
    json.beginObject().member("name", family->name).member("description", family->help);
    json.member("type", typeName(family->type)).key("measurements").beginArray();
    for (const auto& metric : family->metric)
        writeMetric(json, family->type, metric);
    json.endArray().endObject();
    return json.take();
}

} // namespace vigia::backend::observe
