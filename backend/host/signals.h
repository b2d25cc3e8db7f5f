#pragma once

#include <chrono>
#include <memory>
#include <optional>

namespace vigia::backend::host {

/// What the process was asked to do from outside.
enum class Signal { Stop, Reload };

/// SIGTERM, SIGINT and SIGHUP as values instead of handlers. Constructed first thing in main(),
/// before any thread, so that every thread inherits the blocked mask; the main thread then waits.
class Signals {
public:
    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// The next signal, or nothing after `timeout`. One thread at a time.
    std::optional<Signal> wait(std::chrono::milliseconds timeout);

private:
    struct Saved;
    std::unique_ptr<Saved> m_saved;
};

} // namespace vigia::backend::host
