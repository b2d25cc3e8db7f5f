#include "backend/stack/guard_text.h"

#include "backend/stack/disk_problem.h"
#include "backend/stack/process_stats.h"
#include "core/base/json_writer.h"
#include "core/base/time_text.h"

#include <array>

#include <unistd.h>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::JsonValue;
using core::JsonWriter;
using core::Result;
using core::ops::Health;
using core::ops::ProcessStatus;
using core::ops::StartProgress;
using core::ops::StartStep;

namespace {

constexpr std::array kHealths{Health::Ok,     Health::Working,      Health::Degraded,
                              Health::Broken, Health::Inconsistent, Health::Unknown};
constexpr std::array kKinds{ProcessKind::Broker, ProcessKind::Postgres, ProcessKind::Worker};

core::Error misread(std::string_view what) {
    return failure(
        ErrorCode::Corrupt,
        fmt::format("The guard's {} can't be read: it belongs to another version of Vigia.", what));
}

void writeProcess(JsonWriter& json, const SupervisedProcess& process, const DiskUsage& disk) {
    const ProcessSpec& spec = process.spec();
    json.beginObject()
        .member("name", spec.name)
        .member("title", spec.title)
        .member("kind", processKindWord(spec.kind));
    if (!spec.role.empty())
        json.member("role", spec.role);
    json.member("state", processStateWord(process.state())).member("detail", process.detail());
    json.member("restarts", process.restarts())
        .member("startedAt", process.startedAt())
        .member("exitedAt", process.exitedAt());
    if (process.pid() != 0)
        json.member("pid", process.pid());
    if (const auto stats = process.pid() != 0 ? processStats(process.pid()) : std::nullopt)
        json.member("memoryBytes", stats->memoryBytes).member("cpuSeconds", stats->cpuSeconds);
    json.member("diskBytes", spec.diskFolder.empty() ? std::nullopt : disk.bytes(spec.diskFolder));
    json.key("ports").beginArray();
    for (const std::uint16_t port : spec.ports)
        json.value(port);
    json.endArray();
    if (!process.lastExit().empty())
        json.member("lastExit", process.lastExit());
    if (process.state() == ProcessState::Failed)
        json.member("log", process.logTail());
    json.endObject();
}

core::ops::ProcessState stateOf(std::string_view word) {
    using core::ops::ProcessState;
    for (const ProcessState state : {ProcessState::Starting, ProcessState::Running,
                                     ProcessState::Paused, ProcessState::Failed}) {
        if (core::ops::processStateWord(state) == word)
            return state;
    }
    return ProcessState::Stopped; // and `stopping`
}

std::optional<core::UtcTime> timeAt(const JsonValue& json, std::string_view key) {
    const auto text = json.stringAt(key);
    const auto time = text ? core::parseRfc3339(*text) : Result<core::UtcTime>(misread("time"));
    return time ? std::optional(*time) : std::nullopt;
}

ProcessStatus processOf(const JsonValue& json) {
    ProcessStatus status;
    status.name = json.stringAt("name").value_or("");
    status.kind = json.stringAt("kind").value_or("");
    status.state = stateOf(json.stringAt("state").value_or(""));
    status.restarts = static_cast<int>(json.integerAt("restarts").value_or(0));
    status.pid = json.integerAt("pid");
    status.startedAt = timeAt(json, "startedAt");
    status.exitedAt = timeAt(json, "exitedAt");
    status.memoryBytes = json.integerAt("memoryBytes");
    status.cpuSeconds = json.doubleAt("cpuSeconds");
    status.diskBytes = json.integerAt("diskBytes");
    if (status.state != core::ops::ProcessState::Running)
        status.reason = json.stringAt("detail").value_or("");
    if (const auto log = json.stringAt("log"); log && !log->empty())
        status.reason += "\n" + *log;
    return status;
}

Health healthOf(std::string_view word) {
    const auto found = std::find_if(kHealths.begin(), kHealths.end(), [&](Health health) {
        return core::ops::healthWord(health) == word;
    });
    return found == kHealths.end() ? Health::Unknown : *found;
}

} // namespace

std::string statusText(LocalStack& stack, const DiskUsage& disk, bool keep, std::size_t attached) {
    const StartProgress progress = stack.progress();
    JsonWriter json;
    json.beginObject()
        .member("protocol", kGuardProtocol)
        .member("kafkaVersion", kKafkaVersion)
        .member("pid", ::getpid());
    json.member("dataFolder", stack.paths().data.string())
        .member("ready", progress.ready)
        .member("seconds", progress.seconds);
    json.member("keep", keep).member("attached", attached);
    if (!progress.failure.empty())
        json.member("failure", progress.failure);
    if (const auto space = diskSpace(stack.paths().data))
        json.member("diskFreeBytes", space->freeBytes)
            .member("diskProblem", diskProblem(stack.paths().data.string(), *space));
    json.member("kafka", stack.addresses().kafka)
        .member("postgresUrlFile", stack.addresses().postgresUrlFile);
    json.member("clusterId", stack.state().clusterId)
        .member("postgresPort", stack.state().postgresPort);
    if (const auto own = processStats(::getpid()))
        json.member("cpuSeconds", own->cpuSeconds);
    json.key("processes").beginArray();
    if (stack.supervisor() != nullptr) {
        for (const auto& process : stack.supervisor()->processes())
            writeProcess(json, *process, disk);
    }
    json.endArray().endObject();
    return json.take();
}

std::string progressText(const StartProgress& progress) {
    JsonWriter json;
    json.beginObject()
        .member("ready", progress.ready)
        .member("seconds", progress.seconds)
        .member("failure", progress.failure);
    json.key("steps").beginArray();
    for (const StartStep& step : progress.steps) {
        json.beginObject()
            .member("name", step.name)
            .member("health", core::ops::healthWord(step.health))
            .member("detail", step.detail);
        json.member("seconds", step.seconds).member("log", step.log).endObject();
    }
    json.endArray().endObject();
    return json.take();
}

std::string eventText(const ProcessEvent& event) {
    JsonWriter json;
    json.beginObject()
        .member("time", event.time)
        .member("process", event.process)
        .member("kind", processKindWord(event.kind));
    json.member("what", event.what).member("detail", event.detail).endObject();
    return json.take();
}

Result<StartProgress> readProgress(const JsonValue& json) {
    const JsonValue* steps = json.find("steps");
    if (steps == nullptr || steps->asArray() == nullptr)
        return misread("progress");
    StartProgress progress;
    progress.ready = json.boolAt("ready");
    progress.seconds = json.doubleAt("seconds").value_or(0);
    progress.failure = json.stringAt("failure").value_or("");
    for (const JsonValue& step : *steps->asArray())
        progress.steps.push_back(
            {step.stringAt("name").value_or(""), healthOf(step.stringAt("health").value_or("")),
             step.stringAt("detail").value_or(""), step.doubleAt("seconds").value_or(0),
             step.stringAt("log").value_or("")});
    return progress;
}

Result<ProcessEvent> readEvent(const JsonValue& json) {
    const auto time = timeAt(json, "time");
    const auto process = json.stringAt("process");
    if (!time || !process)
        return misread("event");
    const auto word = json.stringAt("kind").value_or("");
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                   [&](ProcessKind k) { return processKindWord(k) == word; });
    return ProcessEvent{*time, *process, kind == kKinds.end() ? ProcessKind::Worker : *kind,
                        json.stringAt("what").value_or(""), json.stringAt("detail").value_or("")};
}

std::string troubleText(const JsonValue& status) {
    const std::string disk = status.stringAt("diskProblem").value_or("");
    const auto processes = readProcesses(status);
    std::vector<std::string> reasons;
    std::vector<std::string> names;
    for (const ProcessStatus& process : processes ? *processes : std::vector<ProcessStatus>{}) {
        if (process.state == core::ops::ProcessState::Running)
            continue;
        names.push_back(process.name);
        reasons.push_back(fmt::format("{} is {}: {}", process.name,
                                      core::ops::processStateWord(process.state),
                                      process.reason.substr(0, process.reason.find('\n'))));
    }
    if (disk.empty() || names.empty())
        return disk + fmt::format("{}", fmt::join(reasons, "; "));
    return fmt::format("{} Not running: {}.", disk, fmt::join(names, ", "));
}

Result<std::vector<ProcessStatus>> readProcesses(const JsonValue& status) {
    const JsonValue* list = status.find("processes");
    if (list == nullptr || list->asArray() == nullptr)
        return misread("status");
    std::vector<ProcessStatus> all;
    for (const JsonValue& process : *list->asArray())
        all.push_back(processOf(process));
    return all;
}

} // namespace vigia::backend::stack
