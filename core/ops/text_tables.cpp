#include "core/ops/text_tables.h"

#include "core/base/text.h"
#include "core/ops/text_table.h"
#include "core/view/number_text.h"
#include "core/view/tables.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

view::TextOptions optionsFor(const ConsoleSnapshot& snapshot) {
    return {view::TimeStyle::Utc, snapshot.sampledAt};
}

/// The row of that name, or an error with the nearest one.
template <class Row>
Result<const Row*> findRow(const std::vector<Row>& rows, std::string_view name, const char* what) {
    std::vector<std::string> names;
    for (const Row& row : rows) {
        if (row.name == name)
            return &row;
        names.push_back(row.name);
    }
    const auto nearest = nearestWord(name, names);
    return failure(ErrorCode::NotFound,
                   fmt::format("there is no {} {}{}", what, escapedForDisplay(name, 249),
                               nearest ? "; did you mean " + escapedForDisplay(*nearest) + "?"
                                       : fmt::format("; `vigia {}s list` shows them all", what)));
}

std::string idsText(const std::vector<std::int32_t>& ids) {
    std::string text;
    for (const std::int32_t id : ids)
        text += fmt::format("{}{}", text.empty() ? "" : ",", id);
    return text.empty() ? std::string(view::kUnknownText) : text;
}

std::string digits(std::optional<std::int64_t> value) {
    return value ? view::groupedText(*value) : std::string(view::kUnknownText);
}

std::string partitionsText(const TopicRow& topic) {
    TextTable table({"Partition", "Leader", "Replicas", "In sync", "Start", "End", "Rate /s"},
                    {true, true, false, false, true, true, true});
    for (const PartitionRow& row : topic.partitions)
        table.add({std::to_string(row.partition),
                   row.leader < 0 ? "none" : std::to_string(row.leader), idsText(row.replicas),
                   idsText(row.inSync), digits(row.logStart), digits(row.end),
                   row.recordsPerSecond ? view::shortRate(*row.recordsPerSecond)
                                        : std::string(view::kUnknownText)});
    return table.text();
}

std::string readersText(const TopicRow& topic) {
    if (topic.groups.empty())
        return "No group reads it.\n";
    TextTable table({"Group", "Lag"}, {false, true});
    for (const auto& [group, lag] : topic.groups)
        table.add({escapedForDisplay(group), digits(lag)});
    return table.text();
}

} // namespace

std::string topicsText(const ConsoleSnapshot& snapshot) {
    if (snapshot.topics.empty())
        return "No topics.\n";
    return textTableOf(snapshot.topics, view::topicTable(),
                       {"state", "name", "partitions", "replicas", "rate", "records", "size",
                        "skew", "lag", "group"},
                       optionsFor(snapshot));
}

Result<std::string> topicText(const ConsoleSnapshot& snapshot, std::string_view name) {
    const auto topic = findRow(snapshot.topics, name, "topic");
    if (!topic)
        return topic.error();
    const TopicRow& row = **topic;
    std::string text =
        fmt::format("Topic {}: {}{}\n{} partitions, replication factor {}{}\n\n",
                    escapedForDisplay(row.name), view::healthChipWord(row.health),
                    row.reason.empty() ? "" : ", " + escapedForDisplay(row.reason),
                    row.partitionCount, row.replicationFactor, row.internal ? ", internal" : "");
    return text + partitionsText(row) + "\n" + readersText(row);
}

std::string groupsText(const ConsoleSnapshot& snapshot) {
    if (snapshot.groups.empty())
        return "No consumer groups.\n";
    return textTableOf(snapshot.groups, view::groupTable(),
                       {"state", "name", "members", "partitions", "known", "lag", "timelag", "eta",
                        "rate", "reason"},
                       optionsFor(snapshot));
}

Result<std::string> groupText(const ConsoleSnapshot& snapshot, std::string_view name) {
    const auto group = findRow(snapshot.groups, name, "group");
    if (!group)
        return group.error();
    const GroupRow& row = **group;
    const auto options = optionsFor(snapshot);
    std::string text = fmt::format("Group {}: {}, {}\n", escapedForDisplay(row.name),
                                   lagVerdictWord(row.verdict), escapedForDisplay(row.reason));
    text += fmt::format("{}, {} member{}, lag {} on {} of {} partitions\n\n",
                        escapedForDisplay(row.state.empty() ? "state unknown" : row.state),
                        row.members, row.members == 1 ? "" : "s", digits(row.lag),
                        row.partitionsKnown, row.partitionCount);
    text += textTableOf(row.partitions, view::groupPartitionTable(),
                        {"state", "topic", "partition", "committed", "end", "lag", "timelag",
                         "owner", "host", "reason"},
                        options);
    if (!row.memberRows.empty())
        text += "\n" + textTableOf(row.memberRows, view::memberTable(),
                                   {"client", "host", "partitions", "member"}, options);
    return text;
}

} // namespace vigia::core::ops
