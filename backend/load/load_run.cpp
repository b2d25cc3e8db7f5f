#include "backend/load/load_run.h"

#include "backend/load/load_guard.h"
#include "backend/load/sender.h"
#include "backend/no_broken_pipe.h"
#include "core/base/unique_fd.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <deque>
#include <random>

namespace vigia::backend::load {
namespace {

using namespace core::load;
using namespace std::chrono_literals;
using core::ErrorCode;
using core::failure;

/// A sender and the arrivals that it had no room for yet.
struct Lane {
    std::unique_ptr<Sender> sender;
    std::deque<Due> waiting;
};

class Run {
public:
    Run(const Scenario& scenario, const Course& course, const LoadOptions& options)
        : m_scenario(scenario), m_course(course), m_options(options),
          m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_book(scenario, course, options),
          m_random(options.seed) {}

    /// Everything that comes before the run begins; `stop` ends it.
    core::Result<void> open(const std::stop_token& stop) {
        std::vector<double> weights;
        if (!m_scenario.requests.empty()) {
            auto sender = makeHttpSender(m_scenario, m_options, m_book, m_epoll.fd(), stop);
            if (!sender)
                return sender.error();
            m_lanes.push_back({std::move(*sender), {}});
            double weight = 0;
            for (const auto& request : m_scenario.requests)
                weight += request.weight;
            weights.push_back(weight);
        }
        if (m_scenario.records) {
            auto sender = makeKafkaSender(m_scenario, m_options, m_book, m_epoll.fd());
            if (!sender)
                return sender.error();
            m_lanes.push_back({std::move(*sender), {}});
            weights.push_back(m_scenario.records->weight);
        }
        m_draw = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
        return m_lanes.empty() ? failure(ErrorCode::InvalidInput, "the scenario sends nothing")
                               : core::Result<void>();
    }

    core::Result<RunRecord> run(const std::stop_token& drain, const std::stop_token& now) {
        m_book.begin();
        while (!now.stop_requested() && turn(drain)) {
        }
        for (auto& lane : m_lanes) {
            if (const auto& refused = lane.sender->refused())
                return *refused;
            lane.sender->stop();
        }
        m_book.tell(m_book.at(), underWay(), waiting(), lag());
        RunRecord record = m_book.take();
        for (const auto& lane : m_lanes)
            lane.sender->finish(record);
        return record;
    }

private:
    template <class Of> [[nodiscard]] std::size_t sum(Of of) const {
        std::size_t all = 0;
        for (const auto& lane : m_lanes)
            all += of(lane);
        return all;
    }
    [[nodiscard]] std::size_t waiting() const {
        return sum([](const Lane& lane) { return lane.waiting.size(); });
    }
    [[nodiscard]] std::size_t underWay() const {
        return sum([](const Lane& lane) { return lane.sender->underWay(); });
    }
    [[nodiscard]] bool refused() const {
        return sum([](const Lane& lane) { return lane.sender->refused() ? 1U : 0U; }) > 0;
    }

    /// One turn of the loop; false when everything is over.
    bool turn(const std::stop_token& drain) {
        LoadTime now = m_book.at();
        const bool stopped = drain.stop_requested() || m_book.aborted();
        const bool ending = stopped || now >= m_course.duration();
        if (stopped || (ending && m_book.source().closed()))
            forgetWaiting();
        else
            notice(now); // at the end too: the last ones may be due since the turn before
        for (auto& lane : m_lanes)
            dispatch(lane);
        if (refused() || (ending && waiting() == 0 && underWay() == 0))
            return false;
        wait(now, ending);
        now = m_book.at();
        for (auto& lane : m_lanes)
            lane.sender->expire(now, ending);
        if (now >= m_book.nextTick())
            m_book.tick(now, underWay(), waiting(), lag());
        return true;
    }

    void forgetWaiting() {
        for (auto& lane : m_lanes)
            lane.waiting.clear();
    }

    void notice(LoadTime now) {
        auto& source = m_book.source();
        source.follow(now);
        for (auto due = source.next(); due && *due <= now; due = source.next()) {
            source.take();
            m_book.offered(*due);
            Lane& lane = m_lanes[m_lanes.size() == 1 ? 0 : m_draw(m_random)];
            if (lane.waiting.size() < m_options.mostWaiting)
                lane.waiting.push_back({*due, now});
            else
                m_book.dropped({*due, now}, lane.sender->lacksMeans());
        }
    }

    void dispatch(Lane& lane) {
        while (!lane.waiting.empty() && lane.sender->start(lane.waiting.front(), m_number)) {
            lane.waiting.pop_front();
            ++m_number;
        }
    }

    [[nodiscard]] std::optional<std::uint64_t> lag() const {
        for (const auto& lane : m_lanes) {
            if (const auto lag = lane.sender->lag())
                return lag;
        }
        return std::nullopt;
    }

    void wait(LoadTime now, bool ending) {
        LoadTime until = m_book.nextTick();
        if (const auto due = m_book.source().next(); due && !ending)
            until = std::min(until, *due);
        for (const auto& lane : m_lanes)
            until = std::min(until, lane.sender->expiresAt().value_or(until));
        const LoadTime left = std::max(LoadTime::zero(), until - now);
        const timespec patience{left / 1s, (left % 1s).count()};
        std::array<epoll_event, 256> ready{};
        const int count = ::epoll_pwait2(m_epoll.fd(), ready.data(), static_cast<int>(ready.size()),
                                         &patience, nullptr);
        for (int i = 0; i < count; ++i) {
            const auto& event = ready[static_cast<std::size_t>(i)];
            static_cast<EventTarget*>(event.data.ptr)->ready(event.events);
        }
    }

    const Scenario& m_scenario;
    const Course& m_course;
    const LoadOptions& m_options;
    const core::UniqueFd m_epoll;
    LoadBook m_book;
    std::vector<Lane> m_lanes;
    std::mt19937_64 m_random;
    std::discrete_distribution<std::size_t> m_draw;
    std::uint64_t m_number = 0;
};

} // namespace

core::Result<RunRecord> runLoad(const Scenario& scenario, const LoadOptions& options,
                                const std::stop_token& drain, const std::stop_token& now) {
    if (const auto allowed = checkLoadable(options.permit); !allowed)
        return allowed.error();
    const auto course = Course::create(scenario.stages);
    if (!course)
        return course.error();
    const NoBrokenPipe guard;
    Run run(scenario, *course, options);
    if (const auto opened = run.open(drain); !opened)
        return opened.error();
    return run.run(drain, now);
}

} // namespace vigia::backend::load
