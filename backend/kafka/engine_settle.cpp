#include "backend/kafka/engine_state.h"

#include "backend/host/fault_point.h"
#include "backend/postgres/outbox.h"
#include "backend/postgres/sqlstate.h"
#include "backend/postgres/transaction.h"

#include <fmt/format.h>

namespace vigia::backend::kafka {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using core::stream::Outcome;
using core::stream::OutcomeKind;
using core::stream::Record;

/// A dead letter that fails again stays where it is: putting it aside anew would go round for ever.
bool isDeadLetter(const Record& record) {
    return core::stream::findHeader(record.headers, "x-failed-at") != nullptr &&
           core::stream::findHeader(record.headers, "x-replays") == nullptr;
}

core::Error handlerFailed(Settled& settled, std::string reason) {
    settled.end = SettleEnd::HandlerFailed;
    settled.reason = reason;
    return failure(ErrorCode::Corrupt, std::move(reason));
}

} // namespace

core::stream::FailureContext ConsumerEngine::Impl::failureContext() {
    const double random01 = std::uniform_real_distribution<double>(0.0, 1.0)(random);
    return {.group = options.group, .now = clock.now(), .random01 = random01};
}

std::vector<core::stream::OutboxRecord>
ConsumerEngine::Impl::failuresOf(const Batch& batch, std::vector<Outcome>& outcomes) {
    std::vector<core::stream::OutboxRecord> rows;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        Outcome& outcome = outcomes[i];
        const Record& record = batch.records[i];
        if (outcome.kind == OutcomeKind::Done || outcome.kind == OutcomeKind::Discard)
            continue;
        if (isDeadLetter(record)) {
            outcome.kind = OutcomeKind::Discard;
            continue;
        }
        if (outcome.kind == OutcomeKind::Retry &&
            hasRetryLeft(record, options.retry, options.failures)) {
            rows.push_back(
                retryOf(record, outcome, options.retry, options.failures, failureContext()));
            continue;
        }
        rows.push_back(deadLetterOf(record, outcome, options.failures, failureContext()));
        if (outcome.kind == OutcomeKind::Retry)
            outcome = {OutcomeKind::DeadLetter, "TRANSIENT_EXHAUSTED", outcome.errorMessage};
    }
    return rows;
}

/// Everything of one transaction but its last statement, which settles and goes with COMMIT.
Result<std::string> ConsumerEngine::Impl::applyIn(pqxx::transaction_base& tx, const Batch& batch,
                                                  Settled& settled) {
    settled.outcomes = handler.handle(batch.records, tx);
    if (settled.outcomes.size() != batch.records.size())
        return handlerFailed(settled, fmt::format("The handler answered {} outcomes for {} records",
                                                  settled.outcomes.size(), batch.records.size()));
    const auto rows = failuresOf(batch, settled.outcomes);
    settled.wroteOutbox = !rows.empty();
    if (!rows.empty())
        postgres::writeOutbox(tx, schema, rows);
    std::vector<postgres::Settlement> settlements;
    for (const auto& part : batch.parts)
        settlements.push_back({{options.group, part.key.first, part.key.second},
                               part.expected,
                               part.next,
                               part.epoch});
    return postgres::settleStatement(tx, schema, settlements);
}

Result<std::string> ConsumerEngine::Impl::settleIn(pqxx::transaction_base& tx, const Batch& batch,
                                                   Settled& settled) {
    settled = {};
    try {
        return applyIn(tx, batch, settled);
    } catch (const pqxx::sql_error& error) {
        if (error.sqlstate().empty() ||
            postgres::faultKind(error.sqlstate(), error.what()) == postgres::FaultKind::Systematic)
            throw;
        return handlerFailed(settled,
                             postgres::sqlError("handler", error.sqlstate(), error.what()).message);
    } catch (const pqxx::failure&) {
        throw; // the connection, or a rollback that another run may not meet
    } catch (const std::exception& error) {
        return handlerFailed(settled, error.what());
    } catch (...) {
        return handlerFailed(settled, "the handler threw something that is no exception");
    }
}

Settled ConsumerEngine::Impl::settle(const Batch& batch) {
    VIGIA_FAULT_POINT("engine.before_transaction");
    if (VIGIA_MUTANT("kafka_commit_before_transaction"))
        commitVisible(batch);
    Settled settled;
    const auto done =
        postgres::inTransactionEndingWith(pool, "engine.settle", [&](pqxx::transaction_base& tx) {
            auto applied = settleIn(tx, batch, settled);
            VIGIA_FAULT_POINT("engine.before_commit");
            return applied;
        });
    if (done || settled.end != SettleEnd::Done)
        return settled;
    // The values of records failed above; what is a conflict now is the settlement.
    settled.end =
        done.error().code == ErrorCode::Conflict ? SettleEnd::NotOwner : SettleEnd::Systematic;
    settled.reason = done.error().message;
    return settled;
}

void ConsumerEngine::Impl::commitVisible(const Batch& batch) {
    const std::lock_guard lock(mutex);
    PartitionList list = newPartitionList(batch.parts.size());
    for (const auto& part : batch.parts) {
        const Slot* slot = slotOf(part.key, part.assignment);
        if (slot == nullptr || slot->state == SlotState::Revoking || slot->state == SlotState::Lost)
            continue; // the revocation commits itself
        rd_kafka_topic_partition_list_add(list.get(), part.key.first.c_str(), part.key.second)
            ->offset = part.next;
    }
    if (list->cnt > 0)
        rd_kafka_commit(client.get(), list.get(), 1);
}

void ConsumerEngine::Impl::finishSettled(const Batch& batch, const Settled& settled,
                                         Steady::time_point began) {
    VIGIA_FAULT_POINT("engine.after_transaction");
    setDatabaseDown(false, "");
    {
        const std::lock_guard lock(mutex);
        for (const auto& part : batch.parts) {
            if (Slot* slot = slotOf(part.key, part.assignment);
                slot != nullptr && slot->epoch == part.epoch)
                slot->settled = part.next;
        }
    }
    commitVisible(batch);
    VIGIA_FAULT_POINT("engine.after_kafka_commit");
    handler.committed();
    if (settled.wroteOutbox && options.outboxWritten)
        options.outboxWritten();
    noteHandled(batch.records.size());
    for (const auto& part : batch.parts)
        probe.consumed(part.key.first, part.key.second, part.count);
    for (std::size_t i = 0;
         i < batch.records.size() && settled.outcomes.size() == batch.records.size(); ++i)
        probe.outcome(batch.records[i].topic, settled.outcomes[i]);
    probe.batchSettled(batch.records, Steady::now() - began);
}

/// A part that this process itself has claimed anew: its records come again.
bool ConsumerEngine::Impl::dropClaimedAnew(Batch& batch) {
    std::size_t dropped = 0;
    for (std::size_t i = batch.parts.size(); i-- > 0;) {
        bool anew = false;
        {
            const std::lock_guard lock(mutex);
            const Slot* slot = slotOf(batch.parts[i].key, batch.parts[i].assignment);
            anew = slot == nullptr || slot->epoch != batch.parts[i].epoch;
        }
        if (anew) {
            removePart(batch, i);
            ++dropped;
        }
    }
    return dropped > 0;
}

/// The first part whose row is not as the batch expects, with the row; nothing when all are.
Result<std::optional<ConsumerEngine::Impl::MovedPart>>
ConsumerEngine::Impl::findMoved(const Batch& batch) {
    return postgres::inTransaction(
        pool, "offsets.read", [&](pqxx::work& tx) -> Result<std::optional<MovedPart>> {
            for (std::size_t i = 0; i < batch.parts.size(); ++i) {
                const BatchPart& part = batch.parts[i];
                auto row = postgres::readOffset(tx, schema,
                                                {options.group, part.key.first, part.key.second});
                if (!row || row->epoch != part.epoch || row->nextOffset != part.expected)
                    return std::optional(MovedPart{i, std::move(row)});
            }
            return std::optional<MovedPart>();
        });
}

ConsumerEngine::Impl::Ownership ConsumerEngine::Impl::findOwner(Batch& batch) {
    if (dropClaimedAnew(batch))
        return Ownership::Removed;
    const auto moved = findMoved(batch);
    if (!moved || !*moved)
        return Ownership::Retry;
    const auto& [index, row] = **moved;
    const BatchPart part = batch.parts[index];
    if (row && row->epoch == part.epoch && row->nextOffset == part.next)
        return Ownership::AlreadySettled;
    const auto membership = askMembership(part.key, row ? row->nextOffset : part.expected);
    if (membership == Membership::Unknown)
        return Ownership::Retry;
    removePart(batch, index);
    if (membership == Membership::Current) {
        claimAgain(part.key, part.assignment, std::nullopt);
        return Ownership::Removed;
    }
    const std::lock_guard lock(mutex);
    if (Slot* slot = slotOf(part.key, part.assignment); slot != nullptr)
        slot->state = SlotState::Lost;
    return Ownership::Removed;
}

} // namespace vigia::backend::kafka
