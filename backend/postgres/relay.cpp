#include "backend/postgres/relay.h"

#include "backend/postgres/relay_engine.h"

#include <algorithm>

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace vigia::backend::postgres {
namespace {

using std::chrono::milliseconds;

/// How long a turn waits for reports while others may commit.
constexpr milliseconds kReportWait{5};
constexpr milliseconds kReconnectAfter{200};

core::SteadyTime steadyNow() {
    return std::chrono::steady_clock::now();
}

void emptyEvents(int fd) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto bytes = ::read(fd, &count, sizeof count);
}

/// Until one of the two is readable; a negative one is left out.
void waitReadable(int wakeFd, int socket, milliseconds limit) {
    pollfd fds[2] = {{wakeFd, POLLIN, 0}, {socket, POLLIN, 0}};
    ::poll(fds, 2, static_cast<int>(limit.count()));
    if ((fds[0].revents & POLLIN) != 0)
        emptyEvents(wakeFd);
}

} // namespace

ConnectionOptions relayLimits(ConnectionOptions options) {
    options.idleSessionTimeout = milliseconds(5000);
    options.idleInTransactionTimeout = milliseconds(2000);
    options.tcpUserTimeout = milliseconds(5000);
    options.statementTimeout = milliseconds(5000);
    return options;
}

Relay::Relay(RelayOptions options, std::unique_ptr<core::stream::BatchPublisher> publisher)
    : m_options(std::move(options)), m_publisher(std::move(publisher)),
      m_engine(std::make_unique<RelayEngine>(m_options, *m_publisher)),
      m_wakeFd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

Relay::~Relay() {
    stop();
    ::close(m_wakeFd);
}

void Relay::start() {
    m_thread = std::jthread([this](const std::stop_token& stop) {
        const std::string name = "outbox-" + std::string(schemaName(m_options.schema));
        pthread_setname_np(pthread_self(), name.c_str());
        run(stop);
    });
}

void Relay::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    wake();
    m_thread.join();
}

void Relay::wake() {
    if (m_woken.exchange(true))
        return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto bytes = ::write(m_wakeFd, &one, sizeof one);
}

RelayStats Relay::stats() const {
    const std::lock_guard lock(m_mutex);
    return m_stats;
}

void Relay::publishStats() {
    const std::lock_guard lock(m_mutex);
    m_stats = m_engine->stats();
}

void Relay::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            if (connect())
                work(stop);
            else
                waitReadable(m_wakeFd, -1, kReconnectAfter);
        } catch (const std::exception&) {
            lost();
        }
    }
    try {
        drain();
    } catch (const std::exception&) {
        lost();
    }
    publishStats();
}

bool Relay::connect() {
    auto connection = openConnection(relayLimits(m_options.connection));
    if (!connection)
        return false;
    m_engine->attach(std::make_unique<RelayStore>(std::move(*connection), m_options.schema,
                                                  m_options.topicNames),
                     steadyNow());
    return true;
}

/// Never throws: the connection is gone, so nothing is asked of it.
void Relay::lost() {
    m_engine->detach();
    publishStats();
    waitReadable(m_wakeFd, -1, kReconnectAfter);
}

void Relay::work(const std::stop_token& stop) {
    bool tellOthers = false;
    auto notifiedAt = steadyNow();
    while (!stop.stop_requested()) {
        const auto now = steadyNow();
        const bool committed = m_woken.exchange(false);
        const bool notified = m_engine->store().takeNotifications();
        m_engine->turn(now, committed || notified, kReportWait);
        tellOthers = (tellOthers || committed) && m_engine->shardsHeld() < kOutboxShards;
        if (tellOthers && now - notifiedAt >= m_options.notifyEvery) {
            m_engine->store().notify();
            notifiedAt = now;
            tellOthers = false;
        }
        publishStats();
        if (m_engine->inFlight() == 0)
            rest(tellOthers ? m_options.notifyEvery : m_options.pollEvery);
    }
}

/// Until somebody commits; while rows gather for the next read, commits don't end it.
void Relay::rest(milliseconds limit) {
    const auto now = steadyNow();
    const auto next = m_engine->nextRead(now);
    const auto left = next ? std::chrono::ceil<milliseconds>(*next - now) : limit;
    if (left > milliseconds(0))
        waitReadable(next ? -1 : m_wakeFd, m_engine->store().socket(), std::min(left, limit));
}

void Relay::drain() {
    const auto deadline = steadyNow() + m_options.drainLimit;
    while (m_engine->attached() && m_engine->inFlight() > 0 && steadyNow() < deadline)
        m_engine->finishTurn(steadyNow(), milliseconds(50));
    m_engine->close();
}

} // namespace vigia::backend::postgres
