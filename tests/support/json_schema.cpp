#include "tests/support/json_schema.h"

#include <algorithm>
#include <array>
#include <regex>
#include <string_view>
#include <vector>

namespace vigia::tests {
namespace {

using core::JsonArray;
using core::JsonValue;

constexpr std::array<std::string_view, 13> kKnown{
    "$schema", "title",    "description", "$defs", "$ref",  "type",   "const",
    "enum",    "required", "properties",  "items", "oneOf", "pattern"};

class Checker {
public:
    explicit Checker(const JsonValue& root) : m_root(root) {}

    std::string check(const JsonValue& schema, const JsonValue& value, const std::string& at) {
        for (const auto& [keyword, wanted] : *schema.asObject()) {
            if (const auto mistake = restriction(keyword, wanted, schema, value, at);
                !mistake.empty())
                return mistake;
        }
        return {};
    }

private:
    std::string restriction(const std::string& keyword, const JsonValue& wanted,
                            const JsonValue& schema, const JsonValue& value,
                            const std::string& at) {
        if (keyword == "$ref")
            return check(resolved(*wanted.asString()), value, at);
        if (keyword == "type")
            return typed(wanted, value) ? "" : at + ": is " + std::string(value.typeName());
        if (keyword == "const")
            return wanted.text() == value.text() ? "" : at + ": is " + value.text();
        if (keyword == "enum")
            return oneIs(wanted, value) ? "" : at + ": is " + value.text();
        if (keyword == "pattern")
            return matches(wanted, value) ? "" : at + ": is " + value.text();
        if (keyword == "required")
            return required(wanted, value, at);
        if (keyword == "properties")
            return properties(wanted, schema, value, at);
        if (keyword == "items")
            return items(wanted, value, at);
        if (keyword == "oneOf")
            return exactlyOne(wanted, value, at);
        if (keyword == "additionalProperties" || std::ranges::count(kKnown, keyword) == 1)
            return {};
        return "the schema's '" + keyword + "' is not known here";
    }

    const JsonValue& resolved(const std::string& reference) const {
        return *m_root.find("$defs")->find(reference.substr(std::string("#/$defs/").size()));
    }

    static bool typed(const JsonValue& wanted, const JsonValue& value) {
        if (const auto* name = wanted.asString())
            return *name == value.typeName();
        const auto& names = *wanted.asArray();
        return std::any_of(names.begin(), names.end(),
                           [&](const auto& name) { return *name.asString() == value.typeName(); });
    }

    static bool oneIs(const JsonValue& wanted, const JsonValue& value) {
        const auto& values = *wanted.asArray();
        return std::any_of(values.begin(), values.end(),
                           [&](const auto& one) { return one.text() == value.text(); });
    }

    static bool matches(const JsonValue& wanted, const JsonValue& value) {
        const auto* text = value.asString();
        return text && std::regex_search(*text, std::regex(*wanted.asString()));
    }

    static std::string required(const JsonValue& wanted, const JsonValue& value,
                                const std::string& at) {
        for (const auto& name : *wanted.asArray()) {
            if (!value.find(*name.asString()))
                return at + ": has no " + *name.asString();
        }
        return {};
    }

    std::string properties(const JsonValue& wanted, const JsonValue& schema, const JsonValue& value,
                           const std::string& at) {
        const bool closed = schema.find("additionalProperties") != nullptr;
        if (!value.asObject())
            return {};
        for (const auto& [name, member] : *value.asObject()) {
            const auto* sub = wanted.find(name);
            if (!sub && closed)
                return at + ": has an unknown " + name;
            if (!sub)
                continue;
            if (const auto mistake = check(*sub, member, at + "." + name); !mistake.empty())
                return mistake;
        }
        return {};
    }

    std::string items(const JsonValue& wanted, const JsonValue& value, const std::string& at) {
        if (!value.asArray())
            return {};
        std::size_t index = 0;
        for (const auto& item : *value.asArray()) {
            const auto place = at + "[" + std::to_string(index++) + "]";
            if (const auto mistake = check(wanted, item, place); !mistake.empty())
                return mistake;
        }
        return {};
    }

    std::string exactlyOne(const JsonValue& wanted, const JsonValue& value, const std::string& at) {
        std::string mistakes;
        int fit = 0;
        for (const auto& one : *wanted.asArray()) {
            const auto mistake = check(one, value, at);
            fit += mistake.empty() ? 1 : 0;
            mistakes += "\n  " + mistake;
        }
        return fit == 1 ? "" : at + ": fits " + std::to_string(fit) + " of oneOf:" + mistakes;
    }

    const JsonValue& m_root;
};

} // namespace

std::string schemaMistake(const JsonValue& schema, const JsonValue& value) {
    return Checker(schema).check(schema, value, "$");
}

} // namespace vigia::tests
