#include "backend/config/yaml_file.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <set>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace vigia::backend::config {
namespace {

constexpr std::size_t kMaxBytes = 1024 * 1024;
constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxNodes = 10000; ///< aliases could unfold a small file into gigabytes

/// What is wrong with the file, thrown inside this file only.
struct Refusal {
    YAML::Mark mark;
    std::string problem;
};

std::string joined(const YAML::Node& sequence) {
    std::string out;
    for (const auto& item : sequence) {
        if (!item.IsScalar())
            throw Refusal{item.Mark(), "a list may only hold plain values"};
        if (item.Scalar().find(',') != std::string::npos)
            throw Refusal{item.Mark(), "a value of a list may not hold a comma"};
        out += (out.empty() ? "" : ",") + item.Scalar();
    }
    return out;
}

void flatten(const YAML::Node& node, const std::string& prefix, int depth, std::size_t& nodes,
             std::vector<YamlEntry>& out) {
    if (depth > kMaxDepth)
        throw Refusal{node.Mark(), "nested deeper than 32 levels"};
    std::set<std::string> seen;
    for (const auto& member : node) {
        if (++nodes > kMaxNodes)
            throw Refusal{member.first.Mark(), "more than 10,000 keys"};
        if (!member.first.IsScalar())
            throw Refusal{member.first.Mark(), "a key must be plain text"};
        const std::string key = member.first.Scalar();
        if (!seen.insert(key).second)
            throw Refusal{member.first.Mark(),
                          "the key '" + core::escapedForDisplay(key, 100) + "' stands here twice"};
        const std::string path = prefix.empty() ? key : prefix + "." + key;
        const YAML::Node& value = member.second;
        if (value.IsMap())
            flatten(value, path, depth + 1, nodes, out);
        else
            out.push_back({path,
                           value.IsSequence() ? joined(value)
                           : value.IsNull()   ? ""
                                              : value.Scalar(),
                           member.first.Mark().line + 1});
    }
}

core::Error refusal(const std::string& file, const YAML::Mark& mark, const std::string& problem) {
    return core::failure(
        core::ErrorCode::InvalidInput,
        fmt::format("{}:{}:{}: {}", file, mark.line + 1, mark.column + 1, problem));
}

core::Result<std::string> contentOf(const std::string& file) {
    auto content = core::readFile(file, kMaxBytes);
    if (!content)
        return core::failure(core::ErrorCode::InvalidInput,
                             "the configuration file " + content.error().message);
    if (!core::isValidUtf8(*content) || content->find('\0') != std::string::npos)
        return core::failure(core::ErrorCode::InvalidInput, file + " is not UTF-8 text");
    return content;
}

} // namespace

core::Result<std::vector<YamlEntry>> readYamlFile(const std::string& file) {
    auto content = contentOf(file);
    if (!content)
        return content.error();
    try {
        const YAML::Node root = YAML::Load(*content);
        std::vector<YamlEntry> entries;
        if (root.IsNull())
            return entries;
        if (!root.IsMap())
            return refusal(file, root.Mark(), "the file must hold keys and values");
        std::size_t nodes = 0;
        flatten(root, "", 1, nodes, entries);
        return entries;
    } catch (const Refusal& problem) {
        return refusal(file, problem.mark, problem.problem);
    } catch (const YAML::Exception& error) {
        return refusal(file, error.mark, core::escapedForDisplay(error.msg, 200));
    }
}

} // namespace vigia::backend::config
