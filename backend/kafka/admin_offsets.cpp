#include "backend/kafka/admin_calls.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace vigia::backend::kafka {
namespace {

using core::Result;

/// Positions in the caller's list that go into one call: one leader, at most `perCall`.
using Chunk = std::vector<std::size_t>;

std::vector<Chunk> chunksByLeader(const std::vector<PartitionRef>& partitions,
                                  std::size_t perCall) {
    std::map<std::int32_t, Chunk> byLeader;
    for (std::size_t i = 0; i < partitions.size(); ++i)
        byLeader[partitions[i].leader].push_back(i);
    std::vector<Chunk> chunks;
    for (const auto& [leader, all] : byLeader) {
        for (std::size_t from = 0; from < all.size(); from += perCall) {
            const auto first = all.begin() + static_cast<std::ptrdiff_t>(from);
            chunks.emplace_back(
                first, first + static_cast<std::ptrdiff_t>(std::min(perCall, all.size() - from)));
        }
    }
    return chunks;
}

std::int64_t wireValue(OffsetKind kind) {
    return kind == OffsetKind::LogStart ? RD_KAFKA_OFFSET_SPEC_EARLIEST
                                        : RD_KAFKA_OFFSET_SPEC_LATEST;
}

PartitionList asked(const std::vector<PartitionRef>& partitions, const Chunk& chunk,
                    OffsetKind kind) {
    PartitionList list = newPartitionList(chunk.size());
    for (const std::size_t at : chunk)
        rd_kafka_topic_partition_list_add(list.get(), partitions[at].topic.c_str(),
                                          partitions[at].partition)
            ->offset = wireValue(kind);
    return list;
}

void store(const rd_kafka_topic_partition_t& found, PartitionOffset& row) {
    row.error.clear();
    if (found.err != RD_KAFKA_RESP_ERR_NO_ERROR)
        row.error = rd_kafka_err2str(found.err);
    else if (found.offset >= 0)
        row.offset = found.offset;
    else
        row.error = "the broker gave no offset";
}

void storeAll(Result<rd_kafka_event_t*> event, const Chunk& chunk,
              std::vector<PartitionOffset>& rows) {
    if (!event) {
        for (const std::size_t at : chunk)
            rows[at].error = event.error().message;
        return;
    }
    std::map<std::pair<std::string_view, std::int32_t>, std::size_t> position;
    for (const std::size_t at : chunk)
        position[{rows[at].topic, rows[at].partition}] = at;
    std::size_t count = 0;
    const auto* infos =
        rd_kafka_ListOffsets_result_infos(rd_kafka_event_ListOffsets_result(*event), &count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto* found = rd_kafka_ListOffsetsResultInfo_topic_partition(infos[i]);
        const auto row = position.find({found->topic, found->partition});
        if (row != position.end())
            store(*found, rows[row->second]);
    }
}

} // namespace

std::vector<PartitionOffset> listOffsets(rd_kafka_t* client,
                                         const std::vector<PartitionRef>& partitions,
                                         OffsetKind kind, OffsetCalls calls, Deadline deadline) {
    std::vector<PartitionOffset> rows;
    rows.reserve(partitions.size());
    for (const auto& partition : partitions)
        rows.push_back({partition.topic, partition.partition, std::nullopt, "no answer"});
    std::vector<AdminRequest> requests;
    for (auto& chunk : chunksByLeader(partitions, calls.perCall)) {
        AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_LISTOFFSETS,
                             .answer = RD_KAFKA_EVENT_LISTOFFSETS_RESULT};
        request.isolation = kind == OffsetKind::LastStable
                                ? RD_KAFKA_ISOLATION_LEVEL_READ_COMMITTED
                                : RD_KAFKA_ISOLATION_LEVEL_READ_UNCOMMITTED;
        request.issue = [client, &partitions, chunk, kind](auto* options, auto* queue) {
            const PartitionList list = asked(partitions, chunk, kind);
            rd_kafka_ListOffsets(client, list.get(), options, queue);
        };
        request.done = [chunk, &rows](Result<rd_kafka_event_t*> event) {
            storeAll(std::move(event), chunk, rows);
        };
        requests.push_back(std::move(request));
    }
    runRequests(client, requests, calls.inFlight, deadline);
    return rows;
}

} // namespace vigia::backend::kafka
