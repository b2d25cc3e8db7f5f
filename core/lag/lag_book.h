#pragma once

#include "core/lag/numbers.h"
#include "core/lag/partition_tracker.h"
#include "core/lag/time_table.h"
#include "core/ops/cluster_sample.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace vigia::core::lag {

/// A question whose answer needs one read of a partition: the time of the record at a commit, or
/// whether there is a record at all between the commit and the end.
struct RecordQuestion {
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t committed = 0;
    std::int64_t end = 0;
    std::string group;
};

/// What is known about groups beside the sample.
struct GroupHints {
    std::map<std::string, std::string> pausedBecause; ///< group of ours → why it waits
    std::set<std::string> ours;                       ///< groups that read committed data
    std::map<std::string, std::int64_t> allowedLag;
};

/// Keeps every tracker and every time table of one cluster and turns samples into rows. Used by one
/// thread.
class LagBook {
public:
    /// Takes one sample (in the order of their times) and returns a row for every group, worst
    /// first.
    std::vector<ops::GroupRow> observe(const ops::ClusterSample& sample, const GroupHints& hints);

    /// The reads worth making now, the largest lags first, at most `most`. Each is asked once until
    /// the commit moves.
    [[nodiscard]] std::vector<RecordQuestion> questions(std::size_t most) const;
    /// The answer to a question; absent: there is no record from the commit to the end.
    void answer(const RecordQuestion& question, std::optional<UtcTime> recordTime);

    /// Puts a remembered end into the time table, before the first sample (from the history on
    /// disk).
    void recallEnd(const std::string& topic, std::int32_t partition, UtcTime at, std::int64_t end);

    [[nodiscard]] std::size_t trackers() const { return m_trackers.size(); }

private:
    struct Key {
        std::string group;
        std::string topic;
        std::int32_t partition = 0;
        auto operator<=>(const Key&) const = default;
    };
    struct Tracked {
        PartitionTracker tracker;
        std::optional<RecordQuestion> open;
        std::optional<std::int64_t> answeredFor; ///< the commit that `recordTime` belongs to
        std::int64_t answeredEnd = 0;
        std::optional<UtcTime> recordTime;
        std::optional<std::int64_t> lastCommitted;
        UtcTime lastAt{};
        std::uint64_t seenIn = 0;
    };
    using PartitionKey = std::pair<std::string, std::int32_t>;
    struct End {
        const ops::PartitionSample* sample = nullptr;
        std::string error;
    };
    struct GroupLook { ///< what every partition of a group shares
        const ops::ClusterSample& sample;
        const ops::GroupSample& group;
        GroupRules rules;
        std::string pausedBecause;
        std::map<PartitionKey, const ops::MemberSample*> owners;
    };
    struct Totals {
        std::vector<std::optional<std::int64_t>> lags;
        std::vector<Flow> flows;
        std::optional<double> outPerSecond;
    };

    void rememberEnds(const ops::ClusterSample& sample);
    void forgetTopic(const std::string& topic);
    void forgetUnseen();
    ops::GroupRow groupRow(const GroupLook& look);
    ops::GroupPartitionRow partitionRow(const GroupLook& look, const ops::CommitSample& commit,
                                        Totals& totals);
    static void addRate(Tracked& tracked, const Observation& seen, Totals& totals);
    static void openQuestion(Tracked& tracked, const Key& key, const Observation& seen,
                             const Judgement& judgement);
    [[nodiscard]] Observation observe(const GroupLook& look, const ops::CommitSample& commit) const;
    void addTimeLag(Observation& seen, const Tracked& tracked, const GroupLook& look,
                    const PartitionKey& key) const;

    std::map<Key, Tracked> m_trackers;
    std::map<PartitionKey, TimeTable> m_tables;
    std::map<PartitionKey, End> m_ends; ///< of the sample at hand
    std::map<std::string, std::string> m_topicIds;
    std::uint64_t m_round = 0;
};

/// The verdict of a group from its partitions: the worst, with a sentence that names where.
void judgeGroup(ops::GroupRow& row);

/// Worst first: health, then lag, then name.
void sortWorstFirst(std::vector<ops::GroupRow>& rows);

} // namespace vigia::core::lag
