#include "backend/postgres/relay_engine.h"

#include "backend/host/fault_point.h"

#include <algorithm>

namespace vigia::backend::postgres {
namespace {

using core::SteadyTime;
using core::stream::PublishError;
using core::stream::PublishErrorClass;

} // namespace

RelayEngine::RelayEngine(const RelayOptions& options, core::stream::BatchPublisher& publisher)
    : m_options(options), m_publisher(publisher) {}

void RelayEngine::attach(std::unique_ptr<RelayStore> store, SteadyTime now) {
    m_store = std::move(store);
    m_shards = {};
    m_highest.clear();
    m_balanceAt = m_pollAt = m_backlogAt = m_readAt = now;
    m_deleteAt = now + m_options.deleteEvery;
    m_stats.connected = true;
}

void RelayEngine::detach() {
    close();
    ++m_stats.connectionsLost;
}

void RelayEngine::close() {
    abandon();
    m_store.reset();
    m_shards = {};
    m_stats.connected = false;
    m_stats.shards = 0;
    m_stats.inFlight = 0;
}

void RelayEngine::abandon() {
    if (inFlight() > 0)
        m_publisher.purge();
    while (inFlight() > 0)
        takeReports(std::chrono::milliseconds(100));
    for (auto& shard : m_shards)
        shard.window.reset();
    m_purging = false;
    afterPurge();
}

std::size_t RelayEngine::inFlight() const {
    std::size_t sum = 0;
    for (const auto& shard : m_shards)
        sum += shard.window ? shard.window->outstanding() : 0;
    return sum;
}

int RelayEngine::shardsHeld() const {
    return static_cast<int>(
        std::count_if(m_shards.begin(), m_shards.end(), [](const auto& s) { return s.held; }));
}

void RelayEngine::turn(SteadyTime now, bool woken, std::chrono::milliseconds wait) {
    keepHouse(now);
    m_everyIdle = m_everyIdle || woken || now >= m_pollAt;
    if (now >= m_pollAt)
        m_pollAt = now + m_options.pollEvery;
    if (!m_purging && now >= m_readAt)
        startWindows(now, std::exchange(m_everyIdle, false));
    finishTurn(now, wait);
}

std::optional<SteadyTime> RelayEngine::nextRead(SteadyTime now) const {
    if (m_purging || requests(now, m_everyIdle).empty())
        return std::nullopt;
    return m_readAt;
}

void RelayEngine::finishTurn(SteadyTime now, std::chrono::milliseconds wait) {
    if (inFlight() > 0)
        takeReports(wait);
    settle(now);
    if (m_purging && inFlight() == 0) {
        m_purging = false;
        afterPurge();
    }
    m_stats.inFlight = inFlight();
    m_stats.shards = shardsHeld();
}

void RelayEngine::takeReports(std::chrono::milliseconds wait) {
    bool failure = false;
    const auto reports = m_publisher.awaitReports(wait);
    const auto at = std::chrono::steady_clock::now();
    for (const auto& report : reports) {
        const auto owner = std::find_if(m_shards.begin(), m_shards.end(), [&](Shard& shard) {
            return shard.window && shard.window->take(report, at);
        });
        if (owner == m_shards.end() || !report.error)
            continue;
        owner->culprit = owner->culprit || !m_purging;
        failure = true;
    }
    if (failure)
        purge();
}

void RelayEngine::purge() {
    if (m_purging)
        return;
    m_purging = true;
    m_publisher.purge();
}

/// Only now may the producer be closed: nothing of ours is with it.
void RelayEngine::afterPurge() {
    if (!m_publisher.broken())
        return;
    ++m_stats.remakes;
    if (!m_publisher.remake())
        ++m_stats.failures;
}

/// Windows that are back: everything delivered is marked in one statement, then what failed is
/// looked at.
void RelayEngine::settle(SteadyTime now) {
    if (inFlight() > 0 && now < m_readAt && !m_purging)
        return; // more reports come before the next read
    std::vector<Delivered> rows;
    for (auto& shard : m_shards) {
        if (!shard.window || shard.window->outstanding() > 0)
            continue;
        for (const auto* row : shard.window->delivered())
            rows.push_back({row, shard.window->producedAt()});
    }
    if (!rows.empty())
        markDelivered(rows);
    for (auto& shard : m_shards) {
        if (!shard.window || shard.window->outstanding() > 0)
            continue;
        shard.due = true;
        if (shard.window->failed())
            failed(shard, now);
        else
            shard.backoff = std::chrono::milliseconds(0);
        shard.window.reset();
        shard.culprit = false;
    }
}

void RelayEngine::markDelivered(const std::vector<Delivered>& rows) {
    VIGIA_FAULT_POINT("relay.after_ack");
    std::vector<SentRow> sent;
    for (const auto& [row, producedAt] : rows)
        sent.push_back({row->id, row->report->partition, row->report->offset});
    m_store->markSent(sent);
    VIGIA_FAULT_POINT("relay.after_mark");
    m_stats.relayed += rows.size();
    if (m_options.hooks.relayed)
        m_options.hooks.relayed(rows.size());
    const auto now = std::chrono::system_clock::now();
    const auto seconds = [](auto time) { return std::chrono::duration<double>(time).count(); };
    for (const auto& [row, producedAt] : rows) {
        m_lingering.erase(row->topic);
        if (m_options.hooks.published)
            m_options.hooks.published({row->topic, row->report->partition,
                                       seconds(now - row->createdAt),
                                       seconds(row->reportedAt - producedAt)});
    }
}

/// Parks what can't pass, looks for it where that is not sure yet, and notes the first row that
/// failed by itself.
void RelayEngine::failed(Shard& shard, SteadyTime now) {
    const auto rows = shard.window->undelivered();
    const auto& first = *rows.front();
    const bool alone = shard.aloneUntil > 0;
    bool firstParked = false;
    bool pausing = false;
    ++m_stats.failures;
    for (const auto* row : rows) {
        const PublishError& error = *row->report->error;
        const bool lingered =
            error.kind == PublishErrorClass::Lingering && lingersTooLong(row->topic, now);
        if (lingered || (error.kind == PublishErrorClass::Permanent && alone)) {
            park(shard, *row, error.text);
            firstParked = firstParked || row == &first;
        } else if (error.kind == PublishErrorClass::Permanent) {
            shard.aloneUntil = std::max(shard.aloneUntil, row->id);
        } else {
            pausing = true;
        }
    }
    if (shard.culprit && !firstParked) {
        if (m_options.hooks.failed)
            m_options.hooks.failed(first.topic, first.report->error->text);
        m_store->noteFailure(first.id, first.report->error->text);
    }
    if (shard.culprit && pausing)
        pause(shard, now);
}

void RelayEngine::pause(Shard& shard, SteadyTime now) {
    shard.backoff = std::clamp(shard.backoff * 2, m_options.firstBackoff, m_options.maxBackoff);
    shard.pausedUntil = now + shard.backoff;
}

bool RelayEngine::lingersTooLong(const std::string& topic, SteadyTime now) {
    const auto since = m_lingering.emplace(topic, now).first->second;
    return now - since >= m_options.poisonAfter;
}

void RelayEngine::park(Shard& shard, const RelayWindow::Row& row, const std::string& error) {
    m_store->park(row.id, error);
    shard.parkedLow = shard.parkedLow == 0 ? row.id : std::min(shard.parkedLow, row.id);
    ++m_stats.parked;
    if (m_options.hooks.parked)
        m_options.hooks.parked({m_options.schema, row.id, row.topic, error});
}

} // namespace vigia::backend::postgres
