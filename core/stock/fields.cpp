#include "core/stock/fields.h"

#include "core/base/text.h"
#include "core/stock/model.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

constexpr std::size_t kShownBytes = 512;
const Money kMaxPrice = Money::fromCents(Money::Cents{1'000'000'000'000} * 100);

bool sameValue(const JsonValue& a, const JsonValue& b) {
    if (a.asString() != nullptr && b.asString() != nullptr)
        return trimmed(*a.asString()) == trimmed(*b.asString());
    if (a.asNumber() == nullptr || b.asNumber() == nullptr)
        return a.text() == b.text();
    const auto left = a.asMoney();
    const auto right = b.asMoney();
    return left && right ? *left == *right : a.text() == b.text();
}

/// NUL as its symbol: many readers of JSON, ours too, take no NUL in a text.
std::string shownText(std::string_view text) {
    std::string shown(clippedUtf8(text, kShownBytes));
    for (auto at = shown.find('\0'); at != std::string::npos; at = shown.find('\0', at))
        shown.replace(at, 1, "\u2400");
    return shown;
}

/// What goes back to the client: long texts are cut, containers are not repeated.
JsonValue shown(const JsonValue& value) {
    if (const auto* text = value.asString(); text != nullptr)
        return JsonValue(shownText(*text));
    if (const auto* number = value.asNumber();
        number != nullptr && number->text.size() > kShownBytes)
        return JsonValue(number->text.substr(0, kShownBytes));
    if (value.asArray() != nullptr || value.asObject() != nullptr)
        return JsonValue(std::string(value.typeName()));
    return value;
}

bool isBeyond(const JsonValue& number, double limit) {
    return number.asDouble().value_or(0) >= limit;
}

} // namespace

FieldReader::FieldReader(const JsonObject& object, Source source)
    : m_object(object), m_source(source) {}

void FieldReader::note(std::string field, std::string code, std::string message,
                       JsonValue rejected) {
    m_errors.push_back({std::move(field), std::move(code), std::move(message), shown(rejected)});
}

const JsonMember* FieldReader::find(Aliases names) {
    const JsonMember* found = nullptr;
    for (const auto& member : m_object) {
        if (member.second.isNull() ||
            std::find(names.begin(), names.end(), member.first) == names.end())
            continue;
        if (found == nullptr)
            found = &member;
        else if (!sameValue(found->second, member.second))
            note(member.first, "CONFLICT", fmt::format("differs from {}", found->first),
                 member.second);
    }
    return found;
}

/// Of a field that is null as its writer named it, else its first name.
std::string_view FieldReader::writtenName(Aliases names) const {
    const auto written =
        std::find_if(m_object.begin(), m_object.end(), [&](const JsonMember& member) {
            return std::find(names.begin(), names.end(), member.first) != names.end();
        });
    return written == m_object.end() ? *names.begin() : std::string_view(written->first);
}

const JsonMember* FieldReader::require(Aliases names, bool required) {
    const auto* member = find(names);
    if (member == nullptr && required)
        note(std::string(writtenName(names)), "REQUIRED", "is required");
    return member;
}

std::optional<std::string> FieldReader::text(Aliases names, const TextRule& rule) {
    const auto* member = require(names, rule.required);
    if (member == nullptr)
        return std::nullopt;
    const auto& [name, value] = *member;
    const auto* written = value.asString();
    if (written == nullptr) {
        note(name, "TYPE", "must be a text", value);
        return std::nullopt;
    }
    const std::string text(trimmed(*written));
    if (!isValidUtf8(text) || hasControlCharacters(text))
        note(name, "PATTERN", "must be UTF-8 without control characters", value);
    else if (text.empty() && (rule.required || rule.mayNotBeBlank))
        note(name, "BLANK", "must not be blank", value);
    else if (codePoints(text) > rule.maxLength)
        note(name, "SIZE", fmt::format("must have at most {} characters", rule.maxLength), value);
    else if (!text.empty())
        return text;
    return std::nullopt;
}

JsonValue FieldReader::asNumber(const JsonValue& value) const {
    if (m_source == Source::Body || value.asString() == nullptr)
        return value;
    auto parsed = parseJson(trimmed(*value.asString()));
    return parsed && parsed->asNumber() != nullptr ? *parsed : value;
}

std::optional<FieldInteger> FieldReader::integer(Aliases names, const IntegerRule& rule) {
    const auto* member = require(names, rule.required);
    if (member == nullptr)
        return std::nullopt;
    const auto& [name, written] = *member;
    const auto value = asNumber(written);
    const auto whole = value.asInteger();
    if (value.asNumber() == nullptr)
        note(name, "TYPE", "must be a number", written);
    else if (whole ? *whole > rule.max : isBeyond(value, 9e18))
        note(name, "MAX", fmt::format("must be {} or less", rule.max), written);
    else if (whole ? *whole < rule.min : value.asDouble().value_or(0) <= -9e18)
        note(name, "MIN", fmt::format("must be {} or more", rule.min), written);
    else if (!whole)
        note(name, "TYPE", "must be a whole number", written);
    else
        return FieldInteger{*whole, name, shown(written)};
    return std::nullopt;
}

std::optional<Money> FieldReader::price(Aliases names, bool required) {
    const auto* member = require(names, required);
    if (member == nullptr)
        return std::nullopt;
    const auto& [name, written] = *member;
    const auto value = asNumber(written);
    const auto amount = value.asMoney();
    if (value.asNumber() == nullptr)
        note(name, "TYPE", "must be a number", written);
    else if (amount ? *amount > kMaxPrice : isBeyond(value, 1e12))
        note(name, "MAX", "must be 1000000000000.00 or less", written);
    else if (!amount || *amount <= Money{})
        note(name, "MIN", "must be above 0", written);
    else
        return amount;
    return std::nullopt;
}

std::optional<std::string> FieldReader::choice(std::string_view name,
                                               std::span<const std::string_view> values,
                                               bool required) {
    const auto* member = require({name}, required);
    if (member == nullptr)
        return std::nullopt;
    const auto* written = member->second.asString();
    if (written == nullptr) {
        note(member->first, "TYPE", "must be a text", member->second);
        return std::nullopt;
    }
    const std::string text(trimmed(*written));
    if (std::find(values.begin(), values.end(), text) != values.end())
        return text;
    note(member->first, "ENUM", fmt::format("must be one of {}", fmt::join(values, ", ")),
         member->second);
    return std::nullopt;
}

JsonObject objectFromPairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
    JsonObject object;
    for (const auto& [name, value] : pairs)
        object.emplace_back(name, JsonValue(value));
    return object;
}

bool isImpossibleId(std::string_view id) {
    return id.empty() || !isValidUtf8(id) || hasControlCharacters(id) ||
           codePoints(id) > kMaxIdLength;
}

} // namespace vigia::core::stock
