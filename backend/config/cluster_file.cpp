#include "backend/config/cluster_file.h"

#include "core/base/text.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

constexpr const char* kClusters = "clusters";

using Lines = std::vector<std::string>;

Lines linesOf(const std::string& text) {
    Lines lines;
    for (const auto line : core::split(text, '\n'))
        lines.emplace_back(line);
    if (!lines.empty() && lines.back().empty())
        lines.pop_back();
    return lines;
}

std::string joined(const Lines& lines) {
    std::string text;
    for (const auto& line : lines)
        text += line + "\n";
    return text;
}

bool saysNothing(const std::string& line) {
    const auto text = core::trimmed(line);
    return text.empty() || text.front() == '#';
}

/// Where the clusters stand in the file, in lines counted from 0.
struct Place {
    bool hasSection = false;
    std::size_t sectionLine = 0;
    std::size_t sectionEnd = 0;     ///< behind its last line that says something
    std::size_t indent = 2;         ///< of a cluster's name
    bool found = false;             ///< the cluster asked for
    std::size_t begin = 0, end = 0; ///< its lines
};

std::size_t withoutTail(const Lines& lines, std::size_t begin, std::size_t end) {
    while (end > begin + 1 && saysNothing(lines[end - 1]))
        --end;
    return end;
}

/// The line of the first key of `map` below `line`; `otherwise` when there is none.
std::size_t nextKeyLine(const YAML::Node& map, std::size_t line, std::size_t otherwise) {
    std::size_t next = otherwise;
    for (const auto& member : map) {
        const auto at = static_cast<std::size_t>(member.first.Mark().line);
        if (at > line && at < next)
            next = at;
    }
    return next;
}

Result<Place> placeOf(const Lines& lines, const YAML::Node& root, const std::string& name) {
    Place place;
    for (const auto& member : root) {
        if (!member.first.IsScalar() || member.first.Scalar() != kClusters)
            continue;
        const YAML::Node& clusters = member.second;
        if (!clusters.IsNull() &&
            (!clusters.IsMap() || clusters.Style() == YAML::EmitterStyle::Flow))
            return failure(ErrorCode::InvalidInput,
                           fmt::format("line {}: `clusters:` is not written as a block of lines; "
                                       "change it by hand",
                                       member.first.Mark().line + 1));
        place.hasSection = true;
        place.sectionLine = static_cast<std::size_t>(member.first.Mark().line);
        const std::size_t next = nextKeyLine(root, place.sectionLine, lines.size());
        place.sectionEnd = withoutTail(lines, place.sectionLine, next);
        for (const auto& cluster : clusters) {
            place.indent = static_cast<std::size_t>(cluster.first.Mark().column);
            if (!cluster.first.IsScalar() || cluster.first.Scalar() != name)
                continue;
            place.found = true;
            place.begin = static_cast<std::size_t>(cluster.first.Mark().line);
            place.end = withoutTail(lines, place.begin,
                                    nextKeyLine(clusters, place.begin, place.sectionEnd));
        }
    }
    return place;
}

void emit(YAML::Emitter& out, const char* key, const std::string& value) {
    if (!value.empty())
        out << YAML::Key << key << YAML::Value << value;
}

void emit(YAML::Emitter& out, const char* key, const std::map<std::string, std::string>& values) {
    if (values.empty())
        return;
    out << YAML::Key << key << YAML::Value << YAML::BeginMap;
    for (const auto& [name, value] : values)
        out << YAML::Key << name << YAML::Value << value;
    out << YAML::EndMap;
}

Lines blockOf(const ClusterEntry& entry, std::size_t indent) {
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << entry.name << YAML::Value << YAML::BeginMap;
    out << YAML::Key << "servers" << YAML::Value
        << fmt::format("{}", fmt::join(entry.servers, ","));
    emit(out, "tag", entry.tag);
    emit(out, "colour", entry.colour);
    emit(out, "readOnly", entry.readOnly);
    emit(out, "collect", entry.collect);
    emit(out, "properties", entry.properties);
    emit(out, "brokerMap", entry.brokerMap);
    out << YAML::EndMap << YAML::EndMap;
    Lines lines = linesOf(std::string(out.c_str(), out.size()));
    for (auto& line : lines)
        line.insert(0, indent, ' ');
    return lines;
}

Result<YAML::Node> parsed(const std::string& yaml) {
    try {
        YAML::Node root = YAML::Load(yaml);
        if (root.IsMap() || root.IsNull())
            return root;
    } catch (const YAML::Exception& error) {
        return failure(ErrorCode::InvalidInput,
                       fmt::format("line {}: {}", error.mark.line + 1,
                                   core::escapedForDisplay(error.msg, 200)));
    }
    return failure(ErrorCode::InvalidInput, "the file does not hold keys and values");
}

core::Error noSuchCluster(const std::string& name) {
    return failure(ErrorCode::NotFound,
                   fmt::format("the file has no cluster '{}'", core::escapedForDisplay(name, 80)));
}

std::map<std::string, std::string> mapOf(const YAML::Node& node) {
    std::map<std::string, std::string> values;
    if (node && node.IsMap()) {
        for (const auto& member : node) {
            if (member.first.IsScalar() && member.second.IsScalar())
                values[member.first.Scalar()] = member.second.Scalar();
        }
    }
    return values;
}

std::string textOf(const YAML::Node& node) {
    return node && node.IsScalar() ? node.Scalar() : std::string();
}

} // namespace

Result<std::string> withCluster(const std::string& yaml, const ClusterEntry& entry) {
    const auto root = parsed(yaml);
    if (!root)
        return root.error();
    Lines lines = linesOf(yaml);
    const auto place = placeOf(lines, *root, entry.name);
    if (!place)
        return place.error();
    if (!place->hasSection) {
        if (!lines.empty())
            lines.emplace_back();
        lines.emplace_back("clusters:");
    }
    const Lines block = blockOf(entry, place->indent);
    const auto at = [&](std::size_t line) { return lines.begin() + static_cast<long>(line); };
    auto where = !place->hasSection ? lines.end() : at(place->sectionEnd);
    if (place->found)
        where = lines.erase(at(place->begin), at(place->end));
    lines.insert(where, block.begin(), block.end());
    return joined(lines);
}

Result<std::string> withoutCluster(const std::string& yaml, const std::string& name) {
    const auto root = parsed(yaml);
    if (!root)
        return root.error();
    Lines lines = linesOf(yaml);
    const auto place = placeOf(lines, *root, name);
    if (!place)
        return place.error();
    if (!place->found)
        return noSuchCluster(name);
    const auto at = [&](std::size_t line) { return lines.begin() + static_cast<long>(line); };
    lines.erase(at(place->begin), at(place->end));
    const std::size_t left = place->sectionEnd - (place->end - place->begin);
    if (std::all_of(at(place->sectionLine + 1), at(left), saysNothing))
        lines.erase(at(place->sectionLine));
    return joined(lines);
}

Result<ClusterEntry> clusterInFile(const std::string& yaml, const std::string& name) {
    const auto root = parsed(yaml);
    if (!root)
        return root.error();
    const YAML::Node cluster = root->IsMap() && (*root)[kClusters].IsMap()
                                   ? (*root)[kClusters][name]
                                   : YAML::Node(YAML::NodeType::Undefined);
    if (!cluster || !cluster.IsMap())
        return noSuchCluster(name);
    ClusterEntry entry;
    entry.name = name;
    const YAML::Node servers = cluster["servers"];
    if (servers && servers.IsSequence()) {
        for (const auto& server : servers)
            entry.servers.push_back(textOf(server));
    } else {
        for (const std::string text = textOf(servers); const auto part : core::split(text, ','))
            entry.servers.emplace_back(core::trimmed(part));
    }
    entry.tag = textOf(cluster["tag"]);
    entry.colour = textOf(cluster["colour"]);
    entry.readOnly = textOf(cluster["readOnly"]);
    entry.collect = textOf(cluster["collect"]);
    entry.properties = mapOf(cluster["properties"]);
    entry.brokerMap = mapOf(cluster["brokerMap"]);
    return entry;
}

} // namespace vigia::backend::config
