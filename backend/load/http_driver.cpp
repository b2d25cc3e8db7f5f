#include "backend/load/http_driver.h"

#include "backend/load/load_connection.h"
#include "backend/load/request_maker.h"
#include "core/base/destroy.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <netdb.h>
#include <sys/epoll.h>
#include <sys/resource.h>

#include <array>
#include <charconv>
#include <cstring>
#include <ctime>
#include <deque>
#include <queue>

namespace vigia::backend::load {
namespace {

using namespace core::load;
using namespace std::chrono_literals;
using core::ErrorCode;
using core::failure;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kMostWaiting = 100'000;
constexpr LoadTime kTick = 200ms;

using Addresses = std::unique_ptr<addrinfo, core::Destroy<&::freeaddrinfo>>;

core::Result<Addresses> resolve(const HttpTarget& target) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int code =
        ::getaddrinfo(target.host.c_str(), std::to_string(target.port).c_str(), &hints, &found);
    if (code != 0)
        return failure(ErrorCode::Unreachable,
                       fmt::format("{} has no address: {}",
                                   core::escapedForDisplay(target.host, 200),
                                   ::gai_strerror(code)));
    return Addresses(found);
}

std::int64_t micros(LoadTime time) {
    return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

double threadCpuSeconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// An arrival that is due but has no connection yet.
struct Due {
    LoadTime intended{};
    LoadTime noticed{};
};

struct Timeout {
    LoadTime at{};
    LoadConnection* connection = nullptr;
    std::uint64_t generation = 0;
};

/// When the next request is due: by the schedule of the open model, or by the users of the closed
/// one, of whom each waits for its answer, thinks and asks again.
class Source {
public:
    Source(const Scenario& scenario, const Course& course, std::uint64_t seed)
        : m_closed(scenario.model == Model::Closed), m_think(scenario.think), m_course(course),
          m_arrivals(course, scenario.spacing, seed) {
        if (!m_closed)
            m_next = m_arrivals.next();
    }

    /// Nothing when none is known yet or ever.
    [[nodiscard]] std::optional<LoadTime> next() const {
        if (!m_closed)
            return m_next;
        return m_thinking.empty() ? std::nullopt : std::optional(m_thinking.top());
    }
    void take() {
        if (m_closed)
            m_thinking.pop();
        else
            m_next = m_arrivals.next();
    }
    /// Users come and go as the course wants.
    void follow(LoadTime now) {
        const auto wanted = static_cast<std::size_t>(std::max(0.0, m_course.valueAt(now) + 1e-9));
        for (; m_closed && m_users < wanted; ++m_users)
            m_thinking.push(now);
        m_wanted = wanted;
    }
    void answered(LoadTime now) {
        if (!m_closed)
            return;
        if (m_users > m_wanted)
            --m_users;
        else
            m_thinking.push(now + m_think);
    }
    [[nodiscard]] bool closed() const { return m_closed; }

private:
    const bool m_closed;
    const LoadTime m_think;
    const Course& m_course;
    Arrivals m_arrivals;
    std::optional<LoadTime> m_next;
    std::priority_queue<LoadTime, std::vector<LoadTime>, std::greater<>> m_thinking;
    std::size_t m_users = 0, m_wanted = 0;
};

class Run {
public:
    Run(const Scenario& scenario, const Course& course, const LoadOptions& options,
        Addresses addresses)
        : m_scenario(scenario), m_course(course), m_options(options),
          m_addresses(std::move(addresses)), m_source(scenario, course, options.seed),
          m_recorder(course, options.keep), m_abort(scenario.thresholds),
          m_maker(scenario.requests, fmt::format("{}:{}", options.target.host, options.target.port),
                  options.target.prefix, options.runId, options.seed),
          m_epoll(::epoll_create1(EPOLL_CLOEXEC)) {}

    core::Result<RunRecord> run(const std::stop_token& drain, const std::stop_token& now) {
        const double cpuBefore = threadCpuSeconds();
        m_begin = Steady::now();
        while (!now.stop_requested() && turn(drain)) {
        }
        if (m_refused)
            return *m_refused;
        for (auto& connection : m_connections) {
            if (connection->generation != 0)
                answered(*connection, "stopped");
        }
        const double lasted = std::chrono::duration<double>(at()).count();
        m_recorder.closeBefore(std::min(at(), m_course.duration()));
        RunRecord record = m_recorder.take();
        record.abortedBy = m_abortedBy;
        record.generatorCpu = (threadCpuSeconds() - cpuBefore) / std::max(lasted, 1e-9);
        return record;
    }

private:
    [[nodiscard]] LoadTime at() const { return Steady::now() - m_begin; }

    /// One turn of the loop; false when everything is over.
    bool turn(const std::stop_token& drain) {
        LoadTime now = at();
        const bool stopped = drain.stop_requested() || m_abortedBy;
        const bool ending = stopped || now >= m_course.duration();
        if (!ending)
            notice(now);
        else if (m_source.closed() || stopped)
            m_waiting.clear();
        dispatch();
        if (m_refused || (ending && m_waiting.empty() && m_busy == 0))
            return false;
        wait(now, ending);
        now = at();
        expire(now);
        tick(now);
        return true;
    }

    void notice(LoadTime now) {
        m_source.follow(now);
        for (auto due = m_source.next(); due && *due <= now; due = m_source.next()) {
            m_source.take();
            m_recorder.offered(*due);
            ++m_recent.offered;
            if (m_waiting.size() < kMostWaiting)
                m_waiting.push_back({*due, now});
            else
                drop(*due);
        }
    }

    void drop(LoadTime due) {
        m_recorder.dropped(due);
        ++m_recent.dropped;
    }

    void dispatch() {
        while (!m_waiting.empty() && !m_refused) {
            LoadConnection* connection = freeConnection();
            if (connection == nullptr)
                return;
            const Due due = m_waiting.front();
            m_waiting.pop_front();
            start(*connection, due);
        }
    }

    LoadConnection* freeConnection() {
        if (!m_idle.empty()) {
            LoadConnection* connection = m_idle.back();
            m_idle.pop_back();
            return connection;
        }
        if (m_unused.empty() && m_connections.size() < m_scenario.connections)
            m_unused.push_back(
                m_connections.emplace_back(std::make_unique<LoadConnection>()).get());
        if (m_unused.empty())
            return nullptr;
        LoadConnection* connection = m_unused.back();
        if (!connection->open(*m_addresses)) {
            if (!m_reached)
                refuse();
            return nullptr;
        }
        m_unused.pop_back();
        epoll_event event{EPOLLIN | EPOLLOUT, {.ptr = connection}};
        ::epoll_ctl(m_epoll.fd(), EPOLL_CTL_ADD, connection->fd(), &event);
        return connection;
    }

    void refuse() {
        m_refused = failure(ErrorCode::Unreachable,
                            fmt::format("nothing answers at {}:{}; is the service running?",
                                        core::escapedForDisplay(m_options.target.host, 200),
                                        m_options.target.port));
    }

    void start(LoadConnection& connection, const Due& due) {
        connection.intended = due.intended;
        connection.sentAt = at();
        connection.generation = ++m_requests;
        ++m_busy;
        m_recorder.sent(due.intended, due.noticed - due.intended);
        ++m_recent.sent;
        std::string text;
        const auto plan = m_maker.make(m_requests - 1, text);
        if (!plan)
            return failed(connection, "nothing to pick");
        connection.plan = *plan;
        const auto& wanted = m_scenario.requests[*plan];
        m_timeouts.push_back({connection.sentAt + m_scenario.timeout, &connection, m_requests});
        take(connection,
             connection.send(std::move(text), !wanted.save.empty(), wanted.method == "HEAD"));
        if (connection.fd() >= 0 && connection.wantsToWrite())
            watch(connection, true);
    }

    void watch(LoadConnection& connection, bool writing) {
        epoll_event event{EPOLLIN | (writing ? EPOLLOUT : 0U), {.ptr = &connection}};
        ::epoll_ctl(m_epoll.fd(), EPOLL_CTL_MOD, connection.fd(), &event);
    }

    void wait(LoadTime now, bool ending) {
        LoadTime until = m_nextTick;
        if (const auto due = m_source.next(); due && !ending)
            until = std::min(until, *due);
        if (!m_timeouts.empty())
            until = std::min(until, m_timeouts.front().at);
        const LoadTime left = std::max(LoadTime::zero(), until - now);
        const timespec patience{left / 1s, (left % 1s).count()};
        std::array<epoll_event, 256> ready{};
        const int count = ::epoll_pwait2(m_epoll.fd(), ready.data(), static_cast<int>(ready.size()),
                                         &patience, nullptr);
        for (int i = 0; i < count; ++i)
            handle(ready[static_cast<std::size_t>(i)]);
    }

    void handle(const epoll_event& event) {
        auto& connection = *static_cast<LoadConnection*>(event.data.ptr);
        if (connection.fd() < 0)
            return; // closed by an event before
        if ((event.events & EPOLLOUT) != 0) {
            take(connection, connection.writable());
            if (connection.fd() >= 0 && !connection.wantsToWrite())
                watch(connection, false);
        }
        if (connection.fd() >= 0 && (event.events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0)
            take(connection, connection.readable());
    }

    void take(LoadConnection& connection, LoadConnection::Event event) {
        if (event == LoadConnection::Event::Failed)
            failed(connection, connection.problem());
        else if (event == LoadConnection::Event::Answer)
            success(connection);
    }

    void success(LoadConnection& connection) {
        m_reached = true;
        const auto& answer = connection.answer();
        const auto& plan = m_scenario.requests[connection.plan];
        const bool expected = plan.isExpected(answer.status());
        if (expected && !plan.save.empty())
            m_maker.takeAnswer(connection.plan, answer.body());
        answered(connection, expected ? "" : std::to_string(answer.status()));
        if (answer.keepsAlive())
            m_idle.push_back(&connection);
        else
            forget(connection);
    }

    void failed(LoadConnection& connection, std::string_view problem) {
        const bool wasBusy = connection.generation != 0;
        if (wasBusy && !m_reached && problem == "connect")
            refuse();
        if (wasBusy)
            answered(connection, problem);
        forget(connection);
    }

    void answered(LoadConnection& connection, std::string_view error) {
        const LoadTime now = at();
        const LoadTime latency = now - connection.intended, service = now - connection.sentAt;
        m_recorder.answered(connection.intended, latency, service, error);
        ++m_recent.answered;
        m_recent.latency.record(micros(latency));
        m_recent.service.record(micros(service));
        if (!error.empty())
            ++m_recent.errors[std::string(error)];
        connection.generation = 0;
        --m_busy;
        m_source.answered(now);
    }

    void forget(LoadConnection& connection) {
        std::erase(m_idle, &connection);
        connection.close();
        m_unused.push_back(&connection);
    }

    void expire(LoadTime now) {
        while (!m_timeouts.empty() && m_timeouts.front().at <= now) {
            const Timeout timeout = m_timeouts.front();
            m_timeouts.pop_front();
            if (timeout.connection->generation == timeout.generation)
                failed(*timeout.connection, "timeout");
        }
    }

    void tick(LoadTime now) {
        if (now < m_nextTick)
            return;
        m_nextTick = now + kTick;
        m_recorder.closeBefore(std::min(now, m_course.duration()) - m_scenario.timeout - 2s);
        const std::size_t stage = m_course.stageAt(now);
        if (!m_abortedBy)
            m_abortedBy = m_abort.take(m_recent, now, m_course.stages()[stage].counted);
        if (m_options.progress)
            m_options.progress({now, stage, m_recent, m_busy, m_waiting.size()});
        m_recent = {};
    }

    const Scenario& m_scenario;
    const Course& m_course;
    const LoadOptions& m_options;
    const Addresses m_addresses;
    Source m_source;
    Recorder m_recorder;
    AbortWatch m_abort;
    RequestMaker m_maker;
    core::UniqueFd m_epoll;
    Steady::time_point m_begin;
    LoadTime m_nextTick{};
    std::vector<std::unique_ptr<LoadConnection>> m_connections; ///< all that there ever were
    std::vector<LoadConnection*> m_idle, m_unused;              ///< connected; not connected
    std::deque<Due> m_waiting;
    std::deque<Timeout> m_timeouts; ///< all requests have the same patience: the first is the next
    Interval m_recent;
    std::size_t m_busy = 0;
    std::uint64_t m_requests = 0;
    bool m_reached = false;
    std::optional<core::Error> m_refused;
    std::optional<Threshold> m_abortedBy;
};

/// A connection is a file: as many as the system lets us.
void raiseFileLimit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

core::Result<HttpTarget> parseTarget(std::string_view url) {
    const auto wrong = [&](const char* why) {
        return failure(
            ErrorCode::InvalidInput,
            fmt::format("'{}' is no target: {}", core::escapedForDisplay(url, 200), why));
    };
    if (url.starts_with("https://"))
        return wrong("load runs don't speak TLS yet; name an http:// address");
    if (!url.starts_with("http://"))
        return wrong("write it as http://host:port/prefix");
    auto rest = url.substr(7);
    if (core::hasControlCharacters(rest) || rest.find_first_of(" ?#@") != std::string_view::npos)
        return wrong("it may hold no spaces, user, query or fragment");
    HttpTarget target;
    const auto slash = std::min(rest.find('/'), rest.size());
    target.prefix = std::string(rest.substr(slash));
    while (target.prefix.ends_with('/'))
        target.prefix.pop_back();
    auto authority = rest.substr(0, slash);
    const auto colon = authority.rfind(':');
    if (colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos) {
        const auto digits = authority.substr(colon + 1);
        const auto end = std::from_chars(digits.begin(), digits.end(), target.port);
        if (end.ec != std::errc{} || end.ptr != digits.end() || target.port == 0)
            return wrong("its port must be 1 to 65535");
        authority = authority.substr(0, colon);
    }
    if (authority.starts_with('[') && authority.ends_with(']'))
        authority = authority.substr(1, authority.size() - 2);
    if (authority.empty())
        return wrong("it names no host");
    target.host = std::string(authority);
    return target;
}

core::Result<RunRecord> runHttpLoad(const Scenario& scenario, const LoadOptions& options,
                                    const std::stop_token& drain, const std::stop_token& now) {
    const auto course = Course::create(scenario.stages);
    if (!course)
        return course.error();
    auto addresses = resolve(options.target);
    if (!addresses)
        return addresses.error();
    raiseFileLimit();
    return Run(scenario, *course, options, std::move(*addresses)).run(drain, now);
}

} // namespace vigia::backend::load
