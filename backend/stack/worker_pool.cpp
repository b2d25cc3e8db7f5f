#include "backend/stack/worker_pool.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::JsonValue;
using core::Result;

namespace {

constexpr std::size_t kMostArguments = 100;
constexpr std::size_t kMostText = 4096;

core::Error wrong(std::string_view member, std::string_view rule) {
    return failure(ErrorCode::InvalidInput,
                   fmt::format("`{}` of a worker {}.", core::escapedForDisplay(member, 60), rule));
}

bool plainText(const JsonValue& value) {
    const std::string* text = value.asString();
    return text != nullptr && text->size() <= kMostText && text->find('\0') == std::string::npos;
}

bool roleName(const std::string& name) {
    return !name.empty() && name.size() <= 40 &&
           std::islower(static_cast<unsigned char>(name.front())) != 0 &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
           });
}

bool variableName(const std::string& name) {
    return !name.empty() && name.size() <= 200 &&
           std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
           std::all_of(name.begin(), name.end(),
                       [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

Result<void> readArguments(const JsonValue& json, WorkerTemplate& worker) {
    const auto* list = json.asArray();
    if (list == nullptr || list->empty() || list->size() > kMostArguments ||
        !std::all_of(list->begin(), list->end(), plainText))
        return wrong("argv", "is an array of 1 to 100 texts");
    for (const JsonValue& argument : *list)
        worker.argv.push_back(*argument.asString());
    if (!worker.argv.front().starts_with('/'))
        return wrong("argv", "begins with the absolute path of a program");
    return {};
}

Result<void> readEnvironment(const JsonValue& json, WorkerTemplate& worker) {
    const auto* members = json.asObject();
    if (members == nullptr || members->size() > kMostArguments)
        return wrong("environment", "is an object of at most 100 texts");
    for (const auto& [name, value] : *members) {
        if (!variableName(name) || !plainText(value))
            return wrong("environment", "holds names of letters, digits and `_` with texts");
        worker.environment.emplace_back(name, *value.asString());
    }
    return {};
}

Result<void> readRestart(const JsonValue& json, WorkerTemplate& worker) {
    const std::string word = json.asString() == nullptr ? "" : *json.asString();
    if (word != "always" && word != "onFailure" && word != "never")
        return wrong("restart", "is `always`, `onFailure` or `never`");
    worker.restart = word == "always"  ? RestartPolicy::Always
                     : word == "never" ? RestartPolicy::Never
                                       : RestartPolicy::OnFailure;
    return {};
}

Result<void> readMember(const std::string& name, const JsonValue& value, WorkerTemplate& worker) {
    if (name == "argv")
        return readArguments(value, worker);
    if (name == "environment")
        return readEnvironment(value, worker);
    if (name == "restart")
        return readRestart(value, worker);
    if (name == "role") {
        worker.role = value.asString() == nullptr ? "" : *value.asString();
        return roleName(worker.role)
                   ? Result<void>()
                   : wrong("role", "is a name of lower-case letters, digits and `-`");
    }
    if (name == "workingFolder") {
        worker.workingFolder = plainText(value) ? *value.asString() : "?";
        return worker.workingFolder.starts_with('/')
                   ? Result<void>()
                   : wrong("workingFolder", "is an absolute path");
    }
    const auto number = value.asInteger();
    if (name == "count") {
        worker.count = number && *number >= 0 && *number <= WorkerPool::kMostWorkers
                           ? static_cast<int>(*number)
                           : -1;
        return worker.count >= 0 ? Result<void>() : wrong("count", "is a whole number from 0 to 8");
    }
    if (name == "stopPatienceMs") {
        worker.stopPatience =
            std::chrono::milliseconds(number && *number >= 0 && *number <= 120'000 ? *number : -1);
        return worker.stopPatience.count() >= 0
                   ? Result<void>()
                   : wrong("stopPatienceMs", "is a whole number from 0 to 120000");
    }
    return wrong(name, "is not known");
}

std::string withInstance(std::string text, const std::string& name) {
    constexpr std::string_view mark = "{instance}";
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + name.size()))
        text.replace(at, mark.size(), name);
    return text;
}

} // namespace

Result<WorkerTemplate> workerTemplate(const JsonValue& json) {
    if (json.asObject() == nullptr)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("`worker` is an object, not {}.", json.typeName()));
    WorkerTemplate worker;
    for (const auto& [name, value] : *json.asObject()) {
        if (auto read = readMember(name, value, worker); !read)
            return read.error();
    }
    if (worker.role.empty() || worker.argv.empty())
        return failure(ErrorCode::InvalidInput, "A worker needs `role` and `argv`.");
    return worker;
}

std::string workerTemplateText(const WorkerTemplate& worker) {
    constexpr std::array words{"always", "onFailure", "never"};
    core::JsonWriter json;
    json.beginObject().member("role", worker.role).key("argv").beginArray();
    for (const std::string& argument : worker.argv)
        json.value(argument);
    json.endArray().key("environment").beginObject();
    for (const auto& [name, value] : worker.environment)
        json.member(name, value);
    json.endObject();
    if (!worker.workingFolder.empty())
        json.member("workingFolder", worker.workingFolder);
    json.member("restart", words.at(static_cast<std::size_t>(worker.restart)));
    json.member("count", worker.count)
        .member("stopPatienceMs", worker.stopPatience.count())
        .endObject();
    return json.take();
}

ProcessSpec WorkerPool::specOf(const WorkerTemplate& worker, const std::string& name) const {
    ProcessSpec spec;
    spec.name = name;
    spec.title = name;
    spec.role = worker.role;
    spec.restart = worker.restart;
    spec.stopPatience = worker.stopPatience;
    spec.logFile = m_stack.paths().logOf(name).string();
    spec.command.workingFolder = worker.workingFolder;
    spec.command.inheritEnvironment = true;
    spec.command.asServiceUser = true;
    std::map<std::string, std::string> environment{
        {"VIGIA_KAFKA_SERVERS", m_stack.addresses().kafka},
        {"VIGIA_POSTGRES_PRIMARY_FILE", m_stack.addresses().postgresUrlFile},
        {"VIGIA_DATA_DIR", m_stack.paths().data.string()}}; // whose disk its health looks at
    if (m_stack.user().drop) { // root's own folders are closed to the user that it runs as
        for (const char* variable : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
            environment[variable] = m_stack.paths().data.string();
    }
    for (const auto& [key, value] : worker.environment)
        environment[key] = withInstance(value, name);
    spec.command.environment.assign(environment.begin(), environment.end());
    for (const std::string& argument : worker.argv)
        spec.command.argv.push_back(withInstance(argument, name));
    return spec;
}

Result<void> WorkerPool::addWorker(const WorkerTemplate& worker, const std::string& name) {
    Supervisor* supervisor = m_stack.supervisor();
    if (supervisor == nullptr || m_closed)
        return failure(ErrorCode::Conflict, "The local stack is not running; start it first.");
    auto added = supervisor->add(specOf(worker, name));
    if (!added)
        return added.error();
    m_waiting.push_back(name);
    return {};
}

bool WorkerPool::wouldChange(const WorkerTemplate& worker) const {
    const auto known = m_templates.find(worker.role);
    return known != m_templates.end() &&
           workerTemplateText(known->second) != workerTemplateText(worker);
}

Result<Defined> WorkerPool::define(WorkerTemplate worker) {
    const std::string role = worker.role;
    const int count = worker.count;
    if (const auto known = m_templates.find(role); known != m_templates.end()) {
        if (!wouldChange(worker))
            return Defined::Same;
        known->second = std::move(worker);
        redefine(known->second);
        return Defined::Changed;
    }
    m_templates.emplace(role, std::move(worker));
    auto scaled = scale(role, count);
    if (scaled)
        return Defined::New;
    m_templates.erase(role);
    return scaled.error();
}

void WorkerPool::redefine(const WorkerTemplate& worker) {
    Supervisor* supervisor = m_stack.supervisor();
    for (int i = 1; supervisor != nullptr && i <= kMostWorkers; ++i) {
        const std::string name = fmt::format("{}-{}", worker.role, i);
        if (SupervisedProcess* process = supervisor->find(name))
            process->redefine(specOf(worker, name));
    }
}

Result<std::string> WorkerPool::scale(const std::string& role, int count) {
    const auto found = m_templates.find(role);
    if (found == m_templates.end())
        return failure(ErrorCode::NotFound,
                       fmt::format("There is no role {} here.", core::escapedForDisplay(role, 60)));
    if (count < 0 || count > kMostWorkers)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("A role runs with 0 to {} workers.", kMostWorkers));
    for (int i = 1; i <= kMostWorkers; ++i) {
        const std::string name = fmt::format("{}-{}", role, i);
        SupervisedProcess* process =
            m_stack.supervisor() == nullptr ? nullptr : m_stack.supervisor()->find(name);
        if (i > count && process != nullptr) {
            process->stop();
            std::erase(m_waiting, name);
            m_leaving.push_back(name);
        } else if (i <= count && process != nullptr) {
            std::erase(m_leaving, name);
            process->start();
        } else if (i <= count) {
            if (auto added = addWorker(found->second, name); !added)
                return added.error();
        }
    }
    return fmt::format("{} runs with {} worker{} now.", role, count, count == 1 ? "" : "s");
}

void WorkerPool::tick() {
    Supervisor* supervisor = m_stack.supervisor();
    if (supervisor == nullptr || m_closed)
        return;
    std::erase_if(m_leaving, [&](const std::string& name) {
        return supervisor->find(name) == nullptr || supervisor->remove(name).has_value();
    });
    if (m_waiting.empty() || !m_stack.ready())
        return;
    for (const std::string& name : std::exchange(m_waiting, {})) {
        if (SupervisedProcess* process = supervisor->find(name))
            process->start();
    }
}

} // namespace vigia::backend::stack
