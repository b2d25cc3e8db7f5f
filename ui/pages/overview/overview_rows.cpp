#include "ui/pages/overview/overview_rows.h"

#include "core/view/number_text.h"
#include "core/view/tables.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/overview/overview_tiles.h"
#include "ui/widgets/event_look.h"

#include <algorithm>

namespace vigia::ui::pages {

using bridge::qtext;
using core::ops::ConsoleSnapshot;
using core::ops::GroupRow;
using core::ops::ServiceRow;
using widgets::MiniCell;
using widgets::said;
using widgets::shown;
using namespace core::view;

namespace {

constexpr std::size_t kMostTopics = 5;

template <class Value, class Text> QString known(const std::optional<Value>& value, Text write) {
    return qtext(value ? write(*value) : std::string(kUnknownText));
}

std::string bytesText(std::int64_t bytes) {
    return shortBytes(double(bytes));
}

std::string lagText(std::int64_t lag) {
    return shortNumber(double(lag));
}

} // namespace

widgets::MiniRow groupRow(const GroupRow& group) {
    const auto health = core::ops::lagVerdictHealth(group.verdict);
    const QString word = qtext(core::ops::lagVerdictWord(group.verdict));
    QStringList tooltip{shown(group.name)};
    if (!group.reason.empty())
        tooltip += said(group.reason);
    return {qtext(group.name),
            {MiniCell{word, MiniCell::Kind::Chip, health, false},
             MiniCell{shown(group.name), {}, {}, false},
             MiniCell{known(group.lag, lagText), {}, {}, false},
             MiniCell{timeLagText(group.timeLag), {}, {}, true}},
            tooltip.join(u'\n')};
}

widgets::MiniRow serviceRow(const ServiceRow& service) {
    QStringList tooltip{shown(service.instance) % QStringLiteral(" · ") % shown(service.roles)};
    if (!service.reason.empty())
        tooltip += said(service.reason);
    return {qtext(service.instance),
            {MiniCell{shown(service.instance), MiniCell::Kind::Mark, service.health, false},
             MiniCell{known(service.requestsPerSecond, shortRate), {}, {}, false},
             MiniCell{known(service.p95Millis, latencyText), {}, {}, false},
             MiniCell{known(service.memoryBytes, bytesText), {}, {}, false}},
            tooltip.join(u'\n')};
}

widgets::MiniRow topicRow(const core::ops::TopicRow& topic) {
    QStringList tooltip{shown(topic.name)};
    if (!topic.reason.empty())
        tooltip += said(topic.reason);
    return {qtext(topic.name),
            {MiniCell{shown(topic.name), MiniCell::Kind::Mark, topic.health, false},
             MiniCell{known(topic.recordsPerSecond, shortRate), {}, {}, false},
             MiniCell{known(topic.records, lagText), {}, {}, false},
             MiniCell{known(topic.sizeBytes, bytesText), {}, {}, false}},
            tooltip.join(u'\n')};
}

std::vector<const core::ops::TopicRow*> worstTopics(const ConsoleSnapshot& snapshot) {
    std::vector<const core::ops::TopicRow*> topics;
    for (const auto& topic : snapshot.topics)
        if (!topic.internal)
            topics.push_back(&topic);
    const auto before = [](const core::ops::TopicRow* a, const core::ops::TopicRow* b) {
        const int left = healthRank(a->health);
        const int right = healthRank(b->health);
        return left != right ? left > right
                             : a->recordsPerSecond.value_or(-1) > b->recordsPerSecond.value_or(-1);
    };
    const auto most = std::min(kMostTopics, topics.size());
    std::partial_sort(topics.begin(), topics.begin() + std::ptrdiff_t(most), topics.end(), before);
    topics.resize(most);
    return topics;
}

} // namespace vigia::ui::pages
