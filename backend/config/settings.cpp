#include "backend/config/settings.h"

#include "backend/config/roles.h"
#include "backend/config/schema.h"
#include "backend/config/secret_source.h"
#include "backend/config/yaml_file.h"
#include "core/base/file.h"
#include "core/base/json_writer.h"
#include "core/base/mask.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

namespace vigia::backend::config {
namespace {

using core::Error;
using core::ErrorCode;
using core::Result;

using Values = std::map<std::string, Setting>;

Error unknownKey(std::string_view path, std::string_view where) {
    if (comesLater(path))
        return core::failure(
            ErrorCode::InvalidInput,
            fmt::format("{}: '{}' belongs to a part of the platform that this version does not "
                        "have yet; leave it out",
                        where, core::escapedForDisplay(path, 120)));
    const auto near = nearestKey(path);
    return core::failure(ErrorCode::InvalidInput,
                         fmt::format("{}: unknown key '{}'{}", where,
                                     core::escapedForDisplay(path, 120),
                                     near.empty() ? "; `vigia config print` lists them all"
                                                  : "; did you mean " + near + "?"));
}

/// Replaces `${NAME}` by the environment's value.
Result<std::string> expanded(const std::string& value, const SettingSources& sources,
                             std::string_view where) {
    std::string out;
    std::size_t at = 0;
    for (;;) {
        const auto open = value.find("${", at);
        const auto close = open == std::string::npos ? open : value.find('}', open);
        if (close == std::string::npos)
            return out + value.substr(at);
        const auto name = value.substr(open + 2, close - open - 2);
        const auto found = sources.environment.find(name);
        if (found == sources.environment.end())
            return core::failure(ErrorCode::InvalidInput,
                                 fmt::format("{}: the environment variable {} is not set", where,
                                             core::escapedForDisplay(name, 100)));
        out += value.substr(at, open - at) + found->second;
        at = close + 1;
    }
}

Result<void> put(Values& values, const std::string& path, std::string value, Source source,
                 const std::string& where) {
    const auto* key = findKey(path);
    if (key == nullptr)
        return unknownKey(path, where);
    if (auto problem = problemWith(*key, value); !problem.empty()) {
        const auto shown =
            isSecret(path) ? std::string(core::kMask) : core::escapedForDisplay(value, 120);
        return core::failure(ErrorCode::InvalidInput,
                             fmt::format("{}: {} = '{}' {}", where, path, shown, problem));
    }
    values[path] = {std::move(value), source, where};
    return {};
}

Result<void> addFile(Values& values, const SettingSources& sources) {
    std::error_code error;
    if (sources.file.empty() ||
        (!sources.fileRequired && !std::filesystem::exists(sources.file, error) && !error))
        return {};
    auto entries = readYamlFile(sources.file);
    if (!entries)
        return entries.error();
    for (auto& entry : *entries) {
        const auto where = fmt::format("{}:{}", sources.file, entry.line);
        auto value = expanded(entry.value, sources, where);
        if (!value)
            return value.error();
        if (isSecret(entry.path) && !secretReference(entry.path) && entry.value == *value &&
            !entry.value.empty() && entry.path.starts_with("clusters."))
            return core::failure(
                ErrorCode::InvalidInput,
                fmt::format("{0}: {1} is a secret and must not stand in the file; write ${{NAME}} "
                            "and set NAME in the environment, or name its place with {1}File or "
                            "{1}Command",
                            where, entry.path));
        if (auto done = put(values, entry.path, std::move(*value), Source::File, where); !done)
            return done;
    }
    return {};
}

/// Names other programs set, honoured below the VIGIA_ names (platform.md 2).
constexpr std::pair<const char*, const char*> kForeignNames[] = {
    {"KAFKA_BOOTSTRAP_SERVERS", "kafka.servers"}, {"POSTGRES_HOST", "postgres.host"},
    {"POSTGRES_PORT", "postgres.port"},           {"POSTGRES_DB", "postgres.database"},
    {"POSTGRES_USER", "postgres.user"},           {"POSTGRES_PASSWORD", "postgres.password"},
};

/// Variables with our prefix that are no keys: paths of tools and the tests' own.
bool isReservedVariable(std::string_view name) {
    static const std::set<std::string_view> kReserved{
        "VIGIA_BIN",        "VIGIA_KAFKA_JARS", "VIGIA_KILL_AT", "VIGIA_MUTANT",
        "VIGIA_SOURCE_DIR", "VIGIA_BUILD_DIR",  "VIGIA_JAVA",    "VIGIA_POSTGRES_BIN"};
    return kReserved.contains(name) || name.starts_with("VIGIA_TEST_");
}

Result<std::string> fileContent(const std::string& file, const std::string& where) {
    auto content = core::readFile(file, 8192);
    if (!content)
        return core::failure(ErrorCode::InvalidInput,
                             fmt::format("{}: the file {}", where, content.error().message));
    while (content->ends_with('\n') || content->ends_with('\r'))
        content->pop_back();
    return content;
}

/// Environment names of every key that has no name of the user's in it, and of the roles'
/// listeners.
std::map<std::string, std::string> pathsByVariable() {
    std::map<std::string, std::string> paths;
    for (const auto& key : allKeys()) {
        if (key.path.find('*') == std::string_view::npos)
            paths[environmentName(key.path)] = std::string(key.path);
    }
    for (const auto& role : knownRoles())
        paths[environmentName(fmt::format("roles.{}.listen", role))] =
            fmt::format("roles.{}.listen", role);
    return paths;
}

/// The key of a variable; nothing when there is none. Properties of the Kafka client have no list:
/// what follows is their name in upper case, with `_` for each dot (none of theirs has a `_`).
std::optional<std::string> pathOf(const std::map<std::string, std::string>& paths,
                                  std::string_view variable) {
    if (const auto found = paths.find(std::string(variable)); found != paths.end())
        return found->second;
    constexpr std::string_view kProperties = "VIGIA_KAFKA_PROPERTIES_";
    if (!variable.starts_with(kProperties) || variable.size() == kProperties.size())
        return std::nullopt;
    std::string property = core::lowered(variable.substr(kProperties.size()));
    std::replace(property.begin(), property.end(), '_', '.');
    return "kafka.properties." + property;
}

Result<void> addVariable(Values& values, const std::map<std::string, std::string>& paths,
                         const std::string& name, const std::string& text) {
    const bool fromFile = name.ends_with("_FILE") && !paths.contains(name);
    const auto path =
        pathOf(paths, std::string_view(name).substr(0, name.size() - (fromFile ? 5 : 0)));
    if (path && !fromFile)
        return put(values, *path, text, Source::Environment, name);
    if (!path) {
        std::vector<std::string> known;
        for (const auto& [variable, key] : paths)
            known.push_back(variable);
        const auto near = core::nearestWord(name, known);
        return core::failure(ErrorCode::InvalidInput,
                             fmt::format("the environment variable {} is no key of Vigia{}",
                                         core::escapedForDisplay(name, 120),
                                         near ? "; did you mean " + *near + "?" : ""));
    }
    auto content = fileContent(text, name);
    return content ? put(values, *path, std::move(*content), Source::Environment, name)
                   : Result<void>(content.error());
}

Result<void> addEnvironment(Values& values, const SettingSources& sources) {
    for (const auto& [variable, path] : kForeignNames) {
        const auto found = sources.environment.find(variable);
        if (found == sources.environment.end())
            continue;
        if (auto done = put(values, path, found->second, Source::Environment, variable); !done)
            return done;
    }
    const auto paths = pathsByVariable();
    for (const auto& [name, text] : sources.environment) {
        if (!name.starts_with("VIGIA_") || isReservedVariable(name))
            continue;
        if (auto done = addVariable(values, paths, name, text); !done)
            return done;
    }
    return {};
}

Result<void> addAssignments(Values& values, const SettingSources& sources) {
    for (const auto& assignment : sources.assignments) {
        const auto equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0)
            return core::failure(ErrorCode::InvalidInput,
                                 "--set " + core::escapedForDisplay(assignment, 120) +
                                     ": write key=value, such as stock.lowThreshold=5");
        if (auto done = put(values, assignment.substr(0, equals), assignment.substr(equals + 1),
                            Source::CommandLine, "--set");
            !done)
            return done;
    }
    return {};
}

void addModeDefaults(Values& values) {
    const auto valueOf = [&](const char* path, const char* otherwise) {
        const auto found = values.find(path);
        return found == values.end() || found->second.value.empty() ? std::string(otherwise)
                                                                    : found->second.value;
    };
    const auto setDefault = [&](const char* path, std::string value, const char* where) {
        if (valueOf(path, "").empty())
            values[path] = {std::move(value), Source::ModeDefault, where};
    };
    const bool remote = valueOf("profile", "local") == "remote";
    setDefault("mode", remote ? "production" : "development",
               remote ? "profile remote" : "profile local");
    const bool development = valueOf("mode", "") == "development";
    setDefault("http.drainDelaySeconds", development ? "0" : "5",
               development ? "mode development" : "mode production");
}

} // namespace

std::string_view sourceName(Source source) {
    switch (source) {
    case Source::CommandLine:
        return "command line";
    case Source::Environment:
        return "environment";
    case Source::File:
        return "file";
    case Source::ModeDefault:
        return "mode default";
    case Source::BuiltIn:
        return "built-in";
    }
    return "built-in";
}

Result<Settings> Settings::resolve(const SettingSources& sources) {
    Settings settings;
    for (const auto& add : {addFile, addEnvironment, addAssignments}) {
        if (auto done = add(settings.m_values, sources); !done)
            return done.error();
    }
    addModeDefaults(settings.m_values);
    return settings;
}

std::string Settings::value(std::string_view path) const {
    const auto found = m_values.find(std::string(path));
    if (found != m_values.end())
        return found->second.value;
    const auto* key = findKey(path);
    return key == nullptr ? std::string() : std::string(key->defaultValue);
}

bool Settings::isSet(std::string_view path) const {
    return m_values.contains(std::string(path));
}

std::int64_t Settings::integer(std::string_view path) const {
    const auto text = value(path);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool Settings::flag(std::string_view path, bool otherwise) const {
    const auto text = value(path);
    return text.empty() ? otherwise : text == "true";
}

std::vector<std::string> Settings::list(std::string_view path) const {
    std::vector<std::string> out;
    const auto text = value(path);
    for (const auto part : core::split(text, ',')) {
        if (const auto item = core::trimmed(part); !item.empty())
            out.emplace_back(item);
    }
    return out;
}

std::vector<std::string> Settings::names(std::string_view prefix) const {
    std::set<std::string> found;
    for (const auto& [rest, value] : under(prefix))
        found.insert(rest.substr(0, rest.find('.')));
    return {found.begin(), found.end()};
}

std::map<std::string, std::string> Settings::under(std::string_view prefix) const {
    std::map<std::string, std::string> out;
    const std::string start = std::string(prefix) + ".";
    for (auto at = m_values.lower_bound(start);
         at != m_values.end() && at->first.starts_with(start); ++at)
        out[at->first.substr(start.size())] = at->second.value;
    return out;
}

namespace {

/// Every value to show: all keys of the schema, and those set under a `*`.
std::vector<std::pair<std::string, Setting>> shownSettings(const Settings& settings) {
    std::vector<std::pair<std::string, Setting>> shown;
    for (const auto& key : allKeys()) {
        const std::string path(key.path);
        if (path.find('*') == std::string::npos && !settings.isSet(path))
            shown.emplace_back(path, Setting{std::string(key.defaultValue), Source::BuiltIn, ""});
        for (const auto& [name, setting] : settings.all()) {
            if (findKey(name) == &key)
                shown.emplace_back(name, setting);
        }
    }
    for (auto& [path, setting] : shown) {
        if (isSecret(path) && !setting.value.empty())
            setting.value = core::kMask;
    }
    return shown;
}

} // namespace

std::string printSettings(const Settings& settings) {
    std::string out;
    for (const auto& [path, setting] : shownSettings(settings)) {
        const auto source = setting.where.empty()
                                ? std::string(sourceName(setting.source))
                                : fmt::format("{}, {}", sourceName(setting.source), setting.where);
        out += fmt::format("{:<40} {:<32} # {}\n", path,
                           core::escapedForDisplay(setting.value, 200), source);
    }
    return out;
}

std::string printSettingsJson(const Settings& settings) {
    core::JsonWriter json;
    json.beginObject();
    for (const auto& [path, setting] : shownSettings(settings)) {
        json.key(path)
            .beginObject()
            .member("value", setting.value)
            .member("source", sourceName(setting.source));
        json.member("where", setting.where).endObject();
    }
    return json.endObject().take();
}

} // namespace vigia::backend::config
