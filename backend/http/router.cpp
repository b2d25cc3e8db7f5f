#include "backend/http/router.h"

#include "backend/http/url.h"
#include "core/base/text.h"

#include <algorithm>
#include <cassert>
#include <optional>

namespace vigia::backend::http {
namespace {

using Operations = std::vector<const Route*>;

bool isParameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// Segments of a path that starts with '/', without the trailing one; nothing when a segment is
/// empty.
std::optional<std::vector<std::string_view>> segmentsOf(std::string_view path) {
    if (path.empty() || path.front() != '/')
        return std::nullopt;
    path.remove_prefix(1);
    if (!path.empty() && path.back() == '/')
        path.remove_suffix(1);
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        const std::string_view segment = path.substr(0, path.find('/'));
        if (segment.empty() || segment.size() + 1 == path.size())
            return std::nullopt;
        segments.push_back(segment);
        path.remove_prefix(std::min(path.size(), segment.size() + 1));
    }
    return segments;
}

const Route* operationFor(const Operations& operations, std::string_view method) {
    const auto named = [&operations](std::string_view wanted) -> const Route* {
        const auto found =
            std::find_if(operations.begin(), operations.end(),
                         [wanted](const Route* route) { return route->method == wanted; });
        return found == operations.end() ? nullptr : *found;
    };
    if (const Route* exact = named(method))
        return exact;
    if (method == "HEAD") {
        if (const Route* get = named("GET"))
            return get;
    }
    return named("*");
}

std::string allowOf(const Operations& operations) {
    std::vector<std::string> methods;
    for (const Route* route : operations) {
        methods.push_back(route->method);
        if (route->method == "GET")
            methods.emplace_back("HEAD");
    }
    std::sort(methods.begin(), methods.end());
    methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
    std::string allow;
    for (const std::string& method : methods)
        allow += (allow.empty() ? "" : ", ") + method;
    return allow;
}

} // namespace

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    Operations operations;
    Operations prefixed; ///< everything at and below this node

    Node& child(std::string_view segment) {
        auto& slot = isParameter(segment) ? parameter : literals[std::string(segment)];
        if (!slot)
            slot = std::make_unique<Node>();
        return *slot;
    }
};

namespace {

/// Walks the tree along decoded segments; remembers the deepest prefix it passed.
template <class Node> class Walk {
public:
    explicit Walk(std::vector<std::string> segments) : m_segments(std::move(segments)) {}

    const Operations* find(const Node& node, std::size_t depth) {
        if (!node.prefixed.empty() && (prefix == nullptr || depth >= m_prefixDepth)) {
            prefix = &node.prefixed;
            m_prefixDepth = depth;
        }
        if (depth == m_segments.size())
            return node.operations.empty() ? nullptr : &node.operations;
        if (const auto literal = node.literals.find(m_segments[depth]);
            literal != node.literals.end()) {
            if (const Operations* found = find(*literal->second, depth + 1))
                return found;
        }
        return node.parameter ? throughParameter(node, depth) : nullptr;
    }

    std::vector<std::string> values; ///< of the parameters, in the order of the path
    const Operations* prefix = nullptr;

private:
    const Operations* throughParameter(const Node& node, std::size_t depth) {
        values.push_back(m_segments[depth]);
        if (const Operations* found = find(*node.parameter, depth + 1))
            return found;
        values.pop_back();
        return nullptr;
    }

    std::vector<std::string> m_segments;
    std::size_t m_prefixDepth = 0;
};

std::optional<std::vector<std::string>> decodedSegments(std::string_view rawPath) {
    const auto segments = segmentsOf(rawPath);
    if (!segments)
        return std::nullopt;
    std::vector<std::string> decoded;
    decoded.reserve(segments->size());
    for (const std::string_view segment : *segments) {
        auto text = percentDecoded(segment, Plus::Stays);
        if (!text)
            return std::nullopt;
        decoded.push_back(std::move(*text));
    }
    return decoded;
}

void nameParameters(RouteMatch& match, std::vector<std::string>& values) {
    const auto names = parameterNames(match.route->pattern);
    for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i)
        match.pathParameters.emplace_back(names[i], std::move(values[i]));
}

} // namespace

Router::Router() : m_root(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Route route) {
    std::string_view pattern = route.pattern;
    const bool prefix = pattern.ends_with("/**");
    if (prefix)
        pattern.remove_suffix(2);
    const auto segments = segmentsOf(pattern);
    assert(segments && "a pattern starts with '/' and has no empty segment");
    Node* node = m_root.get();
    for (const std::string_view segment : *segments)
        node = &node->child(segment);
    auto& operations = prefix ? node->prefixed : node->operations;
    assert(std::none_of(operations.begin(), operations.end(),
                        [&route](const Route* other) { return other->method == route.method; }) &&
           "one handler for a method and a pattern");
    m_routes.push_back(std::make_unique<Route>(std::move(route)));
    operations.push_back(m_routes.back().get());
}

RouteMatch Router::match(std::string_view method, std::string_view rawPath) const {
    RouteMatch match;
    auto segments = decodedSegments(rawPath);
    if (!segments)
        return match;
    Walk<Node> walk(std::move(*segments));
    const Operations* operations = walk.find(*m_root, 0);
    if (operations == nullptr)
        operations = walk.prefix;
    if (operations == nullptr)
        return match;
    match.route = operationFor(*operations, method);
    if (match.route == nullptr)
        match.allow = allowOf(*operations);
    else if (!walk.values.empty())
        nameParameters(match, walk.values);
    return match;
}

std::vector<std::string> parameterNames(std::string_view pattern) {
    std::vector<std::string> names;
    for (const std::string_view segment : core::split(pattern, '/')) {
        if (isParameter(segment))
            names.emplace_back(segment.substr(1, segment.size() - 2));
    }
    return names;
}

} // namespace vigia::backend::http
