#include "ui/testing/fake_control.h"

namespace vigia::ui::testing {

void FakeControl::answer(const Done& done, std::string call) {
    calls.push_back(call);
    if (!done)
        return;
    if (failure)
        done(*failure);
    else
        done(std::move(call));
}

void FakeControl::process(std::string target, std::string verb, Done done) {
    answer(done, "process " + target + " " + verb);
}

void FakeControl::scale(std::string role, int count, Done done) {
    answer(done, "scale " + role + " " + std::to_string(count));
}

void FakeControl::setDemoTraffic(bool on, Done done) {
    answer(done, on ? "demo on" : "demo off");
}

void FakeControl::rest(std::string method, std::string path, std::string body, Answered answered) {
    calls.push_back("rest " + method + " " + path + (body.empty() ? "" : " " + body));
    if (!answered)
        return;
    if (failure)
        answered(*failure);
    else
        answered(onRest ? onRest(method, path, body) : restAnswer);
}

void FakeControl::topicConfiguration(std::string cluster, std::string topic, Described described) {
    calls.push_back("configuration " + cluster + " " + topic);
    if (!described)
        return;
    if (failure)
        described(*failure);
    else
        described(core::parseJson(
            R"([{"name":"cleanup.policy","value":"delete","source":"default","isDefault":true,"isSensitive":false},
            {"name":"min.insync.replicas","value":"2","source":"topic","isDefault":false,"isSensitive":false},
            {"name":"retention.ms","value":"604800000","source":"broker","isDefault":true,"isSensitive":false}])"));
}

void FakeControl::watchGroup(std::string cluster, std::string group) {
    calls.push_back("watch " + cluster + " " + group);
}

void FakeControl::setHistoryRange(std::chrono::seconds range) {
    historyRange = range;
}

void FakeControl::setSampleInterval(std::chrono::milliseconds interval) {
    calls.push_back("interval " + std::to_string(interval.count()));
}

} // namespace vigia::ui::testing
