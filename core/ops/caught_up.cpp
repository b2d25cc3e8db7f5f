#include "core/ops/caught_up.h"

#include "core/base/text.h"
#include "core/lag/numbers.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

/// Where nothing waits: an empty partition, or one whose rest is transaction markers.
bool isThrough(const GroupPartitionRow& row) {
    return (row.empty && !row.committed) || row.lag == 0;
}

} // namespace

CaughtUp::Progress CaughtUp::take(const GroupRow& group) {
    Progress progress;
    bool unknown = group.partitions.empty();
    std::string blind;
    for (const auto& row : group.partitions) {
        const std::pair key(row.topic, row.partition);
        if (row.end)
            m_targets.try_emplace(key, *row.end);
        const auto target = m_targets.find(key);
        const bool read =
            row.committed && target != m_targets.end() && *row.committed >= target->second;
        if (read || isThrough(row))
            continue;
        ++progress.partitions;
        if (row.committed && target != m_targets.end()) {
            progress.records += target->second - *row.committed;
            continue;
        }
        unknown = true;
        if (blind.empty())
            blind = fmt::format("{}/{} has {}", escapedForDisplay(row.topic, 249), row.partition,
                                row.committed ? "no known end" : "no commit");
    }
    progress.done = progress.partitions == 0 && !unknown;
    if (progress.done)
        progress.sentence = "everything that was there at the begin is read";
    else if (group.partitions.empty())
        progress.sentence = "nothing is known of its partitions";
    else
        progress.sentence =
            fmt::format("{} on {} partition{} still to be read{}",
                        lag::recordsText(progress.records), progress.partitions,
                        progress.partitions == 1 ? "" : "s", blind.empty() ? "" : "; " + blind);
    return progress;
}

} // namespace vigia::core::ops
