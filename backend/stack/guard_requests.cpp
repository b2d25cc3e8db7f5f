#include "backend/stack/guard_requests.h"

#include "backend/config/config.h"
#include "backend/stack/guard_text.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::JsonValue;
using core::Result;

namespace {

constexpr std::int64_t kMostLines = 1000;
constexpr std::size_t kMostDepth = 8;

bool isProcessVerb(const std::string& verb) {
    return verb == "start" || verb == "stop" || verb == "kill" || verb == "pause" ||
           verb == "resume" || verb == "restart";
}

std::string sentence(const std::string& text) {
    return core::JsonWriter().beginObject().member("message", text).endObject().take();
}

core::Error wrongType(std::string_view member, std::string_view type) {
    return failure(ErrorCode::InvalidInput, fmt::format("`{}` of a request is {}.", member, type));
}

/// The flag, or what it is when it is left out; InvalidInput when it is no boolean.
Result<bool> flagAt(const JsonValue& request, std::string_view key, bool otherwise) {
    const JsonValue* value = request.find(key);
    if (value == nullptr)
        return otherwise;
    return value->asBool() == nullptr ? Result<bool>(wrongType(key, "true or false"))
                                      : Result<bool>(*value->asBool());
}

std::string reply(const std::optional<std::int64_t>& id, const Result<std::string>& answer) {
    core::JsonWriter json;
    json.beginObject().member("id", id).member("ok", answer.has_value());
    if (answer)
        json.key("result").raw(*answer);
    else
        json.member("code", core::errorCodeName(answer.error().code))
            .member("message", answer.error().message);
    return json.endObject().take();
}

core::Error unknownVerb(const std::string& verb) {
    const auto near = core::nearestWord(verb, guardVerbs());
    return failure(ErrorCode::InvalidInput,
                   fmt::format("`{}` is no request{}.", core::escapedForDisplay(verb, 60),
                               near ? fmt::format("; did you mean `{}`?", *near) : ""));
}

} // namespace

const std::vector<std::string>& guardVerbs() {
    static const std::vector<std::string> all{"attach", "detach", "keep",  "status",    "start",
                                              "stop",   "kill",   "pause", "resume",    "restart",
                                              "define", "scale",  "logs",  "subscribe", "shutdown"};
    return all;
}

void GuardRequests::handle(ControlConnection& connection, const std::string& line) {
    const auto request = core::parseJson(line, {ControlServer::kLineLimit, kMostDepth});
    if (!request || request->asObject() == nullptr) {
        const core::Error error =
            request ? wrongType("a line", "a JSON object")
                    : failure(ErrorCode::InvalidInput,
                              "A request is one JSON object a line: " + request.error().message);
        m_server.send(connection, reply(std::nullopt, error));
        return;
    }
    m_server.send(connection, reply(request->integerAt("id"), answer(connection, *request)));
}

Result<std::string> GuardRequests::answer(ControlConnection& connection, const JsonValue& request) {
    const auto verb = request.stringAt("request");
    if (!verb)
        return wrongType("request", "a text");
    if (*verb == "status")
        return statusText(m_stack, m_disk, m_keep, m_server.attached());
    if (*verb == "logs")
        return logs(request);
    if (*verb == "subscribe")
        return subscribe(connection, request);
    if (std::find(guardVerbs().begin(), guardVerbs().end(), *verb) == guardVerbs().end())
        return unknownVerb(*verb);
    if (m_closed && *verb != "shutdown" && *verb != "detach")
        return failure(ErrorCode::Unreachable,
                       "The local stack is stopping; try again when it is gone.");
    if (*verb == "attach" || *verb == "detach")
        return attach(connection, request);
    if (*verb == "define")
        return define(request);
    if (const auto passed = checkPass(request); !passed)
        return passed.error();
    return perform(*verb, request);
}

/// A verb that changes something, once it may.
Result<std::string> GuardRequests::perform(const std::string& verb, const JsonValue& request) {
    if (isProcessVerb(verb))
        return processVerb(verb, request);
    if (verb == "keep")
        return keep(request);
    if (verb == "scale")
        return scale(request);
    m_shutdown = true;
    return sentence("The local stack stops: workers, brokers, then PostgreSQL.");
}

Result<void> GuardRequests::checkPass(const JsonValue& request) const {
    return core::ops::WriteLock{config::kOwnCluster, m_tag, m_readOnly}.check(
        {request.stringAt("unlock").value_or(""), request.stringAt("reason").value_or("")});
}

Result<std::string> GuardRequests::keep(const JsonValue& request) {
    const auto on = flagAt(request, "on", true);
    if (!on)
        return on.error();
    m_keep = *on;
    return sentence(m_keep ? "The local stack stays until `vigia stack down`."
                           : "The local stack stops with its last console.");
}

Result<std::string> GuardRequests::attach(ControlConnection& connection, const JsonValue& request) {
    const std::string verb = request.stringAt("request").value_or("");
    if (verb == "attach" && request.integerAt("protocol") != kGuardProtocol)
        return failure(ErrorCode::Conflict,
                       fmt::format("The guard of {} belongs to another version of Vigia: stop it "
                                   "with `vigia stack down` of that version, or kill process {}.",
                                   m_stack.paths().data.string(), ::getpid()));
    const auto readOnly = flagAt(request, "readOnly", false);
    if (!readOnly)
        return readOnly.error();
    if (*readOnly && !m_readOnly)
        m_tag = request.stringAt("tag").value_or(m_tag);
    m_readOnly = m_readOnly || *readOnly;
    connection.attached = verb == "attach";
    return sentence(connection.attached ? "Attached." : "Detached.");
}

Result<std::string> GuardRequests::subscribe(ControlConnection& connection,
                                             const JsonValue& request) {
    const auto progress = flagAt(request, "progress", false);
    const auto events = flagAt(request, "events", false);
    if (!progress || !events)
        return progress ? events.error() : progress.error();
    connection.wantsProgress = *progress;
    connection.wantsEvents = *events;
    if (*progress)
        m_server.send(connection, R"({"progress":)" + progressText(m_stack.progress()) + "}");
    return sentence("Subscribed.");
}

Result<std::string> GuardRequests::processVerb(const std::string& verb, const JsonValue& request) {
    const auto name = request.stringAt("process");
    if (!name)
        return wrongType("process", "the name of a process");
    SupervisedProcess* process =
        m_stack.supervisor() == nullptr ? nullptr : m_stack.supervisor()->find(*name);
    if (process == nullptr)
        return failure(ErrorCode::NotFound, fmt::format("There is no process `{}` here.",
                                                        core::escapedForDisplay(*name, 60)));
    Result<void> done;
    if (verb == "start")
        process->start();
    else if (verb == "stop")
        process->stop();
    else if (verb == "restart")
        process->restart();
    else
        done = verb == "kill"    ? process->kill()
               : verb == "pause" ? process->pause()
                                 : process->resume();
    if (!done)
        return done.error();
    return sentence(
        fmt::format("{}: {} done; it is {} now.", *name, verb, processStateWord(process->state())));
}

Result<std::string> GuardRequests::define(const JsonValue& request) {
    const JsonValue* member = request.find("worker");
    if (member == nullptr)
        return wrongType("worker", "an object");
    auto worker = workerTemplate(*member);
    if (!worker)
        return worker.error();
    const std::string role = worker->role;
    // A new role is a part of the start; what a known one runs is changed by nobody unasked.
    if (m_workers.wouldChange(*worker)) {
        if (const auto passed = checkPass(request); !passed)
            return passed.error();
    }
    const auto defined = m_workers.define(std::move(*worker));
    if (!defined)
        return defined.error();
    switch (*defined) {
    case Defined::New:
        return sentence(fmt::format("{} is defined.", role));
    case Defined::Changed:
        return sentence(fmt::format("{} is defined anew; its workers take that up when they start "
                                    "next.",
                                    role));
    case Defined::Same:
        break;
    }
    return sentence(fmt::format("{} was defined before and stays as it is.", role));
}

Result<std::string> GuardRequests::scale(const JsonValue& request) {
    const auto role = request.stringAt("role");
    const auto count = request.integerAt("count");
    if (!role || !count || *count < 0 || *count > WorkerPool::kMostWorkers)
        return failure(ErrorCode::InvalidInput,
                       "`scale` needs `role`, a text, and `count`, a whole number from 0 to 8.");
    const auto scaled = m_workers.scale(*role, static_cast<int>(*count));
    if (!scaled)
        return scaled.error();
    return sentence(*scaled);
}

Result<std::string> GuardRequests::logs(const JsonValue& request) {
    const auto name = request.stringAt("process");
    const std::int64_t lines =
        request.find("lines") == nullptr ? 100 : request.integerAt("lines").value_or(0);
    if (!name || lines < 1 || lines > kMostLines)
        return failure(
            ErrorCode::InvalidInput,
            "`logs` needs `process`, a text, and `lines`, a whole number from 1 to 1000.");
    if (*name == "guard")
        return sentence(lastLines(m_stack.paths().logOf("guard"), static_cast<std::size_t>(lines)));
    const SupervisedProcess* process =
        m_stack.supervisor() == nullptr ? nullptr : m_stack.supervisor()->find(*name);
    if (process == nullptr)
        return failure(ErrorCode::NotFound, fmt::format("There is no process `{}` here.",
                                                        core::escapedForDisplay(*name, 60)));
    return sentence(process->logTail(static_cast<std::size_t>(lines)));
}

} // namespace vigia::backend::stack
