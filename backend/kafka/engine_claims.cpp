#include "backend/kafka/engine_state.h"

#include "backend/host/fault_point.h"
#include "backend/postgres/transaction.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::kafka {
namespace {

using core::Result;
using namespace std::chrono_literals;

constexpr auto kBlockedAgain = 5s;
/// After so long the transaction that holds the row is taken for a zombie's.
constexpr auto kHolderPatience = 5s;

} // namespace

Slot* ConsumerEngine::Impl::slotOf(const PartitionKey& key, std::uint64_t assignment) {
    const auto slot = slots.find(key);
    return slot == slots.end() || slot->second.assignment != assignment ? nullptr : &slot->second;
}

std::int32_t ConsumerEngine::Impl::currentGeneration() const {
    const GroupMetadataHandle metadata(rd_kafka_consumer_group_metadata(client.get()));
    return metadata ? rd_kafka_consumer_group_metadata_generation_id(metadata.get()) : -1;
}

std::vector<PartitionKey> ConsumerEngine::Impl::dueClaims() {
    const std::lock_guard lock(mutex);
    std::vector<PartitionKey> due;
    const auto now = Steady::now();
    for (const auto& [key, slot] : slots) {
        const bool waits = slot.state == SlotState::Claiming || slot.state == SlotState::Blocked;
        if (waits && !slot.inBatch && slot.notBefore <= now && !stopping)
            due.push_back(key);
    }
    return due;
}

/// True when something was claimed or tried.
bool ConsumerEngine::Impl::claimDue() {
    const auto due = dueClaims();
    if (due.empty())
        return false;
    const auto facts = readClaimFacts(client.get(), due);
    for (const auto& key : due) {
        std::uint64_t assignment = 0;
        {
            const std::lock_guard lock(mutex);
            const auto slot = slots.find(key);
            if (slot == slots.end() || stopping)
                continue;
            assignment = slot->second.assignment;
        }
        claimOne(key, assignment, facts.at(key));
    }
    return true;
}

std::optional<postgres::ClaimRequest> ConsumerEngine::Impl::claimRequest(const PartitionKey& key,
                                                                         std::uint64_t assignment,
                                                                         const ClaimFacts& facts) {
    const std::lock_guard lock(mutex);
    const Slot* slot = slotOf(key, assignment);
    if (slot == nullptr)
        return std::nullopt;
    return postgres::ClaimRequest{.generation = slot->generation,
                                  .owner = options.owner,
                                  .fallbackOffset = facts.committed.value_or(*facts.logStart),
                                  .topicId = facts.topicId.empty() ? std::nullopt
                                                                   : std::optional(facts.topicId),
                                  .seenGeneration = slot->seenGeneration};
}

void ConsumerEngine::Impl::claimOne(const PartitionKey& key, std::uint64_t assignment,
                                    const ClaimFacts& facts) {
    if (!facts.error.empty()) {
        tell({.kind = EngineEventKind::ClientError,
              .topic = key.first,
              .partition = key.second,
              .text = facts.error});
        claimLater(key, assignment);
        return;
    }
    auto request = claimRequest(key, assignment, facts);
    if (!request)
        return;
    probe.claiming(key.first, key.second);
    VIGIA_FAULT_POINT("engine.before_claim");
    const postgres::OffsetKey row{options.group, key.first, key.second};
    const auto result = postgres::inTransaction(
        pool, "offsets.claim", [&](pqxx::work& tx) -> Result<postgres::ClaimResult> {
            if (VIGIA_MUTANT("claim_without_generation")) {
                const auto stored = postgres::readOffset(tx, schema, row);
                request->seenGeneration = stored ? std::optional(stored->generation) : std::nullopt;
            }
            return postgres::claim(tx, schema, row, *request);
        });
    if (!result) {
        claimFailed(key, assignment, result.error());
        return;
    }
    setDatabaseDown(false, "");
    if (const auto* claim = std::get_if<postgres::Claimed>(&*result))
        claimed(key, assignment, *claim, facts);
    else if (const auto* by = std::get_if<postgres::RefusedBy>(&*result))
        refused(key, assignment, by->generation);
    else
        block(key, assignment,
              {.kind = EngineEventKind::TopicRecreated,
               .topic = key.first,
               .partition = key.second,
               .text = fmt::format("Topic {} was deleted and made anew; its offsets belong to the "
                                   "old one. Run: vigia "
                                   "offsets reset --group {} --topic {}",
                                   key.first, options.group, key.first)});
}

void ConsumerEngine::Impl::claimFailed(const PartitionKey& key, std::uint64_t assignment,
                                       const core::Error& error) {
    const bool rowHeld = error.message.find("55P03") != std::string::npos; // no outage
    if (!rowHeld)
        setDatabaseDown(true, error.message);
    bool patienceOver = false;
    {
        const std::lock_guard lock(mutex);
        const Slot* slot = slotOf(key, assignment);
        patienceOver = slot != nullptr && Steady::now() - slot->claimSince > kHolderPatience;
    }
    if (rowHeld && patienceOver) {
        const postgres::OffsetKey row{options.group, key.first, key.second};
        const auto ended =
            postgres::inTransaction(pool, "offsets.terminate", [&](pqxx::work& tx) -> Result<int> {
                return postgres::terminateHolder(tx, schema, row);
            });
        if (!ended)
            tell({.kind = EngineEventKind::ClientError,
                  .topic = key.first,
                  .partition = key.second,
                  .text = ended.error().message});
    }
    claimLater(key, assignment);
}

/// The end is asked again: the member before may have settled records that came after the first
/// look.
bool ConsumerEngine::Impl::isAhead(const PartitionKey& key, std::uint64_t assignment,
                                   std::int64_t next) {
    const ClaimFacts fresh = readClaimFacts(client.get(), {key}).at(key);
    if (!fresh.logEnd) {
        claimLater(key, assignment);
        return true;
    }
    if (next <= *fresh.logEnd)
        return false;
    block(key, assignment,
          {.kind = EngineEventKind::OffsetsAhead,
           .topic = key.first,
           .partition = key.second,
           .count = next - *fresh.logEnd,
           .text = fmt::format(
               "{}/{} is stored at {}, but its log ends at {}. Run: vigia offsets reset --group {} "
               "--topic {}",
               key.first, key.second, next, *fresh.logEnd, options.group, key.first)});
    return true;
}

/// The records between are gone: the offset moves to the log start and an event says how many.
bool ConsumerEngine::Impl::skipLost(const PartitionKey& key, const postgres::Claimed& claim,
                                    std::int64_t logStart) {
    const postgres::Settlement jump{
        {options.group, key.first, key.second}, claim.nextOffset, logStart, claim.epoch};
    const auto moved =
        postgres::inTransaction(pool, "offsets.skip", [&](pqxx::work& tx) -> Result<bool> {
            return postgres::settle(tx, schema, jump);
        });
    if (!moved || !*moved)
        return false;
    const std::int64_t count = logStart - claim.nextOffset;
    tell({.kind = EngineEventKind::OffsetsLost,
          .topic = key.first,
          .partition = key.second,
          .count = count,
          .text = fmt::format("{} records of {}/{} were deleted before group {} read them", count,
                              key.first, key.second, options.group)});
    return true;
}

void ConsumerEngine::Impl::claimed(const PartitionKey& key, std::uint64_t assignment,
                                   const postgres::Claimed& claim, const ClaimFacts& facts) {
    std::int64_t next = claim.nextOffset;
    if (next > *facts.logEnd && isAhead(key, assignment, next))
        return;
    if (next < *facts.logStart) {
        if (!skipLost(key, claim, *facts.logStart)) {
            claimLater(key, assignment);
            return;
        }
        next = *facts.logStart;
    }
    const std::lock_guard lock(mutex);
    Slot* slot = slotOf(key, assignment);
    if (slot == nullptr || slot->state == SlotState::Revoking || slot->state == SlotState::Lost)
        return;
    slot->epoch = claim.epoch;
    slot->settled = slot->position = next;
    slot->buffer.clear();
    slot->seenGeneration.reset();
    slot->claimWait = 0ms;
    slot->held = slot->overfull = false;
    slot->notBefore = {};
    slot->state = SlotState::Seeking;
    // Observers see where the group stands also before its first record.
    const PartitionList visible = newPartitionList(1);
    rd_kafka_topic_partition_list_add(visible.get(), key.first.c_str(), key.second)->offset = next;
    rd_kafka_commit(client.get(), visible.get(), 1);
}

/// A higher generation holds the row: either a newer member has the partition, or the group was
/// made anew and counts from one again. Only Kafka knows which.
void ConsumerEngine::Impl::refused(const PartitionKey& key, std::uint64_t assignment,
                                   std::int32_t generation) {
    const postgres::OffsetKey row{options.group, key.first, key.second};
    const auto stored = postgres::inTransaction(
        pool, "offsets.read", [&](pqxx::work& tx) -> Result<std::optional<postgres::StoredOffset>> {
            return postgres::readOffset(tx, schema, row);
        });
    const auto membership =
        stored && *stored ? askMembership(key, (*stored)->nextOffset) : Membership::Unknown;
    if (membership == Membership::Current)
        claimAgain(key, assignment, generation);
    else if (membership == Membership::Unknown)
        claimLater(key, assignment);
    const std::lock_guard lock(mutex);
    Slot* slot = slotOf(key, assignment);
    if (slot != nullptr && membership == Membership::Gone)
        slot->state = SlotState::Lost;
}

ConsumerEngine::Impl::Membership ConsumerEngine::Impl::askMembership(const PartitionKey& key,
                                                                     std::int64_t offset) {
    const PartitionList list = newPartitionList(1);
    rd_kafka_topic_partition_list_add(list.get(), key.first.c_str(), key.second)->offset = offset;
    rd_kafka_resp_err_t code = rd_kafka_commit(client.get(), list.get(), 0);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        code = list->elems[0].err;
    switch (code) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        return Membership::Current;
    case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID:
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
    case RD_KAFKA_RESP_ERR_STALE_MEMBER_EPOCH:
        return Membership::Gone;
    default:
        return Membership::Unknown;
    }
}

void ConsumerEngine::Impl::claimAgain(const PartitionKey& key, std::uint64_t assignment,
                                      std::optional<std::int32_t> seen) {
    const std::int32_t generation = currentGeneration();
    const std::lock_guard lock(mutex);
    Slot* slot = slotOf(key, assignment);
    if (slot == nullptr || slot->state == SlotState::Revoking || slot->state == SlotState::Lost)
        return;
    slot->state = SlotState::Claiming;
    slot->generation = generation;
    slot->seenGeneration = seen;
    slot->buffer.clear();
    slot->notBefore = {};
    slot->claimSince = Steady::now();
}

void ConsumerEngine::Impl::claimLater(const PartitionKey& key, std::uint64_t assignment) {
    const std::lock_guard lock(mutex);
    Slot* slot = slotOf(key, assignment);
    if (slot == nullptr)
        return;
    slot->claimWait = std::clamp(slot->claimWait * 2, options.retryMin, options.retryMax);
    slot->notBefore = Steady::now() + slot->claimWait;
}

void ConsumerEngine::Impl::block(const PartitionKey& key, std::uint64_t assignment,
                                 EngineEvent event) {
    bool first = false;
    {
        const std::lock_guard lock(mutex);
        Slot* slot = slotOf(key, assignment);
        if (slot == nullptr || slot->state == SlotState::Revoking || slot->state == SlotState::Lost)
            return;
        first = slot->state != SlotState::Blocked;
        slot->state = SlotState::Blocked;
        slot->buffer.clear();
        slot->notBefore = Steady::now() + kBlockedAgain; // a reset may have come by then
    }
    if (first)
        tell(std::move(event));
}

} // namespace vigia::backend::kafka
