#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/ops/event.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// One step of the start of the local platform, as the start page shows it.
struct StartStep {
    std::string name;                ///< "PostgreSQL", "Broker 1", "Topics and tables", "Services"
    Health health = Health::Unknown; ///< Unknown: not begun; Working; Ok; Broken
    std::string detail; ///< "ready", "waiting for the quorum", the sentence of a failure
    double seconds = 0; ///< how long it took so far
    std::string log;    ///< last lines, when it failed
};

/// The whole course of a start; published while it goes on.
struct StartProgress {
    std::vector<StartStep> steps;
    double seconds = 0;
    bool ready = false;
    std::string failure; ///< what went wrong and what to do; empty while all is well
};

/// An answer of the stock REST API: HTTP status and body (null when there was no answer).
struct RestAnswer {
    int status = 0;
    JsonValue body;
};

/// What the faces may do to the platform. Every call returns at once and answers on an unnamed
/// thread exactly once; faces bring the answer to their own thread with a generation number.
/// Implemented in `app`.
class PlatformControl {
public:
    using Done = std::function<void(Result<std::string>)>; ///< a sentence that says what was done
    using Answered = std::function<void(Result<RestAnswer>)>;
    using Described = std::function<void(Result<JsonValue>)>;

    virtual ~PlatformControl() = default;

    /// Allows changes for 15 minutes where the cluster is read-only: takes its name and a reason.
    /// Until then every call that changes something is answered with Rejected. Never blocks.
    virtual Result<void> unlock(const std::string& cluster, const std::string& reason) {
        (void)cluster, (void)reason;
        return {};
    }
    /// Ends that before its time.
    virtual void lock() {}

    /// `target`: `broker-2`, `postgres`, `stock-1`; `verb`: kill, pause, resume, restart, start,
    /// stop.
    virtual void process(std::string target, std::string verb, Done done) = 0;
    /// Brings the number of workers of `role` to `count` (0 to 8).
    virtual void scale(std::string role, int count, Done done) = 0;
    virtual void setDemoTraffic(bool on, Done done) = 0;
    /// A call of the product's REST API, e.g. POST `/api/v1/virtual-stock/stocks`.
    virtual void rest(std::string method, std::string path, std::string body,
                      Answered answered) = 0;
    /// Configuration entries of a topic: array of `{name, value, source, isDefault, isSensitive}`.
    virtual void topicConfiguration(std::string cluster, std::string topic,
                                    Described described) = 0;
    /// Asks the monitor to keep per-partition history of this group in its snapshots (empty: of
    /// none).
    virtual void watchGroup(std::string cluster, std::string group) = 0;
    /// How far back the series of the snapshots reach, at most seven days.
    virtual void setHistoryRange(std::chrono::seconds range) = 0;
    /// How often samples are taken; zero pauses.
    virtual void setSampleInterval(std::chrono::milliseconds interval) = 0;
};

} // namespace vigia::core::ops
