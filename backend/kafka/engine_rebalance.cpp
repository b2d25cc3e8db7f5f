#include "backend/kafka/engine_state.h"

#include "backend/host/fault_point.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::kafka {
namespace {

PartitionList listOf(const std::vector<PartitionKey>& keys) {
    PartitionList list = newPartitionList(keys.size());
    for (const auto& [topic, partition] : keys)
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition);
    return list;
}

bool hasBatch(const std::map<PartitionKey, Slot>& slots,
              const rd_kafka_topic_partition_list_t& partitions) {
    for (int i = 0; i < partitions.cnt; ++i) {
        const auto slot = slots.find({partitions.elems[i].topic, partitions.elems[i].partition});
        if (slot != slots.end() && slot->second.inBatch)
            return true;
    }
    return false;
}

} // namespace

void ConsumerEngine::Impl::rebalanced(rd_kafka_t*, rd_kafka_resp_err_t code,
                                      rd_kafka_topic_partition_list_t* partitions, void* opaque) {
    auto* self = static_cast<Impl*>(static_cast<ClientContext*>(opaque)->owner);
    if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
        self->assigned(partitions);
    else
        self->revoked(partitions);
}

/// Nothing here blocks: the claim is the database thread's.
void ConsumerEngine::Impl::assigned(rd_kafka_topic_partition_list_t* partitions) {
    const std::int32_t generation = currentGeneration();
    {
        const std::lock_guard lock(mutex);
        const std::uint64_t assignment = ++assignments;
        for (int i = 0; i < partitions->cnt; ++i) {
            auto& element = partitions->elems[i];
            // A number that hides nothing; records before the claimed offset are dropped, the
            // partition is paused.
            element.offset = RD_KAFKA_OFFSET_BEGINNING;
            Slot& slot = slots[{element.topic, element.partition}];
            slot = Slot{};
            slot.assignment = assignment;
            slot.generation = generation;
            slot.claimSince = Steady::now();
        }
        if (!rebalanceSince && partitions->cnt > 0)
            rebalanceSince = Steady::now();
    }
    const ErrorHandle error(rd_kafka_incremental_assign(client.get(), partitions));
    rd_kafka_pause_partitions(client.get(), partitions);
    changed.notify_all();
    if (error)
        tell({.kind = EngineEventKind::ClientError,
              .text = kafkaError(error.get(), "Assignment").message});
    tell({.kind = EngineEventKind::Assigned, .count = partitions->cnt});
}

PartitionList ConsumerEngine::Impl::releaseSlots(const rd_kafka_topic_partition_list_t& partitions,
                                                 bool lost) {
    std::unique_lock lock(mutex);
    for (int i = 0; i < partitions.cnt; ++i) {
        const auto slot = slots.find({partitions.elems[i].topic, partitions.elems[i].partition});
        if (slot == slots.end())
            continue;
        slot->second.state = lost ? SlotState::Lost : SlotState::Revoking;
        slot->second.buffer.clear();
    }
    changed.notify_all();
    if (!lost) // finish or abandon; the database fences what is still under way then
        changed.wait_for(lock, options.revokeLimit, [&] { return !hasBatch(slots, partitions); });
    PartitionList offsets = newPartitionList(static_cast<std::size_t>(partitions.cnt));
    for (int i = 0; i < partitions.cnt; ++i) {
        const auto slot = slots.find({partitions.elems[i].topic, partitions.elems[i].partition});
        if (slot == slots.end())
            continue;
        if (slot->second.epoch > 0)
            rd_kafka_topic_partition_list_add(offsets.get(), partitions.elems[i].topic,
                                              partitions.elems[i].partition)
                ->offset = slot->second.settled;
        slots.erase(slot);
    }
    return offsets;
}

void ConsumerEngine::Impl::revoked(rd_kafka_topic_partition_list_t* partitions) {
    const bool lost = rd_kafka_assignment_lost(client.get()) != 0;
    VIGIA_FAULT_POINT("engine.revoking");
    const PartitionList offsets = releaseSlots(*partitions, lost);
    if (!lost && offsets->cnt > 0)
        rd_kafka_commit(client.get(), offsets.get(),
                        0); // for observers; the next owner asks the database
    VIGIA_FAULT_POINT("engine.revoked");
    const ErrorHandle error(rd_kafka_incremental_unassign(client.get(), partitions));
    if (error && !lost)
        tell({.kind = EngineEventKind::ClientError,
              .text = kafkaError(error.get(), "Release").message});
    tell({.kind = lost ? EngineEventKind::Lost : EngineEventKind::Revoked,
          .count = partitions->cnt});
}

void ConsumerEngine::Impl::serveSlots() {
    seekClaimed();
    applyPauses();
    std::optional<Steady::time_point> since;
    {
        const std::lock_guard lock(mutex);
        const bool settled = std::none_of(slots.begin(), slots.end(), [](const auto& entry) {
            return entry.second.state == SlotState::Claiming ||
                   entry.second.state == SlotState::Seeking;
        });
        if (settled)
            since = std::exchange(rebalanceSince, std::nullopt);
    }
    if (since)
        tell({.kind = EngineEventKind::Rebalanced,
              .duration =
                  std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - *since)});
}

void ConsumerEngine::Impl::seekClaimed() {
    PartitionList list = newPartitionList(8);
    std::map<PartitionKey, std::uint64_t> asked;
    {
        const std::lock_guard lock(mutex);
        for (const auto& [key, slot] : slots) {
            if (slot.state != SlotState::Seeking)
                continue;
            rd_kafka_topic_partition_list_add(list.get(), key.first.c_str(), key.second)->offset =
                slot.position;
            asked[key] = slot.assignment;
        }
    }
    if (asked.empty())
        return;
    const ErrorHandle error(rd_kafka_seek_partitions(client.get(), list.get(), 2000));
    const std::lock_guard lock(mutex);
    for (int i = 0; i < list->cnt; ++i) {
        const auto& element = list->elems[i];
        const PartitionKey key{element.topic, element.partition};
        Slot* slot = slotOf(key, asked[key]);
        // Not started yet, or a lookup goes on: the next turn tries again.
        if (slot != nullptr && slot->state == SlotState::Seeking &&
            element.err == RD_KAFKA_RESP_ERR_NO_ERROR && !error)
            slot->state = SlotState::Active;
    }
}

std::string_view ConsumerEngine::Impl::pauseReason(const Slot& slot) const {
    switch (slot.state) {
    case SlotState::Claiming:
        return databaseDown ? pause::kDatabase : pause::kClaim;
    case SlotState::Seeking:
        return pause::kClaim;
    case SlotState::Blocked:
        return pause::kOffsetsReset;
    case SlotState::Lost:
    case SlotState::Revoking:
        return pause::kGivenBack;
    case SlotState::Active:
        break;
    }
    if (databaseDown)
        return pause::kDatabase;
    if (handlerFailing)
        return pause::kHandlerFailing;
    if (slot.held)
        return pause::kNotBefore;
    return slot.overfull ? pause::kBackPressure : std::string_view();
}

void ConsumerEngine::Impl::applyPauses() {
    std::vector<PartitionKey> paused;
    std::vector<PartitionKey> resume;
    std::vector<std::pair<PartitionKey, std::string_view>> told;
    {
        const std::lock_guard lock(mutex);
        for (auto& [key, slot] : slots) {
            const std::string_view reason = pauseReason(slot);
            const bool wanted = !reason.empty();
            if (wanted != slot.pausedAtClient)
                (wanted ? paused : resume).push_back(key);
            slot.pausedAtClient = wanted;
            if (reason != slot.shownReason)
                told.emplace_back(key, slot.shownReason = reason);
        }
    }
    if (!paused.empty())
        rd_kafka_pause_partitions(client.get(), listOf(paused).get());
    if (!resume.empty())
        rd_kafka_resume_partitions(client.get(), listOf(resume).get());
    for (const auto& [key, reason] : told)
        probe.paused(key.first, key.second, reason);
}

void ConsumerEngine::Impl::refreshSubscription() {
    std::vector<std::string> wanted = options.topics;
    if (!options.aliases.empty()) {
        const auto metadata =
            clusterMetadata(client.get(), true, Steady::now() + std::chrono::seconds(2));
        if (!metadata && !subscribed.empty())
            return;
        const auto topics = metadata ? metadata->topics : std::vector<core::ops::TopicSample>{};
        for (const auto& alias : options.aliases) {
            if (std::any_of(topics.begin(), topics.end(),
                            [&](const auto& topic) { return topic.name == alias; }))
                wanted.push_back(alias);
        }
    }
    if (wanted == subscribed)
        return;
    const PartitionList list = newPartitionList(wanted.size());
    for (const auto& topic : wanted)
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
    const auto code = rd_kafka_subscribe(client.get(), list.get());
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        subscribed = std::move(wanted);
    else
        tell({.kind = EngineEventKind::ClientError,
              .text = kafkaError(code, "Subscription").message});
}

} // namespace vigia::backend::kafka
