#include "core/lag/lag_book.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::lag {
namespace {

using ops::GroupPartitionRow;
using ops::GroupRow;
using ops::Health;
using ops::LagVerdict;

/// Whether `a` is worse than `b`; among equals the larger lag.
bool isWorse(const GroupPartitionRow& a, const GroupPartitionRow& b) {
    const Health left = ops::lagVerdictHealth(a.verdict);
    const Health right = ops::lagVerdictHealth(b.verdict);
    if (left != right)
        return ops::worse(left, right) == left;
    return a.lag.value_or(0) > b.lag.value_or(0);
}

/// A partition that nobody has written to and nobody has committed says nothing about its group.
bool saysNothing(const GroupPartitionRow& row) {
    return row.verdict == LagVerdict::NoCommit && row.empty;
}

std::string sentence(const GroupRow& row, const GroupPartitionRow& worst) {
    const auto alike =
        std::count_if(row.partitions.begin(), row.partitions.end(), [&](const auto& other) {
            return other.verdict == worst.verdict && !saysNothing(other);
        });
    if (worst.verdict == LagVerdict::Ok && alike == std::ssize(row.partitions))
        return row.lag == 0 ? "caught up on every partition"
                            : recordsText(row.lag.value_or(0)) + " behind, within bounds";
    if (alike > 1)
        return fmt::format("{}:{} and {} more: {}", worst.topic, worst.partition, alike - 1,
                           worst.reason);
    return fmt::format("{}:{}: {}", worst.topic, worst.partition, worst.reason);
}

} // namespace

void judgeGroup(GroupRow& row) {
    const GroupPartitionRow* worst = nullptr;
    for (const GroupPartitionRow& partition : row.partitions) {
        const bool counts = worst == nullptr || saysNothing(*worst) ||
                            (!saysNothing(partition) && isWorse(partition, *worst));
        if (counts)
            worst = &partition;
    }
    if (worst == nullptr) {
        row.verdict = LagVerdict::NoCommit;
        row.reason = "the group has committed no offset";
        return;
    }
    row.verdict = worst->verdict;
    row.reason = sentence(row, *worst);
}

void sortWorstFirst(std::vector<GroupRow>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const GroupRow& a, const GroupRow& b) {
        const Health left = ops::lagVerdictHealth(a.verdict);
        const Health right = ops::lagVerdictHealth(b.verdict);
        if (left != right)
            return ops::worse(left, right) == left;
        if (a.lag != b.lag)
            return a.lag.value_or(-1) > b.lag.value_or(-1);
        return a.name < b.name;
    });
}

} // namespace vigia::core::lag
