#include "backend/monitor/histogram_window.h"

#include <algorithm>
#include <cmath>

namespace vigia::backend::monitor {

void HistogramWindow::add(core::UtcTime at, const BucketGrowth& growth) {
    m_parts.emplace_back(at, growth);
    while (m_parts.size() > 1 && (m_parts.front().first <= at - m_width || m_parts.size() > 600))
        m_parts.pop_front();
}

BucketGrowth HistogramWindow::sum() const {
    BucketGrowth total;
    for (const auto& [at, growth] : m_parts) {
        for (const auto& [bound, count] : growth)
            total[bound] += count;
    }
    return total;
}

std::optional<double> HistogramWindow::quantile(double q) const {
    return quantileOf(sum(), q);
}

std::optional<double> quantileOf(const BucketGrowth& growth, double q) {
    if (growth.empty() || growth.rbegin()->second <= 0)
        return std::nullopt;
    const double wanted = q * growth.rbegin()->second;
    double lowerBound = 0;
    double below = 0;
    for (const auto& [bound, count] : growth) {
        if (count >= wanted && count > below) {
            if (std::isinf(bound))
                return lowerBound;
            return lowerBound +
                   (bound - lowerBound) * std::clamp((wanted - below) / (count - below), 0.0, 1.0);
        }
        below = std::max(below, count);
        lowerBound = std::isinf(bound) ? lowerBound : bound;
    }
    return lowerBound;
}

} // namespace vigia::backend::monitor
