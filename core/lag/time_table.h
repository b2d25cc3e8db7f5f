#pragma once

#include "core/base/clock.h"
#include "core/ops/console_snapshot.h"

#include <cstdint>
#include <vector>

namespace vigia::core::lag {

/// When a partition's end stood where: the map from offsets to times. Bounded; when full, the older
/// half loses every second entry, so that it reaches further back with less detail.
class TimeTable {
public:
    explicit TimeTable(std::size_t capacity = 128) : m_capacity(capacity) {}

    /// The end as seen at `at` (rising). An end below the last one means a new log: the table
    /// begins again.
    void add(UtcTime at, std::int64_t end);

    /// How old the record at `committed` is at `now`: 0 when nothing waits, interpolated inside the
    /// table, at least the age of the table before it; never extrapolated, never negative.
    [[nodiscard]] ops::TimeLag lagAt(std::int64_t committed, std::int64_t end, UtcTime now) const;

    [[nodiscard]] std::size_t size() const { return m_points.size(); }
    [[nodiscard]] bool empty() const { return m_points.empty(); }

private:
    struct Entry {
        UtcTime at{};
        std::int64_t end = 0;
    };
    void thin();

    std::size_t m_capacity;
    std::vector<Entry> m_points; ///< most partitions are idle and have two
};

/// The same for a record whose timestamp is known.
ops::TimeLag exactTimeLag(UtcTime recordTime, UtcTime now);

} // namespace vigia::core::lag
