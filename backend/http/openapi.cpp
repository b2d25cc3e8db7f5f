#include "backend/http/openapi.h"

#include "backend/http/platform_error.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <algorithm>

namespace vigia::backend::http {
namespace {

/// `getApiV1StocksId` for GET /api/v1/stocks/{id}
std::string operationId(const Route& route) {
    std::string id = core::lowered(route.method);
    bool upper = true;
    for (const char c : route.pattern) {
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter)
            id.push_back(upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
        upper = !letter;
    }
    return id;
}

void writeParameter(core::JsonWriter& json, const ParameterDoc& parameter) {
    json.beginObject().member("name", parameter.name).member("in", parameter.in);
    if (!parameter.description.empty())
        json.member("description", parameter.description);
    json.member("required", parameter.required || parameter.in == "path");
    json.key("schema").raw(parameter.schema).endObject();
}

void writeParameters(core::JsonWriter& json, const Route& route) {
    std::vector<ParameterDoc> all = route.doc.parameters;
    for (const std::string& name : parameterNames(route.pattern)) {
        const bool described =
            std::any_of(all.begin(), all.end(), [&name](const ParameterDoc& parameter) {
                return parameter.in == "path" && parameter.name == name;
            });
        if (!described)
            all.push_back({.name = name, .in = "path"});
    }
    if (all.empty())
        return;
    json.key("parameters").beginArray();
    for (const ParameterDoc& parameter : all)
        writeParameter(json, parameter);
    json.endArray();
}

void writeBody(core::JsonWriter& json, const Route& route) {
    if (route.doc.bodySchema.empty())
        return;
    json.key("requestBody").beginObject().member("required", true).key("content").beginObject();
    json.key(route.consumes.empty() ? "application/octet-stream" : route.consumes).beginObject();
    json.key("schema").raw(route.doc.bodySchema).endObject().endObject().endObject();
}

void writeResponses(core::JsonWriter& json, const Route& route) {
    std::map<int, std::string> all = route.doc.responses;
    if (all.empty())
        all.emplace(200, "OK");
    json.key("responses").beginObject();
    for (const auto& [status, description] : all) {
        const std::string_view shown =
            description.empty() ? reasonPhrase(status) : std::string_view(description);
        json.key(std::to_string(status)).beginObject().member("description", shown).endObject();
    }
    json.endObject();
}

void writeOperation(core::JsonWriter& json, const Route& route) {
    json.key(core::lowered(route.method)).beginObject();
    if (!route.doc.tag.empty())
        json.key("tags").beginArray().value(route.doc.tag).endArray();
    json.member("summary", route.doc.summary).member("operationId", operationId(route));
    if (!route.scope.empty())
        json.member("x-scope", route.scope);
    writeParameters(json, route);
    writeBody(json, route);
    writeResponses(json, route);
    json.endObject();
}

bool isShown(const Route& route) {
    return route.method != "*" && !route.pattern.ends_with("/**");
}

/// What the listener serves itself, then what it passes on.
std::vector<const Route*> shownRoutes(const Router& router) {
    std::vector<const Route*> shown;
    for (const auto& route : router.routes()) {
        if (isShown(*route))
            shown.push_back(route.get());
    }
    for (const Route& route : router.described())
        shown.push_back(&route);
    return shown;
}

bool isPlainYaml(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(),
                       [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                                  c == '/';
                       }) &&
           text.find_first_not_of("yYnN") != std::string_view::npos &&
           !core::equalsIgnoreCase(text, "true") && !core::equalsIgnoreCase(text, "false") &&
           !core::equalsIgnoreCase(text, "null") && !core::equalsIgnoreCase(text, "yes") &&
           !core::equalsIgnoreCase(text, "no") && !core::equalsIgnoreCase(text, "on") &&
           !core::equalsIgnoreCase(text, "off");
}

std::string yamlScalar(const core::JsonValue& value) {
    const std::string* text = value.asString();
    return text != nullptr && isPlainYaml(*text) ? *text : value.text(); // JSON is YAML
}

void appendYaml(std::string& out, const core::JsonValue& value, std::size_t indent);

bool isBlock(const core::JsonValue& value) {
    return (value.asObject() != nullptr && !value.asObject()->empty()) ||
           (value.asArray() != nullptr && !value.asArray()->empty());
}

void appendChild(std::string& out, const core::JsonValue& value, std::size_t indent) {
    if (isBlock(value)) {
        out.push_back('\n');
        appendYaml(out, value, indent);
    } else {
        out.append(" ").append(yamlScalar(value)).push_back('\n');
    }
}

void appendYaml(std::string& out, const core::JsonValue& value, std::size_t indent) {
    if (const auto* object = value.asObject(); object != nullptr && !object->empty()) {
        for (const auto& [name, member] : *object) {
            out.append(indent, ' ')
                .append(isPlainYaml(name) ? name : core::jsonQuoted(name))
                .push_back(':');
            appendChild(out, member, indent + 2);
        }
    } else if (const auto* array = value.asArray(); array != nullptr && !array->empty()) {
        for (const core::JsonValue& item : *array) {
            out.append(indent, ' ').push_back('-');
            appendChild(out, item, indent + 2);
        }
    } else {
        out.append(indent, ' ').append(yamlScalar(value)).push_back('\n');
    }
}

} // namespace

std::string openApiJson(const Router& router, const OpenApiInfo& info) {
    const auto routes = shownRoutes(router);
    std::vector<std::string> patterns;
    for (const Route* route : routes) {
        if (std::find(patterns.begin(), patterns.end(), route->pattern) == patterns.end())
            patterns.push_back(route->pattern);
    }
    core::JsonWriter json;
    json.beginObject().member("openapi", "3.0.3").key("info").beginObject();
    json.member("title", info.title)
        .member("version", info.version)
        .member("description", info.description);
    json.endObject().key("paths").beginObject();
    for (const std::string& pattern : patterns) {
        json.key(pattern).beginObject();
        for (const Route* route : routes) {
            if (route->pattern == pattern)
                writeOperation(json, *route);
        }
        json.endObject();
    }
    json.endObject().endObject();
    return json.take();
}

std::string yamlText(const core::JsonValue& value) {
    std::string out;
    appendYaml(out, value, 0);
    return out;
}

} // namespace vigia::backend::http
