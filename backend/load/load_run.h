#pragma once

#include "backend/kafka/client_config.h"
#include "backend/load/http_target.h"
#include "core/load/run_record.h"
#include "core/load/scenario.h"
#include "core/ops/write_gate.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace vigia::backend::load {

/// How a run goes, about five times a second.
struct LoadProgress {
    core::load::LoadTime at{};
    std::size_t stage = 0;
    core::load::Interval recent; ///< since the last progress
    std::size_t inFlight = 0;
    std::size_t waiting = 0; ///< due, but nothing takes it yet
    std::optional<std::uint64_t> lag;
    double cpu = 0; ///< of the run's thread since the last progress, as a share of one core
};

/// Where the records of a run go.
struct KafkaTarget {
    kafka::ClientConfig client;
    /// For showing that loss is found: how often a record that came counts as come; empty: once.
    std::function<int(std::int32_t partition, std::uint64_t number)> plant = {};
};

struct LoadOptions {
    HttpTarget target; ///< for scenarios with requests
    std::string runId; ///< fills `{{run}}`, names the topic
    std::uint64_t seed = 1;
    std::size_t mostWaiting =
        100'000; ///< arrivals that are due and find no place; more are dropped
    std::function<void(const LoadProgress&)> progress; ///< on the run's thread
    core::load::SecondSink* keep = nullptr;            ///< takes the seconds as they end
    std::optional<KafkaTarget> kafka = {};             ///< for scenarios with records
    std::vector<std::string> secrets = {};             ///< that no sample of an error may hold
    /// A run changes what it loads: the lock of that, and what opens it (`checkLoadable`).
    core::ops::WritePermit permit = {};
};

/// Sends what one scenario says, requests over HTTP/1.1 keep-alive connections and records to a
/// topic of the run's own, from the calling thread and without waiting for anything but time,
/// sockets and the Kafka library, so that the arrivals of the open model come when they are due
/// whatever the other side does. Blocks until the course is over and everything came back, was
/// lost or timed out; `drain` ends the arrivals and waits for what is under way, `now` ends at
/// once. Memory: as many connections as the scenario allows, 200,000 records under way and as many
/// due arrivals as the options say; what does not fit is dropped, and whose fault that was is
/// counted. InvalidInput when the stages are no
/// course or a target is missing; Unreachable when the target's name is unknown, the first
/// connection is refused or the topic can't be made; Rejected by the guard of what it loads.
core::Result<core::load::RunRecord> runLoad(const core::load::Scenario& scenario,
                                            const LoadOptions& options,
                                            const std::stop_token& drain,
                                            const std::stop_token& now);

} // namespace vigia::backend::load
