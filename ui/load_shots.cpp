#include "ui/load_shots.h"

#include <future>

namespace vigia::ui {

using namespace core::load;

namespace {

constexpr std::chrono::seconds kMostOfARun{20};

core::Error still() {
    return core::failure(core::ErrorCode::Rejected, "nothing is changed while pictures are made");
}

/// What `ask` answers on another thread; nothing when it takes too long.
template <class Answer, class Ask> std::optional<Answer> answerOf(Ask ask) {
    auto promise = std::make_shared<std::promise<Answer>>();
    auto answer = promise->get_future();
    ask([promise](Answer given) { promise->set_value(std::move(given)); });
    if (answer.wait_for(kMostOfARun) != std::future_status::ready)
        return std::nullopt;
    return answer.get();
}

} // namespace

StillLoads::StillLoads(LoadDesk& real) : m_real(real) {
    m_status.publish(LoadStatus{});
}

bool StillLoads::set(Moment moment) {
    m_moment = moment;
    LoadStatus status;
    if (moment == Moment::Live) {
        const auto run = newest();
        if (!run)
            return false;
        auto live = std::make_shared<RunView>(*run);
        live->head.id = kLiveRun;
        live->head.begunAt += std::chrono::minutes(10);
        live->state = RunState::Running;
        live->verdict.reset();
        live->annotation = {};
        live->warnings.clear();
        live->points.resize(live->points.size() * 7 / 10);
        live->at = double(live->points.size());
        live->inFlight = 3;
        m_live = live;
        status.run = std::move(live);
    }
    m_status.publish(std::move(status));
    return true;
}

std::shared_ptr<const RunView> StillLoads::newest() {
    const auto list = answerOf<RunList>([this](auto done) { m_real.list(done); });
    for (const auto& line : list ? list->runs : std::vector<RunSummary>()) {
        if (line.state != RunState::Finished)
            continue;
        const auto run = answerOf<core::Result<std::shared_ptr<const RunView>>>(
            [&](auto done) { m_real.read(line.head.id, done); });
        if (run && *run)
            return **run;
    }
    return nullptr;
}

void StillLoads::start(std::string, bool, core::ops::WritePass, Done done) {
    done(still());
}

void StillLoads::list(Listed listed) {
    if (m_moment == Moment::Empty)
        return listed({});
    m_real.list([listed, live = m_moment == Moment::Live ? m_live : nullptr](RunList list) {
        if (live) {
            RunSummary line;
            line.head = live->head;
            line.state = RunState::Running;
            line.measured = live->measured;
            list.runs.insert(list.runs.begin(), std::move(line));
        }
        listed(std::move(list));
    });
}

void StillLoads::read(std::string id, Read read) {
    if (m_moment == Moment::Unreadable)
        return read(core::failure(core::ErrorCode::Corrupt, "the run " + id +
                                                                " is damaged from byte 4,096 on; "
                                                                "remove it"));
    m_real.read(std::move(id), std::move(read));
}

void StillLoads::compare(std::string before, std::vector<std::string> others, Compared compared) {
    m_real.compare(std::move(before), std::move(others), std::move(compared));
}

void StillLoads::annotate(std::string, RunAnnotation, Done done) {
    done(still());
}

void StillLoads::makeBaseline(std::string, Done done) {
    done(still());
}

void StillLoads::remove(std::string, Done done) {
    done(still());
}

} // namespace vigia::ui
