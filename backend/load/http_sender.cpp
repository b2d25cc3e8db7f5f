#include "backend/load/http_caller.h"
#include "backend/load/run_frame.h"
#include "backend/load/sender.h"

#include <sys/epoll.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <deque>

namespace vigia::backend::load {
namespace {

using namespace core::load;
class HttpSender;

/// A connection with the sender that its events go to.
struct Slot final : EventTarget {
    explicit Slot(HttpSender& owner) : sender(owner) {}
    void ready(std::uint32_t events) override;

    HttpSender& sender;
    LoadConnection connection;
};

/// Files, ports or memory of this machine.
bool isOurLack(int problem) {
    return problem == EMFILE || problem == ENFILE || problem == EADDRNOTAVAIL ||
           problem == ENOBUFS || problem == ENOMEM;
}

struct Timeout {
    LoadTime at{};
    Slot* slot = nullptr;
    std::uint64_t generation = 0;
};

class HttpSender final : public Sender {
public:
    /// `saved`: by the set-up requests.
    HttpSender(const Scenario& scenario, const LoadOptions& options, LoadBook& book, int epoll,
               std::unique_ptr<HttpRoute> route, std::unique_ptr<RequestWriter> writer,
               SavedValues saved)
        : m_scenario(scenario), m_book(book), m_epoll(epoll), m_route(std::move(route)),
          m_writer(std::move(writer)), m_seed(options.seed),
          m_maker(scenario.requests, *m_writer, std::move(saved), options.seed) {
        if (scenario.units)
            m_units.units = scenario.units->count;
    }

    bool start(const Due& due, std::uint64_t number) override {
        Slot* slot = m_refused ? nullptr : freeSlot();
        if (slot == nullptr)
            return false;
        LoadConnection& connection = slot->connection;
        connection.intended = due.intended;
        connection.sentAt = m_book.at();
        connection.generation = ++m_requests;
        ++m_busy;
        m_book.sent(due);
        connection.clearRequest();
        RequestBytes request;
        const auto plan = m_maker.make(number, request);
        if (!plan) {
            failed(*slot, "nothing to pick");
            return true;
        }
        connection.plan = *plan;
        const auto& wanted = m_scenario.requests[*plan];
        m_timeouts.push_back({connection.sentAt + m_scenario.timeout, slot, m_requests});
        take(*slot,
             connection.send(std::move(request), !wanted.save.empty(), wanted.method == "HEAD"));
        if (connection.fd() >= 0 && connection.wantsToWrite())
            watch(*slot, true);
        return true;
    }

    void expire(LoadTime now, bool) override {
        while (!m_timeouts.empty() && m_timeouts.front().at <= now) {
            const Timeout timeout = m_timeouts.front();
            m_timeouts.pop_front();
            if (timeout.slot->connection.generation == timeout.generation)
                failed(*timeout.slot, "timeout");
        }
    }
    [[nodiscard]] std::optional<LoadTime> expiresAt() const override {
        return m_timeouts.empty() ? std::nullopt : std::optional(m_timeouts.front().at);
    }
    [[nodiscard]] std::size_t underWay() const override { return m_busy; }
    [[nodiscard]] bool lacksMeans() const override { return m_lacksMeans; }
    void stop() override {
        for (auto& slot : m_slots) {
            if (slot->connection.generation != 0)
                answered(slot->connection, "stopped");
        }
    }
    [[nodiscard]] const std::optional<core::Error>& refused() const override { return m_refused; }
    void finish(RunRecord& record) const override {
        if (!m_scenario.units)
            return;
        UnitCount units = m_units;
        RunFrame after(m_scenario, *m_route, *m_writer, m_seed);
        const auto counted = after.countUnits(m_maker.saved(), units);
        if (counted)
            record.units = units;
        else
            record.samples.push_back({.code = "units not counted",
                                      .request = m_scenario.units->request,
                                      .detail = counted.error().message,
                                      .at = 0,
                                      .count = 1});
    }

    void ready(Slot& slot, std::uint32_t events) {
        LoadConnection& connection = slot.connection;
        if (connection.fd() < 0)
            return; // closed by an event before
        if ((events & EPOLLOUT) != 0) {
            take(slot, connection.writable());
            if (connection.fd() >= 0 && !connection.wantsToWrite())
                watch(slot, false);
        }
        if (connection.fd() >= 0 && (events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0)
            takeIn(slot);
    }

private:
    /// TLS may have something to say after it was told something.
    void takeIn(Slot& slot) {
        take(slot, slot.connection.readable());
        if (slot.connection.fd() >= 0 && m_route->tls() != nullptr)
            watch(slot, slot.connection.wantsToWrite());
    }

    Slot* freeSlot() {
        if (!m_idle.empty()) {
            Slot* slot = m_idle.back();
            m_idle.pop_back();
            return slot;
        }
        if (m_unused.empty() && m_slots.size() < m_scenario.connections)
            m_unused.push_back(m_slots.emplace_back(std::make_unique<Slot>(*this)).get());
        if (m_unused.empty())
            return nullptr;
        Slot* slot = m_unused.back();
        const bool opened = slot->connection.open(m_route->address(), m_route->tls());
        m_lacksMeans = !opened && isOurLack(errno);
        if (!opened) {
            if (!m_reached)
                refuse();
            return nullptr;
        }
        m_unused.pop_back();
        epoll_event event{EPOLLIN | EPOLLOUT, {.ptr = static_cast<EventTarget*>(slot)}};
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, slot->connection.fd(), &event);
        return slot;
    }

    void refuse() { m_refused = m_route->nobodyAnswers(); }

    void watch(Slot& slot, bool writing) {
        epoll_event event{EPOLLIN | (writing ? EPOLLOUT : 0U),
                          {.ptr = static_cast<EventTarget*>(&slot)}};
        ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, slot.connection.fd(), &event);
    }

    void take(Slot& slot, LoadConnection::Event event) {
        if (event == LoadConnection::Event::Failed)
            failed(slot, slot.connection.problem());
        else if (event == LoadConnection::Event::Answer)
            success(slot);
    }

    void success(Slot& slot) {
        m_reached = true;
        LoadConnection& connection = slot.connection;
        const auto& answer = connection.answer();
        const auto& plan = m_scenario.requests[connection.plan];
        const bool expected = plan.isExpected(answer.status());
        if (expected && !plan.save.empty())
            m_maker.takeAnswer(connection.plan, answer.body());
        if (expected)
            answered(connection, "");
        else
            wrong(connection, std::to_string(answer.status()), answer.body());
        count(plan, answer.status(), expected);
        if (connection.keepsAlive())
            m_idle.push_back(&slot);
        else
            forget(slot);
    }

    void failed(Slot& slot, std::string_view problem) {
        const bool wasBusy = slot.connection.generation != 0;
        if (wasBusy && !m_reached && problem == "connect")
            refuse();
        if (wasBusy) {
            count(m_scenario.requests[slot.connection.plan], 0, false);
            wrong(slot.connection, problem, slot.connection.tlsProblem());
        }
        forget(slot);
    }

    /// An error with what was said about it.
    void wrong(LoadConnection& connection, std::string_view code, std::string_view detail) {
        m_book.sample(code, m_scenario.requests[connection.plan].name, detail);
        answered(connection, code);
    }

    /// Whether a unit was granted; `status` 0: nobody knows.
    void count(const RequestPlan& plan, int status, bool expected) {
        if (!m_scenario.units || plan.name != m_scenario.units->request)
            return;
        const auto& granted = m_scenario.units->granted;
        ++m_units.asked;
        if (std::find(granted.begin(), granted.end(), status) != granted.end())
            ++m_units.granted;
        else if (!expected)
            ++m_units.unknown;
    }

    void answered(LoadConnection& connection, std::string_view error) {
        m_book.answered(connection.intended, connection.sentAt, connection.sentBytes(), error);
        connection.generation = 0;
        --m_busy;
    }

    void forget(Slot& slot) {
        std::erase(m_idle, &slot);
        slot.connection.close();
        m_unused.push_back(&slot);
    }

    const Scenario& m_scenario;
    LoadBook& m_book;
    const int m_epoll;
    const std::unique_ptr<HttpRoute> m_route;
    const std::unique_ptr<RequestWriter> m_writer;
    const std::uint64_t m_seed;
    RequestMaker m_maker;
    UnitCount m_units;
    std::vector<std::unique_ptr<Slot>> m_slots; ///< all that there ever were
    std::vector<Slot*> m_idle, m_unused;        ///< connected; not connected
    std::deque<Timeout> m_timeouts; ///< all requests have the same patience: the first is the next
    std::size_t m_busy = 0;
    std::uint64_t m_requests = 0;
    bool m_reached = false;
    bool m_lacksMeans = false; ///< when a connection was opened last
    std::optional<core::Error> m_refused;
};

void Slot::ready(std::uint32_t events) {
    sender.ready(*this, events);
}

/// A connection is a file: as many as the system lets us.
void raiseFileLimit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

core::Result<std::unique_ptr<Sender>> makeHttpSender(const Scenario& scenario,
                                                     const LoadOptions& options, LoadBook& book,
                                                     int epoll, const std::stop_token& stop) {
    auto route = HttpRoute::find(options.target);
    if (!route)
        return route.error();
    auto writer = std::make_unique<RequestWriter>(
        scenario, RequestAddress{(*route)->authority(), options.target.prefix, options.runId},
        options.seed);
    auto saved = RunFrame(scenario, **route, *writer, options.seed).setUp(stop);
    if (!saved)
        return saved.error();
    raiseFileLimit();
    return std::unique_ptr<Sender>(new HttpSender(scenario, options, book, epoll, std::move(*route),
                                                  std::move(writer), std::move(*saved)));
}

} // namespace vigia::backend::load
