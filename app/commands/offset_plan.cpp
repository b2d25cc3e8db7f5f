#include "app/commands/offset_plan.h"

#include "app/commands/whole_number.h"
#include "backend/kafka/topic_id.h"
#include "core/base/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::app {
namespace {

using backend::postgres::StoredOffset;
using core::ErrorCode;
using core::Result;

core::Error invalid(std::string sentence) {
    return core::failure(ErrorCode::InvalidInput, std::move(sentence));
}

Result<std::int64_t> target(const OffsetWish& wish, const StoredOffset& row,
                            const core::ops::TopicSample& topic) {
    for (const auto& partition : topic.partitions) {
        if (partition.partition != row.key.partition)
            continue;
        if (!partition.logStart || !partition.highWatermark)
            break;
        if (wish.to == "earliest")
            return *partition.logStart;
        const auto wanted =
            wish.to == "latest" ? *partition.highWatermark : *wholeNumber(wish.to, 0);
        if (wanted >= *partition.logStart && wanted <= *partition.highWatermark)
            return wanted;
        return invalid(fmt::format("{}/{} holds offsets {} to {}; {} is outside", row.key.topic,
                                   row.key.partition, *partition.logStart, *partition.highWatermark,
                                   wanted));
    }
    return core::failure(ErrorCode::NotFound,
                         fmt::format("the log of {}/{} is not known now; look at `vigia topics "
                                     "describe {}` and try again",
                                     row.key.topic, row.key.partition, row.key.topic));
}

bool wanted(const OffsetWish& wish, const StoredOffset& row) {
    return row.key.group == wish.group && row.key.topic == wish.topic &&
           (wish.partition.empty() || row.key.partition == wholeNumber(wish.partition, 0));
}

} // namespace

Result<void> checkWish(const OffsetWish& wish) {
    if (wish.group.empty() || wish.topic.empty())
        return invalid("name both: --group GROUP --topic TOPIC");
    if (wish.to != "earliest" && wish.to != "latest" && !wholeNumber(wish.to, 0))
        return invalid("--to takes earliest, latest or an offset, not '" +
                       core::escapedForDisplay(wish.to, 60) + "'");
    if (!wish.partition.empty() && !wholeNumber(wish.partition, 0))
        return invalid("--partition takes a number, not '" +
                       core::escapedForDisplay(wish.partition, 60) + "'");
    return {};
}

Result<std::vector<OffsetStep>> planOffsets(const OffsetWish& wish,
                                            const std::vector<StoredOffset>& stored,
                                            const core::ops::ClusterSample& cluster) {
    if (auto good = checkWish(wish); !good)
        return good.error();
    const auto topic = std::find_if(cluster.topics.begin(), cluster.topics.end(),
                                    [&](const auto& each) { return each.name == wish.topic; });
    std::vector<OffsetStep> steps;
    for (const auto& row : stored) {
        if (!wanted(wish, row) || topic == cluster.topics.end())
            continue;
        const auto to = target(wish, row, *topic);
        if (!to)
            return to.error();
        const auto told = backend::kafka::uuidOfTopicId(topic->topicId);
        const auto id = told.empty() ? row.topicId : std::optional(told);
        steps.push_back({row.key, row.nextOffset, *to, id});
    }
    if (!steps.empty())
        return steps;
    return core::failure(
        ErrorCode::NotFound,
        fmt::format("the platform stores no offsets of group {} on {}{}; `vigia offsets list` "
                    "shows what it stores, and other groups are never changed",
                    core::escapedForDisplay(wish.group, 200),
                    core::escapedForDisplay(wish.topic, 249),
                    wish.partition.empty() ? "" : "/" + wish.partition));
}

} // namespace vigia::app
