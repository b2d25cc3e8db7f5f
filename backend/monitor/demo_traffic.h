#pragma once

#include "backend/monitor/fetcher.h"
#include "core/base/clock.h"
#include "core/ops/demo_plan.h"
#include "core/ops/write_gate.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace vigia::backend::monitor {

struct DemoOptions {
    /// Base URL of the stock API (`http://127.0.0.1:8080`); empty while nobody knows it yet. Called
    /// before each command.
    std::function<std::string()> baseUrl;
    /// Whether this process is the one that sends: of several consoles only one may. Asked on the
    /// traffic's thread every two seconds while it is on; empty: it is.
    std::function<bool()> hold;
    std::function<void()> release; ///< it is off now: another may send
    double perSecond = 20;         ///< on average over a day
    std::uint32_t seed = 1;
    bool on = false;
    core::ops::WriteLock lock{}; ///< of the platform: the switch needs a pass
};

/// What demo traffic did since its start.
struct DemoStats {
    std::uint64_t sent = 0;      ///< requests, also those without an answer
    std::uint64_t conflicts = 0; ///< 409
    std::uint64_t failures = 0;  ///< no answer, 5xx, other refusals
    std::string lastError;
    bool elsewhere = false; ///< on, but another process sends
};

/// Sends commands through the REST API as a user would, marked `X-User-ID: demo-traffic`. One
/// command at a time on a thread of its own (`demo-traffic`); when the API is away it waits longer
/// and longer, up to ten seconds. Nothing is queued: what could not be sent in time is not sent
/// later. Any thread may call it; stop() waits for the call at hand.
class DemoTraffic {
public:
    DemoTraffic(DemoOptions options, std::unique_ptr<Fetcher> fetcher, const core::Clock& clock);
    ~DemoTraffic() { stop(); }
    DemoTraffic(const DemoTraffic&) = delete;
    DemoTraffic& operator=(const DemoTraffic&) = delete;

    void start();
    void stop();
    /// The switch of the top bar; returns at once. Rejected: the platform is locked.
    core::Result<void> setOn(bool on, const core::ops::WritePass& pass = {});
    [[nodiscard]] bool isOn() const { return m_on; }
    [[nodiscard]] std::uint64_t sent() const { return m_sent; }
    [[nodiscard]] DemoStats stats() const;

    /// One command, or the creation of a stock that is missing; true when the API answered. For the
    /// thread and for tests.
    bool step();
    /// How long to wait before the next step.
    [[nodiscard]] std::chrono::milliseconds pause(bool answered);

private:
    void run(const std::stop_token& stop);
    void waitUntilOn(const std::stop_token& stop);
    bool isMine();
    bool createNext(const std::string& base);
    bool command(const std::string& base);
    core::Result<Fetched> send(std::string method, std::string url, std::string body);
    void learn(const core::ops::DemoCommand& command, const Fetched& answer);
    void count(const core::Result<Fetched>& answer);

    const DemoOptions m_options;
    std::unique_ptr<Fetcher> m_fetcher;
    const core::Clock& m_clock;
    core::ops::DemoPlan m_plan;
    std::vector<std::string> m_stockIds; ///< empty: not known to exist
    int m_failuresInARow = 0;
    std::atomic<bool> m_on;
    std::atomic<bool> m_elsewhere{false};
    std::atomic<std::uint64_t> m_sent{0};
    std::optional<core::SteadyTime> m_heldAt; ///< when it was last asked; its thread only
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    DemoStats m_stats;
    std::jthread m_thread;
};

} // namespace vigia::backend::monitor
