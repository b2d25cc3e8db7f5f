#pragma once

#include "core/base/result.h"
#include "core/lag/packed_series.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vigia::core::lag {

using KeyedPoint = std::pair<std::string, PackedPoint>;

/// Makes the bytes of a history file: a header that names the cluster, then frames of points, each
/// with its length and a checksum, so that a file cut at any byte loses its last frame at most. One
/// writer a file.
class SeriesLogWriter {
public:
    /// What a new file begins with.
    static std::string header(std::string_view cluster);
    /// One frame; empty when there is nothing to write.
    std::string frame(const std::vector<KeyedPoint>& points);
    /// The next frame names its keys anew (a new file, or one written by an earlier process).
    void beginAnew();

private:
    struct Known {
        std::uint64_t id = 0;
        std::int64_t lastValue = 0;
    };
    void append(std::string& payload, const KeyedPoint& point, std::int64_t base);

    std::unordered_map<std::string, Known> m_keys;
    bool m_anew = true;
};

/// Reads a history file and hands over its points in order. Returns how many bytes of it are whole;
/// what follows is a frame that was cut off while it was written. Corrupt says why a file is not
/// ours, another cluster's or damaged; points before the damage were handed over.
Result<std::size_t>
readSeriesLog(std::string_view file, std::string_view cluster,
              const std::function<void(const std::string&, const PackedPoint&)>& take);

} // namespace vigia::core::lag
