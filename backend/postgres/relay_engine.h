#pragma once

#include "backend/postgres/relay.h"
#include "backend/postgres/relay_window.h"

#include <array>
#include <deque>
#include <map>
#include <optional>

namespace vigia::backend::postgres {

/// What the relay's thread does, a turn at a time: share the shards, read windows, hand them to the
/// publisher, take the reports, mark. Needs attach() first; after an exception of libpqxx call
/// detach(). Time comes from the caller.
class RelayEngine {
public:
    RelayEngine(const RelayOptions& options, core::stream::BatchPublisher& publisher);

    void attach(std::unique_ptr<RelayStore> store, core::SteadyTime now);
    /// The connection and all shards are gone: purges, waits for every report, marks nothing.
    void detach();
    [[nodiscard]] bool attached() const { return m_store != nullptr; }
    [[nodiscard]] RelayStore& store() { return *m_store; }

    /// One turn. `woken`: rows may be there now; otherwise idle shards are read every pollEvery.
    /// Waits for reports up to `wait` when some are due.
    void turn(core::SteadyTime now, bool woken, std::chrono::milliseconds wait);
    /// A turn that reads nothing new, for the way out.
    void finishTurn(core::SteadyTime now, std::chrono::milliseconds wait);
    /// The way out: fails what is left in flight, waits for the reports, gives the shards back.
    void close();
    /// When a turn would read something without being woken; nothing when none would.
    [[nodiscard]] std::optional<core::SteadyTime> nextRead(core::SteadyTime now) const;

    [[nodiscard]] std::size_t inFlight() const;
    [[nodiscard]] int shardsHeld() const;
    [[nodiscard]] const RelayStats& stats() const { return m_stats; }

private:
    struct Shard {
        bool held = false;
        bool releasing = false; ///< another relay is to have it: no new window
        bool due = false;       ///< its last window was sent: there may be more
        std::optional<RelayWindow> window;
        bool culprit = false;       ///< its own record failed, not only purged with others
        std::int64_t low = 0;       ///< no unsent row is known below
        std::int64_t parkedLow = 0; ///< its lowest parked row, 0 when none
        std::int64_t aloneUntil =
            0; ///< rows up to here go one by one and alone, to find the one that can't be sent
        core::SteadyTime fullScanAt{};
        core::SteadyTime pausedUntil{};
        std::chrono::milliseconds backoff{0};
    };

    void balance();
    void release(int quota);
    void acquire(int quota);
    void noteParked();
    void keepHouse(core::SteadyTime now);
    void watchBacklog();

    void startWindows(core::SteadyTime now, bool everyIdle);
    [[nodiscard]] std::vector<ReadRequest> requests(core::SteadyTime now, bool everyIdle) const;
    [[nodiscard]] const Shard* suspect(core::SteadyTime now) const;
    void startWindow(Shard& shard, std::vector<OutboxRow> rows, core::SteadyTime now);
    void noteScan(Shard& shard, const ReadRequest& request, std::int64_t firstId,
                  core::SteadyTime now);
    void refused(Shard& shard, const RelayWindow::Row& row, const core::stream::PublishError& error,
                 core::SteadyTime now);

    void takeReports(std::chrono::milliseconds wait);
    void settle(core::SteadyTime now);
    struct Delivered {
        const RelayWindow::Row* row = nullptr;
        core::SteadyTime producedAt{};
    };
    void markDelivered(const std::vector<Delivered>& rows);
    void failed(Shard& shard, core::SteadyTime now);
    void pause(Shard& shard, core::SteadyTime now);
    bool lingersTooLong(const std::string& topic, core::SteadyTime now);
    void park(Shard& shard, const RelayWindow::Row& row, const std::string& error);
    void abandon();
    void purge();
    void afterPurge();

    const RelayOptions& m_options;
    core::stream::BatchPublisher& m_publisher;
    std::unique_ptr<RelayStore> m_store;
    std::array<Shard, kOutboxShards> m_shards;
    std::uint64_t m_nextTag = 1;
    bool m_purging = false;
    bool m_stalled = false;
    std::map<std::string, core::SteadyTime>
        m_lingering;                    ///< logical topics that need somebody's help, since when
    std::deque<std::int64_t> m_highest; ///< highest ids, one a balance, oldest first
    bool m_everyIdle = false;           ///< shards without a window are to be read, too
    core::SteadyTime m_readAt{};        ///< not before: what commits until then goes together
    core::SteadyTime m_pollAt{};
    core::SteadyTime m_balanceAt{};
    core::SteadyTime m_backlogAt{};
    core::SteadyTime m_deleteAt{};
    RelayStats m_stats;
};

} // namespace vigia::backend::postgres
