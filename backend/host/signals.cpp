#include "backend/host/signals.h"

#include <csignal>
#include <ctime>

namespace vigia::backend::host {
namespace {

sigset_t waitedSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

} // namespace

struct Signals::Saved {
    sigset_t mask{};
};

Signals::Signals() : m_saved(std::make_unique<Saved>()) {
    const auto set = waitedSignals();
    pthread_sigmask(SIG_BLOCK, &set, &m_saved->mask);
    // A peer that closes its socket must not end the process.
    std::signal(SIGPIPE, SIG_IGN);
}

Signals::~Signals() {
    pthread_sigmask(SIG_SETMASK, &m_saved->mask, nullptr);
}

std::optional<Signal> Signals::wait(std::chrono::milliseconds timeout) {
    const auto set = waitedSignals();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout);
    const timespec limit{static_cast<time_t>(seconds.count()),
                         static_cast<long>((timeout - seconds).count() * 1000000)};
    const int signal = sigtimedwait(&set, nullptr, &limit);
    if (signal < 0)
        return std::nullopt;
    return signal == SIGHUP ? Signal::Reload : Signal::Stop;
}

} // namespace vigia::backend::host
