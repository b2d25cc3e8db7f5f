#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigia::backend::monitor {

/// One line of a scrape.
struct MetricSample {
    std::string name;
    std::vector<std::pair<std::string, std::string>> labels; ///< in the order they were written
    double value = 0;

    /// The value of a label; empty when there is none.
    [[nodiscard]] std::string_view label(std::string_view wanted) const;
};

struct ScrapeLimits {
    std::size_t maxBytes = 8 * 1024 * 1024;
    std::size_t maxSamples = 100'000;
    std::size_t maxLabels = 32;
    std::size_t maxLabelBytes = 4096;
};

/// Reads the text exposition format 0.0.4 strictly: a name is a name, labels are quoted and named
/// once, a value is a number, `NaN` or `±Inf`. Comments are skipped, time stamps checked and
/// dropped. InvalidInput names the line.
core::Result<std::vector<MetricSample>> parsePrometheusText(std::string_view text,
                                                            const ScrapeLimits& limits = {});

} // namespace vigia::backend::monitor
