#include "core/load/histogram.h"

#include "core/base/varint.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace vigia::core::load {
namespace {

constexpr unsigned kExactBits = 11; ///< values below 2^11 have a step each
constexpr std::uint64_t kHalf = 1U << (kExactBits - 1);

constexpr std::size_t indexOf(std::uint64_t value) {
    const auto bits = static_cast<unsigned>(std::bit_width(value));
    const unsigned shift = bits > kExactBits ? bits - kExactBits : 0;
    return static_cast<std::size_t>(shift * kHalf + (value >> shift));
}

/// The largest value that is counted at `index`.
constexpr std::uint64_t largestAt(std::size_t index) {
    if (index < 2 * kHalf)
        return index;
    const std::uint64_t shift = index / kHalf - 1;
    const std::uint64_t first = (index - shift * kHalf) << shift;
    return first + (std::uint64_t{1} << shift) - 1;
}

constexpr std::size_t kSteps = indexOf(static_cast<std::uint64_t>(Histogram::kMost)) + 1;

Error damaged() {
    return failure(ErrorCode::Corrupt, "these bytes are no histogram of latencies");
}

/// All numbers that the text holds, or nothing.
std::optional<std::vector<std::uint64_t>> numbersOf(std::string_view bytes) {
    std::vector<std::uint64_t> numbers;
    while (!bytes.empty()) {
        const auto number = takeVarint(bytes);
        if (!number || numbers.size() > 2 * kSteps + 4)
            return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

} // namespace

void Histogram::record(std::int64_t micros, std::uint64_t times) {
    if (times == 0)
        return;
    const std::int64_t value = std::clamp<std::int64_t>(micros, 0, kMost);
    const std::size_t index = indexOf(static_cast<std::uint64_t>(value));
    if (index >= m_counts.size())
        m_counts.resize(std::min(kSteps, (index / kHalf + 1) * kHalf), 0);
    m_counts[index] += times;
    m_count += times;
    m_sum += static_cast<std::uint64_t>(value) * times;
    m_min = std::min(m_min, value);
    m_max = std::max(m_max, value);
}

void Histogram::merge(const Histogram& other) {
    if (other.m_counts.size() > m_counts.size())
        m_counts.resize(other.m_counts.size(), 0);
    for (std::size_t i = 0; i < other.m_counts.size(); ++i)
        m_counts[i] += other.m_counts[i];
    m_count += other.m_count;
    m_sum += other.m_sum;
    m_min = std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
}

double Histogram::mean() const {
    return m_count == 0 ? 0 : static_cast<double>(m_sum) / static_cast<double>(m_count);
}

std::int64_t Histogram::quantile(double fraction) const {
    if (m_count == 0)
        return 0;
    const double part = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(m_count);
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(part)));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        seen += m_counts[i];
        if (seen >= rank)
            return std::min(static_cast<std::int64_t>(largestAt(i)), m_max);
    }
    return m_max;
}

std::uint64_t Histogram::countUpTo(std::int64_t micros) const {
    if (micros < 0)
        return 0;
    const auto value = static_cast<std::uint64_t>(std::min(micros, kMost));
    const auto end = std::min(m_counts.size(), indexOf(value) + 1);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < end; ++i)
        seen += m_counts[i];
    return seen;
}

std::vector<Histogram::Step> Histogram::steps() const {
    std::vector<Step> steps;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] > 0)
            steps.push_back(
                {std::min(static_cast<std::int64_t>(largestAt(i)), m_max), m_counts[i]});
    }
    return steps;
}

std::string Histogram::encoded() const {
    return encodedInBlocks(0);
}

std::string Histogram::encodedWithin(std::size_t bytes) const {
    unsigned shift = 0;
    std::string text = encodedInBlocks(shift);
    while (text.size() > bytes && (kSteps >> shift) > 1)
        text = encodedInBlocks(++shift);
    return text;
}

/// The first step stays alone, so that both ends keep their places.
std::string Histogram::encodedInBlocks(unsigned shift) const {
    std::string bytes;
    appendVarint(bytes, m_sum);
    appendVarint(bytes, static_cast<std::uint64_t>(min()));
    appendVarint(bytes, static_cast<std::uint64_t>(m_max));
    std::size_t before = 0, place = 0;
    std::uint64_t times = 0;
    const auto write = [&] {
        appendVarint(bytes, place - before);
        appendVarint(bytes, times);
        before = place;
        times = 0;
    };
    bool first = true;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] == 0)
            continue;
        if (times > 0 && (std::exchange(first, false) || (i >> shift) != (place >> shift)))
            write();
        place = i;
        times += m_counts[i];
    }
    if (times > 0)
        write();
    return bytes;
}

Result<Histogram> Histogram::decoded(std::string_view bytes) {
    const auto numbers = numbersOf(bytes);
    if (!numbers || numbers->size() < 3 || numbers->size() % 2 == 0)
        return damaged();
    Histogram histogram;
    std::size_t index = 0;
    for (std::size_t i = 3; i < numbers->size(); i += 2) {
        const std::uint64_t times = numbers->at(i + 1);
        if (numbers->at(i) >= kSteps || (i > 3 && numbers->at(i) == 0) || times == 0 ||
            times > (std::uint64_t{1} << 48U))
            return damaged();
        index += numbers->at(i);
        if (index >= kSteps)
            return damaged();
        histogram.record(static_cast<std::int64_t>(largestAt(index)), times);
    }
    const auto most = static_cast<std::uint64_t>(kMost);
    const auto low = numbers->at(1), high = numbers->at(2);
    if (low > high || high > most)
        return damaged();
    if (histogram.m_count > 0 &&
        (indexOf(low) != indexOf(static_cast<std::uint64_t>(histogram.m_min)) ||
         indexOf(high) != indexOf(static_cast<std::uint64_t>(histogram.m_max))))
        return damaged();
    histogram.m_sum = numbers->at(0);
    if (histogram.m_count > 0) {
        histogram.m_min = static_cast<std::int64_t>(low);
        histogram.m_max = static_cast<std::int64_t>(high);
    }
    return histogram;
}

bool Histogram::operator==(const Histogram& other) const {
    const auto& longer = m_counts.size() < other.m_counts.size() ? other.m_counts : m_counts;
    const auto& shorter = m_counts.size() < other.m_counts.size() ? m_counts : other.m_counts;
    const auto rest = longer.begin() + static_cast<std::ptrdiff_t>(shorter.size());
    return m_count == other.m_count && m_sum == other.m_sum && min() == other.min() &&
           m_max == other.m_max &&
           std::equal(shorter.begin(), shorter.end(), longer.begin(), rest) &&
           std::all_of(rest, longer.end(), [](std::uint64_t count) { return count == 0; });
}

} // namespace vigia::core::load
