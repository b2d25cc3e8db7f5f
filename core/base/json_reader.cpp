#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>

namespace vigia::core {
namespace {

namespace bj = boost::json;

constexpr std::size_t kUsualMembers = 32;

/// Builds a JsonValue from Boost.JSON's events. The parser owns it; `m_problem` explains a refusal
/// of ours.
class Handler {
public:
    explicit Handler(bool nulInTexts) : m_nulInTexts(nulInTexts) {}

    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }

    bool on_object_begin(bj::error_code&) {
        m_open.emplace_back(true);
        m_open.back().members.reserve(kUsualMembers);
        return true;
    }
    bool on_object_end(std::size_t, bj::error_code& ec) {
        Level level = std::move(m_open.back());
        m_open.pop_back();
        return add(JsonValue(std::move(level.members)), ec);
    }
    bool on_array_begin(bj::error_code&) {
        m_open.emplace_back(false);
        return true;
    }
    bool on_array_end(std::size_t, bj::error_code& ec) {
        Level level = std::move(m_open.back());
        m_open.pop_back();
        return add(JsonValue(std::move(level.items)), ec);
    }

    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return append(part); }
    bool on_key(bj::string_view part, std::size_t, bj::error_code& ec) {
        append(part);
        Level& level = m_open.back();
        level.key = std::exchange(m_text, {});
        if (level.key.find('\0') != std::string::npos)
            return refuse("NUL in a key", ec);
        if (!level.isNew(level.key))
            return refuse("duplicate key \"" + escapedForDisplay(level.key, 64) + "\"", ec);
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return append(part); }
    bool on_string(bj::string_view part, std::size_t, bj::error_code& ec) {
        append(part);
        return add(JsonValue(std::exchange(m_text, {})), ec);
    }

    bool on_number_part(bj::string_view part, bj::error_code&) { return append(part); }
    bool on_int64(std::int64_t, bj::string_view part, bj::error_code& ec) {
        return number(part, ec);
    }
    bool on_uint64(std::uint64_t, bj::string_view part, bj::error_code& ec) {
        return number(part, ec);
    }
    bool on_double(double, bj::string_view part, bj::error_code& ec) { return number(part, ec); }
    bool on_bool(bool value, bj::error_code& ec) { return add(JsonValue(value), ec); }
    bool on_null(bj::error_code& ec) { return add(JsonValue(), ec); }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }

    [[nodiscard]] JsonValue take() { return std::move(m_root); }
    [[nodiscard]] const std::string& problem() const { return m_problem; }

private:
    struct Level {
        explicit Level(bool object) : isObject(object) {}

        /// Looking through a few members is cheaper than a set of them; many must not cost their
        /// square.
        bool isNew(const std::string& name) {
            if (members.size() < kUsualMembers)
                return std::none_of(members.begin(), members.end(),
                                    [&](const JsonMember& member) { return member.first == name; });
            if (keys.empty())
                for (const auto& member : members)
                    keys.insert(member.first);
            return keys.insert(name).second;
        }

        bool isObject;
        JsonObject members;
        JsonArray items;
        std::string key;
        std::unordered_set<std::string> keys; ///< of an object with many members
    };

    bool append(bj::string_view part) {
        m_text.append(part.data(), part.size());
        return true;
    }
    bool number(bj::string_view part, bj::error_code& ec) {
        append(part);
        return add(JsonValue(JsonNumber{std::exchange(m_text, {})}), ec);
    }
    bool add(JsonValue value, bj::error_code& ec) {
        if (const auto* text = value.asString();
            text != nullptr && !m_nulInTexts && text->find('\0') != std::string::npos)
            return refuse("NUL in a string", ec);
        if (m_open.empty())
            m_root = std::move(value);
        else if (m_open.back().isObject)
            m_open.back().members.emplace_back(std::move(m_open.back().key), std::move(value));
        else
            m_open.back().items.push_back(std::move(value));
        return true;
    }
    bool refuse(std::string problem, bj::error_code& ec) {
        m_problem = std::move(problem);
        ec = bj::error::syntax;
        return false;
    }

    const bool m_nulInTexts;
    std::vector<Level> m_open;
    std::string m_text;
    JsonValue m_root;
    std::string m_problem;
};

} // namespace

Result<JsonValue> parseJson(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.maxBytes)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("JSON of {} bytes is over the limit of {} bytes", text.size(),
                                   limits.maxBytes));
    bj::parse_options options;
    options.max_depth = limits.maxDepth;
    bj::basic_parser<Handler> parser(options, limits.nulInTexts);
    bj::error_code ec;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && used < text.size())
        ec = bj::error::extra_data;
    if (!ec)
        return parser.handler().take();
    const std::string& own = parser.handler().problem();
    return failure(ErrorCode::InvalidInput, fmt::format("not valid JSON at byte {}: {}", used,
                                                        own.empty() ? ec.message() : own));
}

} // namespace vigia::core
