#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/published.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace vigia::backend::http {

enum class HealthStatus { Up, Degraded, Down, Unknown };
/// `UP`, …
std::string_view healthStatusName(HealthStatus status);

/// One member of `components` (platform.md 3.2): `database{status, latency_ms}`. Without a status
/// only the details appear.
struct ComponentHealth {
    std::string name;
    std::optional<HealthStatus> status{};
    core::JsonObject details{};
};

struct HealthReport {
    HealthStatus status = HealthStatus::Unknown; ///< of the role, by the table of platform.md 3.2
    std::vector<ComponentHealth> components{};
};

/// What a role knows about itself. Implemented by the host; outlives its HealthChecker.
class HealthSource {
public:
    virtual ~HealthSource() = default;
    /// Asks database, Kafka, …; may block. Called every second on the checker's thread.
    virtual HealthReport check() = 0;
    /// False while starting or draining. Any thread, at once.
    [[nodiscard]] virtual bool ready() const = 0;
    /// False when a loop of the process has not turned for 30 s. Any thread, at once.
    [[nodiscard]] virtual bool live() const = 0;
};

/// Asks a HealthSource every second on a thread of its own, so that no request waits for a check.
/// Owned by the host.
class HealthChecker {
public:
    /// A report with the time it took and when it was made.
    struct Checked {
        HealthReport report;
        core::UtcTime at{};
        std::chrono::microseconds took{0};
    };

    HealthChecker(HealthSource& source, const core::Clock& clock,
                  std::chrono::milliseconds interval = std::chrono::seconds(1));
    ~HealthChecker();
    HealthChecker(const HealthChecker&) = delete;
    HealthChecker& operator=(const HealthChecker&) = delete;

    void start();
    /// Waits for a check that is under way.
    void stop();
    /// One check on the caller's thread, as the loop does it.
    void checkNow();
    /// The last report. UNKNOWN before the first; DOWN when the last one is older than ten seconds:
    /// the check itself hangs.
    [[nodiscard]] Checked latest() const;
    /// The source is ready and the last report is not DOWN.
    [[nodiscard]] bool ready() const;
    [[nodiscard]] bool live() const { return m_source.live(); }

private:
    HealthSource& m_source;
    const core::Clock& m_clock;
    const std::chrono::milliseconds m_interval;
    core::Published<Checked> m_latest;
    std::jthread m_thread;
};

} // namespace vigia::backend::http
