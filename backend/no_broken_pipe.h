#pragma once

#include <csignal>
#include <ctime>

namespace vigia::backend {

/// OpenSSL writes to sockets that the other side has closed: no SIGPIPE of this thread gets through
/// meanwhile.
class NoBrokenPipe {
public:
    NoBrokenPipe() {
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~NoBrokenPipe() {
        const timespec now{};
        ::sigtimedwait(&m_pipe, nullptr, &now);
        ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    NoBrokenPipe(const NoBrokenPipe&) = delete;
    NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;

private:
    sigset_t m_pipe{};
    sigset_t m_before{};
};

} // namespace vigia::backend
