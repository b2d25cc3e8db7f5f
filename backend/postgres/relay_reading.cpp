#include "backend/postgres/relay_engine.h"

#include "backend/host/fault_point.h"

#include <algorithm>

namespace vigia::backend::postgres {
namespace {

using core::SteadyTime;
using core::stream::PublishError;
using core::stream::PublishErrorClass;

/// How many samples of the highest id are kept: rows below the oldest are looked for only once a
/// second.
constexpr std::size_t kHighestSamples = 3;
constexpr std::chrono::milliseconds kFullScanEvery{1000};

/// Keeps the rows before the first that can't even be built; alone it is poison.
void cutAtUnreadable(std::vector<OutboxRow>& rows) {
    const auto bad =
        std::find_if(rows.begin(), rows.end(), [](const auto& row) { return !row.readable; });
    rows.erase(bad == rows.begin() && bad != rows.end() ? bad + 1 : bad, rows.end());
}

#ifndef NDEBUG
std::vector<SentRow> unacknowledged(const RelayWindow& window) {
    std::vector<SentRow> rows;
    for (const auto& row : window.rows())
        rows.push_back({row.id, -1, -1});
    return rows;
}
#endif

} // namespace

void RelayEngine::keepHouse(SteadyTime now) {
    if (now >= m_balanceAt) {
        m_balanceAt = now + m_options.balanceEvery;
        balance();
    }
    if (now >= m_backlogAt) {
        m_backlogAt = now + m_options.backlogEvery;
        watchBacklog();
    }
    if (now >= m_deleteAt && m_shards[0].held)
        m_deleteAt = m_store->deleteOld() > 0 ? now : now + m_options.deleteEvery;
}

/// An equal share for each relay that is connected; a stopped one counts until the server ends its
/// connection.
void RelayEngine::balance() {
    m_highest.push_back(m_store->highestId());
    if (m_highest.size() > kHighestSamples)
        m_highest.pop_front();
    const int relays = std::max(1, m_store->relays());
    const int quota = (kOutboxShards + relays - 1) / relays;
    release(quota);
    acquire(quota);
    noteParked();
}

void RelayEngine::noteParked() {
    for (auto& shard : m_shards)
        shard.parkedLow = 0;
    for (const auto& [shard, id] : m_store->parkedLows())
        m_shards.at(static_cast<std::size_t>(shard)).parkedLow = id;
}

void RelayEngine::release(int quota) {
    int surplus = shardsHeld() - quota;
    for (std::size_t i = m_shards.size(); i-- > 0;) {
        auto& shard = m_shards[i];
        shard.releasing = shard.held && surplus > 0;
        if (!shard.releasing)
            continue;
        --surplus;
        if (shard.window)
            continue;
        m_store->unlock(static_cast<std::int16_t>(i));
        shard = {};
    }
}

void RelayEngine::acquire(int quota) {
    int held = shardsHeld();
    for (std::size_t i = 0; i < m_shards.size() && held < quota; ++i) {
        auto& shard = m_shards[i];
        if (shard.held || !m_store->tryLock(static_cast<std::int16_t>(i)))
            continue;
        shard = {};
        shard.held = shard.due = true;
        ++held;
    }
}

void RelayEngine::watchBacklog() {
    m_stats.backlog = m_store->backlog();
    if (m_options.hooks.measured)
        m_options.hooks.measured(m_stats.backlog);
    const auto limit = std::chrono::duration<double>(m_options.stallAfter).count();
    const bool stalled = m_stats.backlog.oldestSeconds > limit;
    if (stalled != m_stalled && m_options.hooks.stalled)
        m_options.hooks.stalled(stalled, m_stats.backlog);
    m_stalled = stalled;
}

/// A shard that looks for the row that can't be sent. It gets the producer for itself: brokers
/// refuse whole batches, and a batch may hold rows of several shards.
const RelayEngine::Shard* RelayEngine::suspect(SteadyTime now) const {
    const auto found = std::find_if(m_shards.begin(), m_shards.end(), [&](const Shard& shard) {
        return shard.held && shard.aloneUntil > 0 && now >= shard.pausedUntil;
    });
    return found == m_shards.end() ? nullptr : &*found;
}

std::vector<ReadRequest> RelayEngine::requests(SteadyTime now, bool everyIdle) const {
    const Shard* only = suspect(now);
    if (only != nullptr && inFlight() > 0)
        return {};
    std::vector<ReadRequest> out;
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        const auto& shard = m_shards[i];
        const bool wanted = only == nullptr ? shard.due || everyIdle : only == &shard;
        if (!wanted || !shard.held || shard.releasing || shard.window || now < shard.pausedUntil)
            continue;
        out.push_back({static_cast<std::int16_t>(i), now >= shard.fullScanAt ? 0 : shard.low,
                       shard.aloneUntil > 0 ? 1 : m_options.window});
    }
    return out;
}

void RelayEngine::startWindows(SteadyTime now, bool everyIdle) {
    const auto wanted = requests(now, everyIdle);
    if (wanted.empty())
        return;
    auto rows = m_store->read(wanted);
    const bool more = rows.size() >= static_cast<std::size_t>(m_options.window);
    m_readAt = rows.empty() || more ? now : now + m_options.gather;
    auto next = rows.begin();
    for (const auto& request : wanted) {
        auto& shard = m_shards.at(static_cast<std::size_t>(request.shard));
        const auto end = std::find_if(next, rows.end(),
                                      [&](const auto& row) { return row.shard != request.shard; });
        std::vector<OutboxRow> mine(std::make_move_iterator(next), std::make_move_iterator(end));
        next = end;
        shard.due = false;
        noteScan(shard, request, mine.empty() ? 0 : mine.front().id, now);
        if (!mine.empty() && !m_purging)
            startWindow(shard, std::move(mine), now);
        else
            shard.due = !mine.empty();
    }
}

/// Ids don't rise in commit order, so a row may appear below those already sent. Reads begin at the
/// lowest unsent row, or at what was the highest id some seconds ago; the scan from the beginning
/// once a second finds later ones. They never begin above a parked row, so that it and what it
/// holds come first when it is let go.
void RelayEngine::noteScan(Shard& shard, const ReadRequest& request, std::int64_t firstId,
                           SteadyTime now) {
    if (shard.aloneUntil > 0 && (firstId == 0 || firstId > shard.aloneUntil))
        shard.aloneUntil = 0;
    if (request.fromId != 0 && now < shard.fullScanAt)
        return;
    const bool sampled = m_highest.size() == kHighestSamples;
    shard.low = sampled ? m_highest.front() : 0;
    for (const auto bound : {firstId, shard.parkedLow}) {
        if (bound != 0)
            shard.low = std::min(shard.low, bound);
    }
    shard.fullScanAt = now + kFullScanEvery;
}

void RelayEngine::startWindow(Shard& shard, std::vector<OutboxRow> rows, SteadyTime now) {
    cutAtUnreadable(rows);
    const bool unreadable = !rows.front().readable;
    shard.window.emplace(rows, m_nextTag);
    if (unreadable) {
        park(shard, shard.window->rows().front(), "the headers of this row can't be read");
        shard.window.reset();
        shard.due = true;
        return;
    }
    m_nextTag += rows.size();
    shard.window->produced(std::chrono::steady_clock::now());
    const auto enqueued = m_publisher.enqueue(shard.window->records(), shard.window->firstTag());
    std::optional<RelayWindow::Row> stopped;
    if (enqueued.refusal)
        stopped = shard.window->rows().at(enqueued.taken);
    shard.window->truncate(enqueued.taken);
#ifndef NDEBUG
    if (VIGIA_MUTANT("mark_before_ack"))
        m_store->markSent(unacknowledged(*shard.window));
#endif
    VIGIA_FAULT_POINT("relay.after_produce");
    if (stopped)
        refused(shard, *stopped, *enqueued.refusal, now);
}

/// A full queue stops the shard like a failed report. A row that the producer itself refuses is
/// poison when it comes first; else it comes first next time.
void RelayEngine::refused(Shard& shard, const RelayWindow::Row& row, const PublishError& error,
                          SteadyTime now) {
    const bool first = shard.window->rows().empty();
    const bool passes =
        error.kind == PublishErrorClass::Retriable ||
        (error.kind == PublishErrorClass::Lingering && !lingersTooLong(row.topic, now));
    if (first && !passes)
        park(shard, row, error.text);
    if (first)
        shard.window.reset();
    shard.due = true;
    if (!passes)
        return;
    if (m_options.hooks.failed)
        m_options.hooks.failed(row.topic, error.text);
    ++m_stats.failures;
    pause(shard, now);
    if (error.kind == PublishErrorClass::Retriable)
        purge();
}

} // namespace vigia::backend::postgres
