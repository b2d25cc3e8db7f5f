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

void ControlWork::start() {
    processTasks.start();
    restTasks.start();
}

void ControlWork::stop() {
    processTasks.stop();
    restTasks.stop();
}

ConsoleControl::ConsoleControl(ControlWork& work, std::unique_ptr<core::ops::WriteGate> gate)
    : m_work(work), m_gate(std::move(gate)) {}

core::Result<void> ConsoleControl::unlock(const std::string& cluster, const std::string& reason) {
    return m_gate->unlock(cluster, reason);
}

void ConsoleControl::lock() {
    m_gate->lock();
}

template <class Answer, class Task>
void ConsoleControl::change(backend::host::TaskQueue& queue, const Answer& answer, Task task) {
    const auto allowed = m_gate->check();
    if (allowed)
        return postOrRefuse(queue, answer,
                            [task = std::move(task), pass = *allowed] { task(pass); });
    // An answer never comes from inside of the call.
    postOrRefuse(queue, answer, [answer, error = allowed.error()] { answer(error); });
}

void ConsoleControl::process(std::string target, std::string verb, Done done) {
    change(m_work.processTasks, done,
           [&actions = m_work.actions, target = std::move(target), verb = std::move(verb),
            done](const auto& pass) { done(actions.process(target, verb, pass)); });
}

void ConsoleControl::scale(std::string role, int count, Done done) {
    change(m_work.processTasks, done,
           [&actions = m_work.actions, role = std::move(role), count, done](const auto& pass) {
               done(actions.scale(role, count, pass));
           });
}

void ConsoleControl::setDemoTraffic(bool on, Done done) {
    change(m_work.processTasks, done, [&actions = m_work.actions, on, done](const auto& pass) {
        done(actions.demoTraffic(on, pass));
    });
}

void ConsoleControl::rest(std::string method, std::string path, std::string body,
                          Answered answered) {
    const bool reads = method == "GET" || method == "HEAD";
    auto task = [&actions = m_work.actions, method = std::move(method), path = std::move(path),
                 body = std::move(body),
                 answered](const auto& pass) { answered(actions.rest(method, path, body, pass)); };
    if (reads)
        postOrRefuse(m_work.restTasks, answered,
                     [task = std::move(task)] { task(core::ops::WritePass{}); });
    else
        change(m_work.restTasks, answered, std::move(task));
}

void ConsoleControl::topicConfiguration(std::string cluster, std::string topic,
                                        Described described) {
    postOrRefuse(m_work.restTasks, described,
                 [&actions = m_work.actions, cluster = std::move(cluster), topic = std::move(topic),
                  described] { described(actions.topicConfiguration(cluster, topic)); });
}

void ConsoleControl::watchGroup(std::string cluster, std::string group) {
    m_work.actions.watchGroup(cluster, group);
}

void ConsoleControl::setHistoryRange(std::chrono::seconds range) {
    m_work.actions.historyRange(range);
}

void ConsoleControl::setSampleInterval(std::chrono::milliseconds interval) {
    m_work.actions.sampleInterval(interval);
}

} // namespace vigia::app
