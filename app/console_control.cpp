#include "app/console_control.h"

namespace vigia::app {
namespace {

/// Posts `task`, or answers at once that too much waits already.
template <class Answer, class Task>
void postOrRefuse(backend::host::TaskQueue& queue, const Answer& answer, Task task) {
    if (!queue.post(std::move(task)))
        answer(core::failure(core::ErrorCode::Rejected,
                             "too many actions wait already; try again in a moment"));
}

} // namespace

ConsoleControl::ConsoleControl(ControlActions actions, std::shared_ptr<core::ops::WriteGate> gate)
    : m_actions(std::move(actions)), m_gate(std::move(gate)) {}

ConsoleControl::~ConsoleControl() {
    stop();
}

void ConsoleControl::start() {
    m_processTasks.start();
    m_restTasks.start();
}

void ConsoleControl::stop() {
    m_processTasks.stop();
    m_restTasks.stop();
}

core::Result<void> ConsoleControl::unlock(const std::string& cluster, const std::string& reason) {
    return m_gate ? m_gate->unlock(cluster, reason) : core::Result<void>();
}

void ConsoleControl::lock() {
    if (m_gate)
        m_gate->lock();
}

template <class Answer, class Task>
void ConsoleControl::change(backend::host::TaskQueue& queue, const Answer& answer, Task task) {
    const auto allowed = m_gate ? m_gate->check() : core::Result<void>();
    if (allowed)
        return postOrRefuse(queue, answer, std::move(task));
    // An answer never comes from inside of the call.
    postOrRefuse(queue, answer, [answer, error = allowed.error()] { answer(error); });
}

void ConsoleControl::process(std::string target, std::string verb, Done done) {
    change(m_processTasks, done, [this, target = std::move(target), verb = std::move(verb), done] {
        done(m_actions.process(target, verb));
    });
}

void ConsoleControl::scale(std::string role, int count, Done done) {
    change(m_processTasks, done,
           [this, role = std::move(role), count, done] { done(m_actions.scale(role, count)); });
}

void ConsoleControl::setDemoTraffic(bool on, Done done) {
    change(m_processTasks, done, [this, on, done] { done(m_actions.demoTraffic(on)); });
}

void ConsoleControl::rest(std::string method, std::string path, std::string body,
                          Answered answered) {
    const bool reads = method == "GET" || method == "HEAD";
    auto task = [this, method = std::move(method), path = std::move(path), body = std::move(body),
                 answered] { answered(m_actions.rest(method, path, body)); };
    if (reads)
        postOrRefuse(m_restTasks, answered, std::move(task));
    else
        change(m_restTasks, answered, std::move(task));
}

void ConsoleControl::topicConfiguration(std::string cluster, std::string topic,
                                        Described described) {
    postOrRefuse(m_restTasks, described,
                 [this, cluster = std::move(cluster), topic = std::move(topic), described] {
                     described(m_actions.topicConfiguration(cluster, topic));
                 });
}

void ConsoleControl::watchGroup(std::string cluster, std::string group) {
    m_actions.watchGroup(cluster, group);
}

void ConsoleControl::setHistoryRange(std::chrono::seconds range) {
    m_actions.historyRange(range);
}

void ConsoleControl::setSampleInterval(std::chrono::milliseconds interval) {
    m_actions.sampleInterval(interval);
}

} // namespace vigia::app
