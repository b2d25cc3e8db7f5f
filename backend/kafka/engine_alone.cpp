#include "backend/kafka/engine_state.h"

#include "backend/postgres/outbox.h"
#include "backend/postgres/transaction.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::kafka {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

constexpr int kTriesAlone = 3;
constexpr std::size_t kRecordsWatched = 100;
constexpr std::ptrdiff_t kDeadAllowed = 10;

} // namespace

void ConsumerEngine::Impl::noteHandled(std::size_t good) {
    const std::lock_guard lock(mutex);
    for (std::size_t i = 0; i < std::min(good, kRecordsWatched); ++i)
        lastAlone.push_back(false);
    while (lastAlone.size() > kRecordsWatched)
        lastAlone.pop_front();
}

/// Counts one more dead letter among the last 100 records; true when that is one too many.
bool ConsumerEngine::Impl::tooManyDead() {
    const std::lock_guard lock(mutex);
    lastAlone.push_back(true);
    while (lastAlone.size() > kRecordsWatched)
        lastAlone.pop_front();
    return std::count(lastAlone.begin(), lastAlone.end(), true) > kDeadAllowed;
}

/// A fault of ours must not drain the topic into the dead letters.
void ConsumerEngine::Impl::awaitResume(Batch& one) {
    {
        const std::lock_guard lock(mutex);
        handlerFailing = true;
    }
    changed.notify_all();
    tell({.kind = EngineEventKind::HandlerFailing,
          .topic = one.parts.front().key.first,
          .partition = one.parts.front().key.second,
          .text = fmt::format(
              "More than {} of {} records of group {} fail in their handler; it is paused",
              kDeadAllowed, kRecordsWatched, options.group)});
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] {
        const Slot* slot = slotOf(one.parts.front().key, one.parts.front().assignment);
        return !handlerFailing || stopping || slot == nullptr ||
               slot->state == SlotState::Revoking || slot->state == SlotState::Lost;
    });
    if (handlerFailing) // revoked meanwhile: the next owner meets the fault itself
        handlerFailing = false;
}

bool ConsumerEngine::Impl::buryAlone(Batch& one, const std::string& reason) {
    const auto began = Steady::now();
    const BatchPart& part = one.parts.front();
    const core::stream::Outcome outcome{core::stream::OutcomeKind::DeadLetter, "HANDLER_ERROR",
                                        reason};
    std::vector<core::stream::Outcome> outcomes{outcome};
    const auto rows = failuresOf(one, outcomes);
    Settled settled;
    const auto done =
        postgres::inTransaction(pool, "engine.dead_letter", [&](pqxx::work& tx) -> Result<void> {
            settled.end = SettleEnd::Done;
            postgres::writeOutbox(tx, schema, rows);
            if (postgres::settle(tx, schema,
                                 {{options.group, part.key.first, part.key.second},
                                  part.expected,
                                  part.next,
                                  part.epoch}))
                return {};
            settled.end = SettleEnd::NotOwner;
            return failure(ErrorCode::Conflict, "the offset moved");
        });
    if (!done)
        return false;
    settled.outcomes = std::move(outcomes);
    settled.wroteOutbox = !rows.empty();
    finishSettled(one, settled, began);
    return true;
}

bool ConsumerEngine::Impl::settleAlone(Batch& one) {
    int tries = 0;
    auto wait = options.retryMin;
    while (true) {
        pruneRevoked(one);
        if (one.empty())
            return false;
        const auto began = Steady::now();
        Settled settled = settle(one);
        if (settled.end == SettleEnd::NotOwner) {
            const Ownership owner = findOwner(one);
            if (owner == Ownership::Removed)
                return false;
            if (owner == Ownership::AlreadySettled)
                settled.end = SettleEnd::Done;
        }
        if (settled.end == SettleEnd::Done) {
            finishSettled(one, settled, began);
            return true;
        }
        if (settled.end == SettleEnd::HandlerFailed && ++tries < kTriesAlone)
            continue;
        if (settled.end == SettleEnd::HandlerFailed) {
            if (tooManyDead()) {
                awaitResume(one);
                tries = 0;
                continue;
            }
            if (buryAlone(one, settled.reason))
                return true;
            tries = kTriesAlone - 1;
        }
        if (settled.end == SettleEnd::Systematic)
            setDatabaseDown(true, settled.reason);
        waitBeforeRetry(one, wait);
        wait = std::min(wait * 2, options.retryMax);
    }
}

/// The record at fault is found by giving each its own transaction, in order within its partition.
void ConsumerEngine::Impl::oneByOne(Batch batch) {
    for (const auto& part : batch.parts) {
        std::int64_t expected = part.expected;
        for (std::size_t i = part.first; i < part.first + part.count; ++i) {
            Batch one;
            one.parts.push_back({.key = part.key,
                                 .assignment = part.assignment,
                                 .epoch = part.epoch,
                                 .expected = expected,
                                 .next = batch.records[i].offset + 1,
                                 .first = 0,
                                 .count = 1});
            expected = one.parts.front().next;
            one.records.push_back(std::move(batch.records[i]));
            if (!settleAlone(one))
                break;
        }
        release(Batch{.records = {}, .parts = {part}});
    }
}

} // namespace vigia::backend::kafka
