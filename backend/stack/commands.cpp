#include "backend/stack/commands.h"

#include "backend/config/config.h"
#include "backend/stack/guard_client.h"
#include "backend/stack/guard_text.h"
#include "backend/stack/paths.h"
#include "backend/stack/rotating_log.h"
#include "core/base/bounded_buffer.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>

namespace vigia::backend::stack {
namespace fs = std::filesystem;
using core::ErrorCode;
using core::JsonValue;
using core::ops::StartProgress;

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUse = 2;
constexpr int kCouldNotAsk = 3;
constexpr int kRefused = 4;
constexpr int kDegraded = 10;
constexpr int kDown = 11;
constexpr std::chrono::seconds kReadyPatience{180};
constexpr std::chrono::seconds kStopPatience{90};

CommandAnswer refusal(const core::Error& error, int code) {
    return {code, error.message + "\n"};
}

int failureCode(const core::Error& error) {
    return error.code == ErrorCode::Rejected ? kRefused : kFailed;
}

CommandAnswer answer(int code, bool json, const std::string& sentence) {
    return {code,
            json ? core::JsonWriter().beginObject().member("message", sentence).endObject().take() +
                       "\n"
                 : sentence + "\n"};
}

std::string size(std::optional<std::int64_t> bytes) {
    return bytes ? fmt::format("{} MB", (*bytes + 524'288) / 1'048'576) : "—";
}

std::string processLine(const JsonValue& process) {
    std::string ports;
    if (const JsonValue* list = process.find("ports");
        list != nullptr && list->asArray() != nullptr && !list->asArray()->empty())
        ports = list->asArray()->front().text();
    const auto pid = process.integerAt("pid");
    const std::string state = process.stringAt("state").value_or("");
    std::string line = fmt::format(
        "{:<12} {:<9} {:>8} {:>6} {:>8} {:>9} {:>8}", process.stringAt("name").value_or(""), state,
        pid ? std::to_string(*pid) : "—", ports.empty() ? "—" : ports,
        size(process.integerAt("memoryBytes")), size(process.integerAt("diskBytes")),
        process.integerAt("restarts").value_or(0));
    if (state != "running")
        line += "  " + process.stringAt("detail").value_or("");
    return line + "\n";
}

std::string statusTable(const JsonValue& status) {
    std::string text = fmt::format(
        "Local stack in {}\nKafka       {}\nPostgreSQL  127.0.0.1:{}\n\n",
        status.stringAt("dataFolder").value_or(""), status.stringAt("kafka").value_or("—"),
        status.integerAt("postgresPort").value_or(0));
    text += fmt::format("{:<12} {:<9} {:>8} {:>6} {:>8} {:>9} {:>8}\n", "PROCESS", "STATE", "PID",
                        "PORT", "MEMORY", "DISK", "RESTARTS");
    if (const JsonValue* list = status.find("processes");
        list != nullptr && list->asArray() != nullptr) {
        for (const JsonValue& process : *list->asArray())
            text += processLine(process);
    }
    if (const auto why = status.stringAt("failure"))
        text += "\n" + *why + "\n";
    if (const auto disk = status.stringAt("diskProblem"); disk && !disk->empty())
        text += "\n" + *disk + "\n";
    return text;
}

int statusCode(const JsonValue& status) {
    const JsonValue* list = status.find("processes");
    std::size_t running = 0;
    std::size_t all = 0;
    for (std::size_t i = 0;
         list != nullptr && list->asArray() != nullptr && i < list->asArray()->size(); ++i) {
        ++all;
        running += (*list->asArray())[i].stringAt("state") == "running" ? 1U : 0U;
    }
    return running == 0 ? kDown : running == all ? 0 : kDegraded;
}

/// Waits for the servers; the last progress seen.
std::optional<StartProgress> waitReady(core::BoundedBuffer<StartProgress>& seen,
                                       const std::function<void(const StartProgress&)>& progress) {
    const auto end = std::chrono::steady_clock::now() + kReadyPatience;
    std::optional<StartProgress> last;
    while (std::chrono::steady_clock::now() < end) {
        auto next = seen.pop(std::chrono::milliseconds(500));
        if (!next)
            continue;
        last = std::move(next);
        if (progress)
            progress(*last);
        if (last->ready || !last->failure.empty())
            return last;
    }
    return last;
}

bool isRunning(const StackPaths& paths) {
    const core::UniqueFd lock(::open(paths.lockFile().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    return lock.valid() && ::flock(lock.fd(), LOCK_EX | LOCK_NB) != 0;
}

} // namespace

std::string progressLine(const StartProgress& progress) {
    std::string line;
    for (const core::ops::StartStep& step : progress.steps)
        line +=
            fmt::format("{}{} {} ({:.1f} s)", line.empty() ? "" : " · ", step.name,
                        step.health == core::ops::Health::Ok ? "ready" : step.detail, step.seconds);
    return line;
}

CommandAnswer stackUp(const std::string& program, const GuardOptions& options, bool json,
                      const std::function<void(const StartProgress&)>& progress) {
    core::BoundedBuffer<StartProgress> seen("stack progress", 64, core::WhenFull::DropOldest);
    GuardOptions staying = options;
    staying.keep = true;
    auto client = GuardClient::connectOrStart(
        program, staying,
        {[&](const StartProgress& p) { seen.push(p); }, {}, [&] { seen.close(); }});
    if (!client)
        return refusal(client.error(),
                       options.stack.readOnly ? failureCode(client.error()) : kFailed);
    const auto last = waitReady(seen, progress);
    if (!last || !last->ready) {
        const std::string why = last && !last->failure.empty()
                                    ? last->failure
                                    : "The local stack was not ready in time; look at `vigia stack "
                                      "status` and `vigia stack logs`.";
        [[maybe_unused]] const auto ended = (*client)->shutdown(kStopPatience, options.pass);
        return {kFailed, why + "\n"};
    }
    const auto status = (*client)->status();
    if (!status)
        return refusal(status.error(), kCouldNotAsk);
    return {0, json ? status->text() + "\n" : statusTable(*status)};
}

CommandAnswer stackDown(const StackOptions& options, bool json, const core::ops::WritePass& pass) {
    auto client = GuardClient::connect(options);
    if (!client && client.error().code == ErrorCode::Unreachable)
        return answer(0, json, "The local stack is not running.");
    if (!client)
        return refusal(client.error(), kWrongUse);
    const auto done = (*client)->shutdown(kStopPatience, pass);
    return done ? answer(0, json, "The local stack is stopped; its data stay.")
                : refusal(done.error(), failureCode(done.error()));
}

CommandAnswer stackStatus(const StackOptions& options, bool json) {
    auto client = GuardClient::connect(options);
    if (!client)
        return client.error().code == ErrorCode::Unreachable
                   ? answer(kDown, json, client.error().message)
                   : refusal(client.error(), kWrongUse);
    const auto status = (*client)->status();
    if (!status)
        return refusal(status.error(), kCouldNotAsk);
    return {statusCode(*status), json ? status->text() + "\n" : statusTable(*status)};
}

namespace {

/// What `ask` answers on a connection to the running stack.
CommandAnswer asked(const StackOptions& options, bool json,
                    const std::function<core::Result<std::string>(GuardClient&)>& ask) {
    auto client = GuardClient::connect(options);
    if (!client)
        return refusal(client.error(),
                       client.error().code == ErrorCode::Unreachable ? kCouldNotAsk : kWrongUse);
    const auto sentence = ask(**client);
    if (sentence)
        return answer(0, json, *sentence);
    const auto code = sentence.error().code;
    const bool wrong = code == ErrorCode::NotFound || code == ErrorCode::InvalidInput;
    return refusal(sentence.error(), wrong ? kWrongUse : failureCode(sentence.error()));
}

/// With the nearest name there is, when `process` is none.
CommandAnswer withNearest(CommandAnswer given, const StackOptions& options,
                          const std::string& process) {
    if (given.exitCode != kWrongUse)
        return given;
    auto client = GuardClient::connect(options);
    if (!client)
        return given;
    const auto running = (*client)->processes();
    if (!running)
        return given;
    std::vector<std::string> known;
    for (const auto& each : *running)
        known.push_back(each.name);
    if (const auto near = core::nearestWord(process, known))
        given.text.insert(given.text.size() - 1, fmt::format(" Did you mean `{}`?", *near));
    return given;
}

} // namespace

CommandAnswer stackProcess(const StackOptions& options, const std::string& verb,
                           const std::string& process, bool json,
                           const core::ops::WritePass& pass) {
    return withNearest(
        asked(options, json,
              [&](GuardClient& guard) { return guard.process(process, verb, pass); }),
        options, process);
}

CommandAnswer stackScale(const StackOptions& options, const std::string& role, int count, bool json,
                         const core::ops::WritePass& pass) {
    return asked(options, json, [&](GuardClient& guard) { return guard.scale(role, count, pass); });
}

CommandAnswer stackReset(const StackOptions& options, bool confirmed, bool json,
                         const core::ops::WritePass& pass) {
    const auto paths = stackPaths(options);
    if (!paths)
        return refusal(paths.error(), kWrongUse);
    std::error_code error;
    if (!fs::exists(paths->data, error))
        return answer(0, json, fmt::format("There is nothing in {}.", paths->data.string()));
    if (!fs::exists(paths->stateFile(), error) && !fs::exists(paths->lockFile(), error))
        return {kFailed, fmt::format("{} does not look like a data folder of Vigia (no "
                                     "stack.json); nothing was removed.\n",
                                     paths->data.string())};
    if (isRunning(*paths))
        return {kFailed, "The local stack is running; stop it first with `vigia stack down`.\n"};
    if (!confirmed)
        return {kWrongUse, fmt::format("This removes every topic, record and table of the local "
                                       "stack in {}; say so with --yes.\n",
                                       paths->data.string())};
    if (const auto passed = core::ops::checkPass(config::kOwnCluster, pass);
        options.readOnly && !passed)
        return {kRefused, fmt::format("{}: {}.\n",
                                      core::ops::readOnlySentence(config::kOwnCluster, options.tag),
                                      passed.error().message)};
    std::vector<fs::path> content;
    for (const fs::directory_entry& entry : fs::directory_iterator(paths->data, error))
        content.push_back(entry.path());
    for (const fs::path& path : content)
        fs::remove_all(path, error);
    if (error)
        return {kFailed,
                fmt::format("{} can't be emptied: {}.\n", paths->data.string(), error.message())};
    return answer(
        0, json,
        fmt::format("The data in {} are gone; the next start begins anew.", paths->data.string()));
}

CommandAnswer stackLogs(const StackOptions& options, const std::string& process, int lines,
                        bool json) {
    const auto paths = stackPaths(options);
    if (!paths)
        return refusal(paths.error(), kWrongUse);
    const std::string name = process.empty() ? "guard" : process;
    std::vector<std::string> known;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(paths->logs(), error)) {
        if (entry.path().extension() == ".log")
            known.push_back(entry.path().stem().string());
    }
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        const auto near = core::nearestWord(name, known);
        return {known.empty() ? kFailed : kWrongUse,
                fmt::format("There is no log of `{}` in {}{}\n", core::escapedForDisplay(name, 60),
                            paths->logs().string(),
                            near ? fmt::format("; did you mean `{}`?", *near) : ".")};
    }
    const std::string text =
        lastLines(paths->logOf(name), static_cast<std::size_t>(std::clamp(lines, 1, 1000)));
    if (!json)
        return {0, text + "\n"};
    core::JsonWriter writer;
    writer.beginObject()
        .member("process", name)
        .member("file", paths->logOf(name).string())
        .key("lines")
        .beginArray();
    for (const std::string_view line : core::split(text, '\n'))
        writer.value(line);
    return {0, writer.endArray().endObject().take() + "\n"};
}

} // namespace vigia::backend::stack
