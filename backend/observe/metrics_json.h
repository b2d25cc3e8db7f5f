#pragma once

#include <prometheus/metric_family.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::observe {

/// `{"names":[…]}` in alphabetical order.
std::string namesJson(const std::vector<prometheus::MetricFamily>& families);

/// One metric for /actuator/metrics/{name}. A histogram has `count` and `sum` under the label
/// `statistic`.
std::optional<std::string> metricJson(const std::vector<prometheus::MetricFamily>& families,
                                      std::string_view name);

} // namespace vigia::backend::observe
