#include "backend/load/run_frame.h"

#include "core/base/mask.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::load {
namespace {

using namespace core::load;
using core::ErrorCode;
using core::escapedForDisplay;
using core::failure;

core::Error refused(const std::string& name, const HttpAnswer& answer) {
    return failure(ErrorCode::Rejected,
                   fmt::format("the set-up request {} was answered {}: {}",
                               escapedForDisplay(name, 60), answer.status,
                               escapedForDisplay(core::maskedText(answer.body), 300)));
}

core::Result<std::int64_t> numberInside(const core::JsonValue& answer, const std::string& path) {
    const auto* value = valueInside(answer, path);
    const auto number = value == nullptr ? std::nullopt : value->asInteger();
    return number ? core::Result<std::int64_t>(*number)
                  : failure(ErrorCode::Rejected,
                            fmt::format("the service's answer has no number at {}",
                                        escapedForDisplay(path, 200)));
}

/// How many events of the list `data` have this operation.
std::uint64_t eventsOf(const core::JsonValue& answer, const std::string& event) {
    const auto* list = answer.find("data");
    if (list == nullptr || list->asArray() == nullptr)
        return 0;
    return static_cast<std::uint64_t>(
        std::count_if(list->asArray()->begin(), list->asArray()->end(),
                      [&](const auto& each) { return each.stringAt("operation") == event; }));
}

} // namespace

core::Result<void> RunFrame::reach(const std::stop_token& stop) {
    const auto& address = m_writer.address();
    const auto answer =
        m_caller.call(RequestBytes(fmt::format("HEAD {}/ HTTP/1.1\r\nHost: {}\r\n\r\n",
                                               address.prefix, address.authority)),
                      true, stop);
    return answer ? core::Result<void>() : answer.error();
}

core::Result<SavedValues> RunFrame::setUp(const std::stop_token& stop) {
    if (m_route.tls() != nullptr) {
        if (const auto reached = reach(stop); !reached)
            return reached.error();
    }
    SavedValues saved;
    std::uint64_t number = 0;
    for (const auto& plan : m_scenario.setup) {
        for (int i = 0; i < plan.repeat; ++i) {
            if (const auto sent = send(plan, number++, saved, stop); !sent)
                return sent.error();
        }
    }
    return saved;
}

core::Result<void> RunFrame::send(const SetupPlan& plan, std::uint64_t number, SavedValues& saved,
                                  const std::stop_token& stop) {
    RequestBytes request;
    const TemplateValues values{m_writer.address().runId, number, &m_random, &saved.all()};
    if (!m_writer.write(plan, values, request))
        return failure(ErrorCode::InvalidInput,
                       fmt::format("the set-up request {} picks a value that none before it saved",
                                   escapedForDisplay(plan.name, 60)));
    const auto answer = m_caller.call(std::move(request), plan.method == "HEAD", stop);
    if (!answer)
        return answer.error();
    if (!plan.isExpected(answer->status))
        return refused(plan.name, *answer);
    saved.take(plan, answer->body, m_random);
    return {};
}

core::Result<core::JsonValue> RunFrame::read(const TextTemplate& path, const SavedValues& saved) {
    RequestPlan plan;
    plan.path = path;
    RequestBytes request;
    const TemplateValues values{m_writer.address().runId, 0, &m_random, &saved.all()};
    if (!m_writer.write(plan, values, request))
        return failure(ErrorCode::Rejected, "what the units are of was not saved");
    const auto answer = m_caller.call(std::move(request), false, {});
    if (!answer)
        return answer.error();
    if (!plan.isExpected(answer->status))
        return failure(
            ErrorCode::Rejected,
            fmt::format("the service answers {} when asked for its units", answer->status));
    return core::parseJson(answer->body);
}

core::Result<void> RunFrame::countUnits(const SavedValues& saved, UnitCount& units) {
    const auto& plan = *m_scenario.units;
    const auto state = read(plan.state, saved);
    const auto left = state ? numberInside(*state, plan.left) : state.error();
    const auto held = state ? numberInside(*state, plan.held) : state.error();
    if (!left || !held)
        return left ? held.error() : left.error();
    units.left = *left;
    units.held = *held;
    if (!plan.events)
        return {};
    const auto events = read(*plan.events, saved);
    if (!events)
        return events.error();
    units.events = eventsOf(*events, plan.event);
    return {};
}

} // namespace vigia::backend::load
