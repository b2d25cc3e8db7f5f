#include "core/lag/lag_book.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::lag {
namespace {

using ops::ClusterSample;
using ops::CommitSample;
using ops::GroupPartitionRow;
using ops::GroupRow;
using ops::GroupSample;
using ops::LagVerdict;

/// The commits of a group, and a row without commit for every partition that a member owns but
/// nobody committed.
std::vector<CommitSample> commitsWithOwned(const GroupSample& group) {
    std::vector<CommitSample> commits = group.commits;
    std::set<std::pair<std::string, std::int32_t>> known;
    for (const CommitSample& commit : commits)
        known.emplace(commit.topic, commit.partition);
    for (const auto& member : group.members) {
        for (const auto& [topic, partition] : member.assigned) {
            if (known.emplace(topic, partition).second)
                commits.push_back({topic, partition, std::nullopt, {}});
        }
    }
    return commits;
}

/// Only a settled group says who owns what: during a rebalance nobody knows.
Owner ownerOf(const GroupSample& group, bool assigned) {
    if (!group.error.empty())
        return Owner::Unknown;
    if (group.state == "Empty" || group.state == "Dead")
        return Owner::None;
    if (group.state == "Stable")
        return assigned ? Owner::Alive : Owner::None;
    return Owner::Unknown;
}

ops::TimeLag worstTimeLag(const GroupRow& row) {
    ops::TimeLag worst;
    for (const GroupPartitionRow& partition : row.partitions) {
        const bool known = partition.timeLag.source != ops::TimeLagSource::Unknown;
        const bool first = worst.source == ops::TimeLagSource::Unknown;
        if (known && (first || partition.timeLag.seconds > worst.seconds))
            worst = partition.timeLag;
    }
    return worst;
}

std::vector<ops::MemberRow> memberRows(const GroupSample& group) {
    std::vector<ops::MemberRow> rows;
    for (const auto& member : group.members)
        rows.push_back({member.memberId, member.clientId, member.host, member.groupInstanceId,
                        static_cast<int>(member.assigned.size())});
    return rows;
}

} // namespace

std::vector<GroupRow> LagBook::observe(const ClusterSample& sample, const GroupHints& hints) {
    ++m_round;
    rememberEnds(sample);
    std::vector<GroupRow> rows;
    for (const GroupSample& group : sample.groups) {
        GroupLook look{sample, group, {}, {}, {}};
        look.rules.readsCommitted = hints.ours.contains(group.name);
        if (const auto allowed = hints.allowedLag.find(group.name);
            allowed != hints.allowedLag.end())
            look.rules.allowedLag = allowed->second;
        if (const auto paused = hints.pausedBecause.find(group.name);
            paused != hints.pausedBecause.end())
            look.pausedBecause = paused->second;
        for (const auto& member : group.members) {
            for (const auto& key : member.assigned)
                look.owners[key] = &member;
        }
        rows.push_back(groupRow(look));
    }
    forgetUnseen();
    m_ends.clear();
    sortWorstFirst(rows);
    return rows;
}

void LagBook::rememberEnds(const ClusterSample& sample) {
    for (const auto& topic : sample.topics) {
        std::string& id = m_topicIds[topic.name];
        if (!id.empty() && !topic.topicId.empty() && id != topic.topicId)
            forgetTopic(topic.name);
        if (!topic.topicId.empty())
            id = topic.topicId;
        for (const auto& partition : topic.partitions) {
            const PartitionKey key{topic.name, partition.partition};
            m_ends[key] = {&partition, topic.error};
            if (partition.highWatermark)
                m_tables[key].add(sample.endsAt, *partition.highWatermark);
        }
    }
    if (sample.error.empty())
        std::erase_if(m_tables, [&](const auto& entry) { return !m_ends.contains(entry.first); });
}

void LagBook::forgetTopic(const std::string& topic) {
    std::erase_if(m_tables, [&](const auto& entry) { return entry.first.first == topic; });
    std::erase_if(m_trackers, [&](const auto& entry) { return entry.first.topic == topic; });
}

void LagBook::forgetUnseen() {
    std::erase_if(m_trackers, [&](const auto& entry) { return entry.second.seenIn != m_round; });
}

GroupRow LagBook::groupRow(const GroupLook& look) {
    const GroupSample& group = look.group;
    GroupRow row;
    row.name = group.name;
    row.state = group.state;
    row.members = static_cast<int>(group.members.size());
    row.memberRows = memberRows(group);
    Totals totals;
    for (const CommitSample& commit : commitsWithOwned(group))
        row.partitions.push_back(partitionRow(look, commit, totals));
    const LagSum sum = sumLags(totals.lags);
    row.partitionCount = sum.partitions;
    row.partitionsKnown = sum.known;
    row.lag = sum.sum;
    row.largestPartitionLag = sum.largest;
    row.skew = sum.skew;
    row.etaSeconds = etaSeconds(totals.flows);
    row.recordsPerSecond = totals.outPerSecond;
    row.timeLag = worstTimeLag(row);
    judgeGroup(row);
    if (row.partitions.empty() && !group.error.empty()) { // it may have commits that we can't see
        row.verdict = ops::LagVerdict::Unknown;
        row.reason = group.error;
    }
    return row;
}

GroupPartitionRow LagBook::partitionRow(const GroupLook& look, const CommitSample& commit,
                                        Totals& totals) {
    const Key key{look.group.name, commit.topic, commit.partition};
    Tracked& tracked = m_trackers[key];
    tracked.seenIn = m_round;
    Observation seen = observe(look, commit);
    addTimeLag(seen, tracked, look, {commit.topic, commit.partition});
    const Judgement judgement = tracked.tracker.observe(seen, look.rules);
    totals.lags.push_back(judgement.lag);
    totals.flows.push_back({judgement.lag, judgement.inPerSecond, judgement.outPerSecond});
    openQuestion(tracked, key, seen, judgement);
    addRate(tracked, seen, totals);
    GroupPartitionRow row{commit.topic,
                          commit.partition,
                          judgement.verdict,
                          judgement.reason,
                          seen.committed,
                          judgement.end,
                          judgement.lag,
                          judgement.lagToStable,
                          seen.logStart && judgement.end == seen.logStart,
                          judgement.markersOnly,
                          seen.timeLag,
                          {},
                          {},
                          {}};
    if (judgement.lag == 0)
        row.timeLag = {ops::TimeLagSource::Exact, 0};
    if (const auto owner = look.owners.find({commit.topic, commit.partition});
        owner != look.owners.end()) {
        row.owner = owner->second->clientId;
        row.ownerHost = owner->second->host;
    }
    return row;
}

void LagBook::addRate(Tracked& tracked, const Observation& seen, Totals& totals) {
    if (!seen.committed)
        return;
    const double seconds = std::chrono::duration<double>(seen.at - tracked.lastAt).count();
    if (tracked.lastCommitted && seconds > 0) {
        const auto moved = std::max<std::int64_t>(0, *seen.committed - *tracked.lastCommitted);
        totals.outPerSecond =
            totals.outPerSecond.value_or(0) + static_cast<double>(moved) / seconds;
    }
    tracked.lastCommitted = seen.committed;
    tracked.lastAt = seen.at;
}

/// A read is worth making where a commit rests, or where the table can't say how old its record is.
void LagBook::openQuestion(Tracked& tracked, const Key& key, const Observation& seen,
                           const Judgement& judgement) {
    tracked.open.reset();
    if (judgement.lag.value_or(0) <= 0 || !seen.committed || !judgement.end)
        return;
    const bool rests = tracked.lastCommitted == seen.committed;
    const bool tableSays = seen.timeLag.source == ops::TimeLagSource::Interpolated;
    const bool answered = tracked.answeredFor == seen.committed;
    if ((!answered && (rests || !tableSays)) || judgement.wantsMarkerCheck)
        tracked.open =
            RecordQuestion{key.topic, key.partition, *seen.committed, *judgement.end, key.group};
}

Observation LagBook::observe(const GroupLook& look, const CommitSample& commit) const {
    Observation seen;
    seen.at = look.sample.endsAt;
    seen.committed = commit.committed;
    seen.error = commit.error;
    seen.pausedBecause = look.pausedBecause;
    const PartitionKey key{commit.topic, commit.partition};
    seen.owner = ownerOf(look.group, look.owners.contains(key));
    const auto end = m_ends.find(key);
    if (end == m_ends.end()) {
        if (seen.error.empty())
            seen.error = "the topic or partition is not on the cluster";
        return seen;
    }
    if (seen.error.empty())
        seen.error = end->second.error;
    seen.logStart = end->second.sample->logStart;
    seen.highWatermark = end->second.sample->highWatermark;
    seen.lastStable = end->second.sample->lastStableOffset;
    return seen;
}

void LagBook::addTimeLag(Observation& seen, const Tracked& tracked, const GroupLook& look,
                         const PartitionKey& key) const {
    const auto end = endFor(seen, look.rules.readsCommitted);
    if (!seen.committed || !end)
        return;
    const bool answered = tracked.answeredFor == seen.committed;
    if (answered && !tracked.recordTime && tracked.answeredEnd >= *end)
        seen.markersOnly = true;
    if (answered && tracked.recordTime && *seen.committed < *end)
        seen.timeLag = exactTimeLag(*tracked.recordTime, seen.at);
    else if (const auto table = m_tables.find(key); table != m_tables.end())
        seen.timeLag = table->second.lagAt(*seen.committed, *end, seen.at);
}

std::vector<RecordQuestion> LagBook::questions(std::size_t most) const {
    std::vector<RecordQuestion> open;
    for (const auto& [key, tracked] : m_trackers) {
        if (tracked.open)
            open.push_back(*tracked.open);
    }
    const auto larger = [](const RecordQuestion& a, const RecordQuestion& b) {
        return a.end - a.committed > b.end - b.committed;
    };
    const std::size_t count = std::min(most, open.size());
    std::partial_sort(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(count), open.end(),
                      larger);
    open.resize(count);
    return open;
}

void LagBook::answer(const RecordQuestion& question, std::optional<UtcTime> recordTime) {
    const auto found = m_trackers.find({question.group, question.topic, question.partition});
    if (found == m_trackers.end())
        return;
    Tracked& tracked = found->second;
    tracked.answeredFor = question.committed;
    tracked.answeredEnd = question.end;
    tracked.recordTime = recordTime;
    tracked.open.reset();
}

void LagBook::recallEnd(const std::string& topic, std::int32_t partition, UtcTime at,
                        std::int64_t end) {
    m_tables[{topic, partition}].add(at, end);
}

} // namespace vigia::core::lag
