#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::load {

/// Counts of durations in microseconds that keep three significant digits at every magnitude, in
/// the layout of G. Tene's HdrHistogram: exact below 2,048 µs, above in 1,024 steps for each
/// doubling. Histograms of many threads or seconds are merged, never their percentiles averaged. A
/// plain value: one thread at a time. Grows with the largest value: 16 KB below 2 ms, 180 KB at
/// most.
class Histogram {
public:
    /// One hour; what is longer is counted there.
    static constexpr std::int64_t kMost = 3'600'000'000;

    /// Negative durations (a clock that was set back) count as 0.
    void record(std::int64_t micros, std::uint64_t times = 1);
    void merge(const Histogram& other);

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// Exact; 0 when nothing was recorded.
    [[nodiscard]] std::int64_t min() const { return m_count == 0 ? 0 : m_min; }
    [[nodiscard]] std::int64_t max() const { return m_max; }
    /// Exact, in microseconds; 0 when nothing was recorded.
    [[nodiscard]] double mean() const;
    /// The smallest value that at least `fraction` (0 to 1) of all records do not exceed, rounded
    /// up by at most 0.1 %; 0 when nothing was recorded.
    [[nodiscard]] std::int64_t quantile(double fraction) const;
    /// How many lie at or below `micros`, to the histogram's precision.
    [[nodiscard]] std::uint64_t countUpTo(std::int64_t micros) const;

    struct Step {
        std::int64_t largest = 0; ///< µs: what is counted here is this or up to 0.1 % less
        std::uint64_t count = 0;
    };
    /// Those that hold something, from the smallest: for a percentile spectrum.
    [[nodiscard]] std::vector<Step> steps() const;

    /// Compact bytes: sums, then each non-empty step as distance and count.
    [[nodiscard]] std::string encoded() const;
    /// The same in at most `bytes` (64 at least): where single steps need more, 2, 4, 8, …
    /// neighbours are counted at the largest of them. Count, sum, min and max stay exact.
    [[nodiscard]] std::string encodedWithin(std::size_t bytes) const;
    /// Corrupt for anything that `encoded` did not make; never more memory than a histogram has.
    static Result<Histogram> decoded(std::string_view bytes);

    bool operator==(const Histogram& other) const;

private:
    [[nodiscard]] std::string encodedInBlocks(unsigned shift) const;

    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_count = 0;
    std::uint64_t m_sum = 0;
    std::int64_t m_min = kMost;
    std::int64_t m_max = 0;
};

} // namespace vigia::core::load
