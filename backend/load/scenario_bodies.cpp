#include "backend/http/request_head.h"
#include "backend/load/scenario_places.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::load {
namespace {

using namespace core::load;

constexpr std::size_t kMostText = 256UL * 1024;
constexpr std::size_t kMostParts = 20;
constexpr const char* kBytesType = "application/octet-stream";

/// The value of Content-Type among the headers, if any.
std::optional<std::string> typeHeader(const YAML::Node& headers) {
    if (!headers || !headers.IsMap())
        return std::nullopt;
    for (const auto& member : headers) {
        if (member.first.IsScalar() && member.second.IsScalar() &&
            core::equalsIgnoreCase(member.first.Scalar(), "content-type"))
            return member.second.Scalar();
    }
    return std::nullopt;
}

/// How cells of data stand in a body with this type.
CellForm formOf(const std::optional<std::string>& type) {
    if (!type || type->find("json") != std::string::npos)
        return CellForm::Json;
    return type->find("urlencoded") != std::string::npos ? CellForm::Url : CellForm::Plain;
}

/// `image/png`, with parameters or without.
bool isMediaType(std::string_view type) {
    const auto slash = type.find('/');
    const std::string_view sub =
        slash == std::string_view::npos ? "" : type.substr(slash + 1, type.find(';') - slash - 1);
    return http::isToken(type.substr(0, slash)) && http::isToken(core::trimmed(sub)) &&
           !core::hasControlCharacters(type);
}

class BodyReader {
public:
    BodyReader(ScenarioYaml& yaml, ScenarioPlaces& places, const YAML::Node& headers)
        : m_yaml(yaml), m_places(places), m_header(typeHeader(headers)) {}

    std::optional<RequestBody> read(const YAML::Node& node) {
        if (node.IsScalar())
            return m_places.filled(node, kMostText, formOf(m_header));
        if (!m_yaml.isMap(node, "a body that is no text", keysOf("body")) ||
            !hasOne(node, {"bytes", "file", "form"}))
            return std::nullopt;
        const bool typed = m_header || node["form"];
        if (m_header && node["form"])
            m_yaml.note(node.Mark(), "Content-Type of a form is set by Vigia itself");
        if (typed && node["type"])
            m_yaml.note(node["type"].Mark(),
                        m_header ? "Content-Type stands among the headers, too"
                                 : "the parts of a form have a 'type', the form has none");
        if (node["form"])
            return form(node["form"]);
        return BlobBody{blob(node), typed ? std::string() : type(node["type"], kBytesType)};
    }

private:
    bool hasOne(const YAML::Node& node, const std::vector<std::string>& keys) {
        const auto found = std::count_if(keys.begin(), keys.end(), [&](const std::string& key) {
            return static_cast<bool>(node[key]);
        });
        if (found != 1)
            m_yaml.note(node.Mark(),
                        fmt::format("one of {} is wanted here", fmt::join(keys, ", ")));
        return found == 1;
    }

    BlobPlan blob(const YAML::Node& node) {
        BlobPlan plan;
        if (node["file"]) {
            plan.file = m_places.file(node["file"]);
        } else if (const auto range = m_yaml.bytes(node["bytes"], kMostBodyBytes)) {
            plan.least = range->first;
            plan.most = range->second;
        }
        return plan;
    }

    std::string type(const YAML::Node& node, const char* otherwise) {
        const auto text = m_yaml.text(node, 200);
        if (text && !isMediaType(*text))
            m_yaml.note(node.Mark(), "a media type is wanted here, such as image/png");
        return text.value_or(otherwise);
    }

    FormBody form(const YAML::Node& node) {
        FormBody form;
        for (const auto& each : m_yaml.items(node, "form", kMostParts)) {
            if (m_yaml.isMap(each, "a part of a form", keysOf("part")) &&
                hasOne(each, {"value", "bytes", "file"}))
                form.parts.push_back(part(each));
        }
        if (form.parts.empty())
            m_yaml.note(node.Mark(), "a form has parts: `- {name: file, bytes: 100KiB}`");
        return form;
    }

    FormPart part(const YAML::Node& node) {
        FormPart part;
        part.name = m_yaml.required(node, "name", 200);
        const YAML::Node value = node["value"];
        part.type = type(node["type"], value ? "" : kBytesType);
        if (value) {
            part.content = m_places.filled(value, kMostText, formOf(part.type));
            if (node["filename"])
                m_yaml.note(node["filename"].Mark(), "only a file has a 'filename'");
        } else {
            part.content = blob(node);
            part.fileName = fileName(node);
        }
        return part;
    }

    TextTemplate fileName(const YAML::Node& node) {
        if (node["filename"])
            return m_places.filled(node["filename"], 300, CellForm::Plain);
        const auto path = m_yaml.text(node["file"], 4'000);
        const auto name = path ? std::filesystem::path(*path).filename().string() : "upload.bin";
        return TextTemplate::parse(name).value_or(TextTemplate{});
    }

    ScenarioYaml& m_yaml;
    ScenarioPlaces& m_places;
    const std::optional<std::string> m_header;
};

} // namespace

std::optional<RequestBody> readBody(ScenarioYaml& yaml, ScenarioPlaces& places,
                                    const YAML::Node& body, const YAML::Node& headers) {
    return BodyReader(yaml, places, headers).read(body);
}

} // namespace vigia::backend::load
