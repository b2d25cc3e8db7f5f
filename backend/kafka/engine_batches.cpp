#include "backend/kafka/engine_state.h"

#include <algorithm>

#include <pthread.h>

namespace vigia::backend::kafka {
namespace {

using namespace std::chrono_literals;

bool isGone(const Slot& slot) {
    return slot.state == SlotState::Lost || slot.state == SlotState::Revoking;
}

} // namespace

void ConsumerEngine::Impl::settleLoop(const std::stop_token& stop) {
    pthread_setname_np(pthread_self(), "kafka-settle");
    while (!stop.stop_requested()) {
        if (claimDue())
            continue;
        Batch batch;
        {
            std::unique_lock lock(mutex);
            Steady::time_point wakeAt = Steady::now() + 100ms;
            if (batchReady(wakeAt))
                batch = gather();
            else
                changed.wait_until(lock, wakeAt);
        }
        if (!batch.empty())
            process(std::move(batch));
    }
}

/// A retry waits at the head of its partition until it is due; everything behind it is later.
bool ConsumerEngine::Impl::headIsDue(Slot& slot, Steady::time_point& wakeAt) const {
    slot.held = false;
    const auto notBefore = core::stream::notBeforeOf(slot.buffer.front().headers);
    if (!notBefore)
        return true;
    const auto left = *notBefore - clock.now();
    if (left <= left.zero())
        return true;
    slot.held = true;
    wakeAt = std::min(wakeAt, Steady::now() + std::chrono::duration_cast<Steady::duration>(left));
    return false;
}

bool ConsumerEngine::Impl::batchReady(Steady::time_point& wakeAt) {
    if (stopping || handlerFailing)
        return false;
    const auto now = Steady::now();
    std::size_t records = 0;
    bool lingered = false;
    for (auto& [key, slot] : slots) {
        if (slot.state != SlotState::Active || slot.buffer.empty() || !headIsDue(slot, wakeAt))
            continue;
        records += slot.buffer.size();
        lingered = lingered || slot.firstAt + options.linger <= now;
        wakeAt = std::min(wakeAt, slot.firstAt + options.linger);
    }
    return records >= options.batchSize || lingered;
}

void ConsumerEngine::Impl::take(const PartitionKey& key, Slot& slot, Batch& batch) const {
    BatchPart part{.key = key,
                   .assignment = slot.assignment,
                   .epoch = slot.epoch,
                   .expected = slot.settled,
                   .next = slot.settled,
                   .first = batch.records.size(),
                   .count = 0};
    Steady::time_point ignored = Steady::time_point::max();
    while (!slot.buffer.empty() && batch.records.size() < options.batchSize &&
           headIsDue(slot, ignored)) {
        part.next = slot.buffer.front().offset + 1;
        batch.records.push_back(std::move(slot.buffer.front()));
        slot.buffer.pop_front();
        ++part.count;
    }
    if (part.count == 0)
        return;
    slot.inBatch = true;
    slot.overfull = slot.overfull && slot.buffer.size() > options.bufferPerPartition / 2;
    batch.parts.push_back(std::move(part));
}

/// Begins behind the partition that came last in the batch before, so that none starves.
Batch ConsumerEngine::Impl::gather() {
    Batch batch;
    batch.records.reserve(options.batchSize);
    auto next = slots.upper_bound(lastTaken);
    for (std::size_t i = 0; i < slots.size() && batch.records.size() < options.batchSize; ++i) {
        if (next == slots.end())
            next = slots.begin();
        if (next->second.state == SlotState::Active)
            take(next->first, next->second, batch);
        ++next;
    }
    if (!batch.parts.empty())
        lastTaken = batch.parts.back().key;
    changed.notify_all(); // there is room again
    return batch;
}

void ConsumerEngine::Impl::removePart(Batch& batch, std::size_t index) {
    const BatchPart gone = batch.parts[index];
    const auto first = batch.records.begin() + static_cast<std::ptrdiff_t>(gone.first);
    batch.records.erase(first, first + static_cast<std::ptrdiff_t>(gone.count));
    batch.parts.erase(batch.parts.begin() + static_cast<std::ptrdiff_t>(index));
    for (std::size_t i = index; i < batch.parts.size(); ++i)
        batch.parts[i].first -= gone.count;
    {
        const std::lock_guard lock(mutex);
        if (Slot* slot = slotOf(gone.key, gone.assignment); slot != nullptr)
            slot->inBatch = false;
    }
    changed.notify_all();
}

void ConsumerEngine::Impl::pruneRevoked(Batch& batch) {
    for (std::size_t i = batch.parts.size(); i-- > 0;) {
        bool gone = false;
        {
            const std::lock_guard lock(mutex);
            const Slot* slot = slotOf(batch.parts[i].key, batch.parts[i].assignment);
            gone = slot == nullptr || isGone(*slot);
        }
        if (gone)
            removePart(batch, i);
    }
}

void ConsumerEngine::Impl::release(const Batch& batch) {
    {
        const std::lock_guard lock(mutex);
        for (const auto& part : batch.parts) {
            if (Slot* slot = slotOf(part.key, part.assignment); slot != nullptr)
                slot->inBatch = false;
        }
    }
    changed.notify_all();
}

/// Ends early when a partition of the batch is asked back.
void ConsumerEngine::Impl::waitBeforeRetry(const Batch& batch, std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, wait, [&] {
        return std::any_of(batch.parts.begin(), batch.parts.end(), [&](const BatchPart& part) {
            const Slot* slot = slotOf(part.key, part.assignment);
            return slot == nullptr || isGone(*slot);
        });
    });
}

void ConsumerEngine::Impl::setDatabaseDown(bool down, const std::string& reason) {
    {
        const std::lock_guard lock(mutex);
        if (std::exchange(databaseDown, down) == down)
            return;
    }
    changed.notify_all();
    tell({.kind = down ? EngineEventKind::DatabaseDown : EngineEventKind::DatabaseUp,
          .text = reason});
}

void ConsumerEngine::Impl::process(Batch batch) {
    const auto began = Steady::now();
    auto wait = options.retryMin;
    Settled last;
    while (true) {
        pruneRevoked(batch);
        if (batch.empty())
            return;
        Settled settled = settle(batch);
        if (settled.end == SettleEnd::NotOwner) {
            const Ownership owner = findOwner(batch);
            if (owner == Ownership::Removed)
                continue;
            if (owner == Ownership::AlreadySettled) // the COMMIT in doubt had gone through
                settled = std::exchange(last, {});
        }
        if (settled.end == SettleEnd::Done) {
            finishSettled(batch, settled, began);
            release(batch);
            return;
        }
        if (settled.end == SettleEnd::HandlerFailed) {
            oneByOne(std::move(batch));
            return;
        }
        if (settled.end == SettleEnd::Systematic)
            setDatabaseDown(true, settled.reason);
        last = std::move(settled);
        last.end = SettleEnd::Done;
        waitBeforeRetry(batch, wait);
        wait = std::min(wait * 2, options.retryMax);
    }
}

} // namespace vigia::backend::kafka
