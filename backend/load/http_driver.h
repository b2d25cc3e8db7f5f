#pragma once

#include "core/load/run_record.h"
#include "core/load/scenario.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace vigia::backend::load {

struct HttpTarget {
    std::string host;
    std::uint16_t port = 80;
    std::string prefix; ///< before every path
};

/// `http://host[:port][/prefix]`; InvalidInput says what is wrong. TLS is not spoken yet.
core::Result<HttpTarget> parseTarget(std::string_view url);

/// How a run goes, about five times a second.
struct LoadProgress {
    core::load::LoadTime at{};
    std::size_t stage = 0;
    core::load::Interval recent; ///< since the last progress
    std::size_t inFlight = 0;
    std::size_t waiting = 0; ///< due, but all connections are taken
};

struct LoadOptions {
    HttpTarget target;
    std::string runId; ///< fills `{{run}}`
    std::uint64_t seed = 1;
    std::function<void(const LoadProgress&)> progress; ///< on the run's thread
    core::load::SecondSink* keep = nullptr;            ///< takes the seconds as they end
};

/// Sends one scenario's requests over HTTP/1.1 keep-alive connections, from the calling thread and
/// without waiting for anything but time and sockets, so that the arrivals of the open model come
/// when they are due whatever the server does. Blocks until the course is over and every answer is
/// there or timed out; `drain` ends the arrivals and waits for what is under way, `now` ends at
/// once. Memory: as many connections as the scenario allows and 100,000 due arrivals; what does not
/// fit is counted as dropped. InvalidInput when the stages are no course; Unreachable when the
/// target's name is unknown or the first connection is refused.
core::Result<core::load::RunRecord> runHttpLoad(const core::load::Scenario& scenario,
                                                const LoadOptions& options,
                                                const std::stop_token& drain,
                                                const std::stop_token& now);

} // namespace vigia::backend::load
