#pragma once

#include "backend/load/load_book.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace vigia::backend::load {

/// What an event of the run's epoll set belongs to: its address is the event's data.
struct EventTarget {
    virtual ~EventTarget() = default;
    virtual void ready(std::uint32_t events) = 0;
};

/// One way in which arrivals leave a run. Never blocks; one thread, the run's. Tells the LoadBook
/// what it sent and what came back, each arrival once.
class Sender {
public:
    virtual ~Sender() = default;

    /// Takes an arrival; `number` counts from 0. False when there is no room for it now.
    virtual bool start(const Due& due, std::uint64_t number) = 0;
    /// Gives up what waited too long; `ending`: no arrival comes any more.
    virtual void expire(core::load::LoadTime now, bool ending) = 0;
    /// When `expire` has something to do; nothing: not soon.
    [[nodiscard]] virtual std::optional<core::load::LoadTime> expiresAt() const = 0;
    [[nodiscard]] virtual std::size_t underWay() const = 0;
    /// There was no room for an arrival because this machine has no more files, ports or memory.
    [[nodiscard]] virtual bool lacksMeans() const { return false; }
    /// Answers what is under way as stopped.
    virtual void stop() = 0;
    /// Why the run makes no sense: the target was never reached.
    [[nodiscard]] virtual const std::optional<core::Error>& refused() const = 0;
    /// Records that were acknowledged and not received yet.
    [[nodiscard]] virtual std::optional<std::uint64_t> lag() const { return std::nullopt; }
    /// Adds what only this sender knows.
    virtual void finish(core::load::RunRecord&) const {}
};

/// Resolves the target's name and sends the set-up requests, which `stop` ends. All arguments
/// outlive it.
core::Result<std::unique_ptr<Sender>> makeHttpSender(const core::load::Scenario& scenario,
                                                     const LoadOptions& options, LoadBook& book,
                                                     int epoll, const std::stop_token& stop);
/// Makes the run's topic, which goes with the sender. All arguments outlive it.
core::Result<std::unique_ptr<Sender>> makeKafkaSender(const core::load::Scenario& scenario,
                                                      const LoadOptions& options, LoadBook& book,
                                                      int epoll);

} // namespace vigia::backend::load
