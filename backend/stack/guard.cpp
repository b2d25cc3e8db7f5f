#include "backend/stack/guard.h"

#include "backend/host/system_clock.h"
#include "backend/stack/control_server.h"
#include "backend/stack/disk_usage.h"
#include "backend/stack/guard_requests.h"
#include "backend/stack/guard_text.h"
#include "backend/stack/local_stack.h"
#include "backend/stack/rotating_log.h"
#include "backend/stack/worker_pool.h"
#include "core/base/time_text.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>

namespace vigia::backend::stack {
namespace {

constexpr std::chrono::seconds kFirstConsole{10}; ///< how long a new guard waits for who started it
constexpr std::chrono::seconds kLastConsole{2};
constexpr std::chrono::milliseconds kTurn{100};
constexpr std::chrono::milliseconds kStartTurn{40};
constexpr std::chrono::milliseconds kProgressInterval{200};
constexpr std::chrono::milliseconds kGoodbye{500};

core::UniqueFd blockedSignals() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaddset(&signals, signal);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    return core::UniqueFd(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

void answerStarter(const std::string& line) {
    const std::string text = line + "\n";
    [[maybe_unused]] const ssize_t n = ::write(STDOUT_FILENO, text.data(), text.size());
    const core::UniqueFd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    for (const int fd : {0, 1, 2})
        ::dup2(null.fd(), fd);
}

/// The loop of the guard and what it owns, in the order of start.
class Guard {
public:
    explicit Guard(const GuardOptions& options)
        : m_signals(blockedSignals()), m_stack(options.stack, m_clock), m_workers(m_stack),
          m_requests(m_stack, m_workers, m_server, m_disk, options),
          m_server([this](ControlConnection& connection, const std::string& line) {
              m_requests.handle(connection, line);
          }) {}

    core::Result<void> open() {
        if (auto opened = m_stack.open(); !opened)
            return opened;
        m_log = std::make_unique<RotatingLog>(m_stack.paths().logOf("guard"));
        return m_server.listen(m_stack.paths().controlSocket());
    }

    void run() {
        m_lastAttached = m_clock.steadyNow() + (kFirstConsole - kLastConsole);
        if (const auto begun = m_stack.begin(); !begun) {
            m_failed = true;
            note("failed", begun.error().message);
        }
        m_disk.start(dataFolders());
        while (!over())
            turn();
        shutDown();
    }

private:
    std::vector<std::string> dataFolders() {
        std::vector<std::string> folders;
        for (std::size_t i = 0;
             m_stack.supervisor() != nullptr && i < m_stack.supervisor()->processes().size(); ++i)
            folders.push_back(m_stack.supervisor()->processes()[i]->spec().diskFolder);
        return folders;
    }

    void turn() {
        std::vector<pollfd> entries{{m_signals.fd(), POLLIN, 0}};
        m_server.addPollEntries(entries);
        if (m_stack.supervisor() != nullptr)
            m_stack.supervisor()->addPollEntries(entries);
        ::poll(entries.data(), entries.size(),
               static_cast<int>((m_stack.ready() ? kTurn : kStartTurn).count()));
        readSignals();
        m_stack.tick();
        m_workers.tick();
        publish();
        m_server.dispatch();
        if (m_server.attached() > 0) {
            m_lastAttached = m_clock.steadyNow();
            m_hadConsole = true;
        }
    }

    void readSignals() {
        signalfd_siginfo info{};
        while (::read(m_signals.fd(), &info, sizeof info) == sizeof info)
            m_terminations += info.ssi_signo == SIGHUP ? 0 : 1;
    }

    [[nodiscard]] bool over() const {
        const bool alone = m_server.attached() == 0;
        const bool lonely =
            !m_requests.keep() && alone && m_clock.steadyNow() - m_lastAttached > kLastConsole;
        // Nobody else should meet a failure that its cause may have left by now.
        const bool useless = m_failed && m_hadConsole && alone;
        return lonely || useless || m_terminations > 0 || m_requests.shutdownWanted();
    }

    void publish() {
        for (const ProcessEvent& event : m_stack.supervisor() == nullptr
                                             ? std::deque<ProcessEvent>()
                                             : m_stack.supervisor()->takeEvents()) {
            m_server.broadcastEvent(R"({"event":)" + eventText(event) + "}");
            note(event.process + " " + event.what, event.detail);
        }
        const core::SteadyTime now = m_clock.steadyNow();
        const bool ready = m_stack.ready();
        if (now - m_progressAt < kProgressInterval || (ready && m_wasReady))
            return;
        m_progressAt = now;
        m_wasReady = ready;
        m_server.broadcastProgress(R"({"progress":)" + progressText(m_stack.progress()) + "}");
    }

    void note(const std::string& what, const std::string& detail) {
        m_log->append(fmt::format("{} {}: {}\n", core::formatRfc3339(m_clock.now()), what, detail));
    }

    void shutDown() {
        note("guard stops", m_terminations > 0            ? "by a signal"
                            : m_requests.shutdownWanted() ? "as asked"
                                                          : "the last console is gone");
        m_workers.close();
        m_requests.close();
        m_disk.stop();
        if (m_stack.supervisor() != nullptr)
            m_stack.supervisor()->stopAll();
        while (m_stack.supervisor() != nullptr && !m_stack.supervisor()->allEnded() &&
               m_terminations < 2)
            turn();
        if (m_stack.supervisor() != nullptr && m_terminations >= 2)
            m_stack.supervisor()->killAll();
        m_server.close();
        m_stack.stop();
        m_server.finish(kGoodbye);
    }

    const host::SystemClock m_clock;
    core::UniqueFd m_signals;
    LocalStack m_stack;
    WorkerPool m_workers;
    DiskUsage m_disk;
    GuardRequests m_requests;
    ControlServer m_server;
    std::unique_ptr<RotatingLog> m_log;
    core::SteadyTime m_lastAttached{};
    core::SteadyTime m_progressAt{};
    bool m_wasReady = false;
    bool m_failed = false; ///< the start ended before anything was launched
    bool m_hadConsole = false;
    int m_terminations = 0;
};

} // namespace

int runStackGuard(const GuardOptions& options) {
    Guard guard(options);
    if (const auto opened = guard.open(); !opened) {
        answerStarter("error: " + opened.error().message);
        return 1;
    }
    answerStarter("ready");
    guard.run();
    return 0;
}

} // namespace vigia::backend::stack
