#include "core/base/json.h"

#include "core/base/json_writer.h"

#include <charconv>
#include <cstdlib>

namespace vigia::core {
namespace {

/// The value of a whole decimal number; nothing when it has a fraction or doesn't fit.
std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code == std::errc{} && end == text.data() + text.size())
        return value;
    const auto money = Money::parse(text);
    if (!money || money->cents() % 100 != 0)
        return std::nullopt;
    const auto whole = money->cents() / 100;
    if (whole < INT64_MIN || whole > INT64_MAX || text.size() > 40)
        return std::nullopt;
    // Money rounds at the third decimal: only accept what has none there.
    if (const auto point = text.find('.'); point != std::string_view::npos) {
        const auto end3 = text.find_first_of("eE");
        const bool scaled = end3 != std::string_view::npos;
        if (!scaled && text.find_first_not_of('0', point + 1) != std::string_view::npos)
            return std::nullopt;
        if (scaled && std::strtod(std::string(text).c_str(), nullptr) != static_cast<double>(whole))
            return std::nullopt;
    }
    return static_cast<std::int64_t>(whole);
}

} // namespace

// Here, so that not every source that reads JSON compiles them.
JsonValue::JsonValue(bool value) : m_value(value) {}
JsonValue::JsonValue(JsonNumber value) : m_value(std::move(value)) {}
JsonValue::JsonValue(std::string value) : m_value(std::move(value)) {}
JsonValue::JsonValue(JsonArray value) : m_value(std::move(value)) {}
JsonValue::JsonValue(JsonObject value) : m_value(std::move(value)) {}
JsonValue::JsonValue(const JsonValue& other) = default;
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue& JsonValue::operator=(const JsonValue& other) = default;
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;

const JsonValue* JsonValue::find(std::string_view key) const {
    const auto* object = asObject();
    if (object == nullptr)
        return nullptr;
    for (const auto& [name, value] : *object) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

std::optional<std::int64_t> JsonValue::asInteger() const {
    const auto* number = asNumber();
    return number == nullptr ? std::nullopt : wholeNumber(number->text);
}

std::optional<Money> JsonValue::asMoney() const {
    const auto* number = asNumber();
    return number == nullptr ? std::nullopt : Money::parse(number->text);
}

std::optional<double> JsonValue::asDouble() const {
    const auto* number = asNumber();
    if (number == nullptr)
        return std::nullopt;
    return std::strtod(number->text.c_str(), nullptr);
}

std::optional<std::string> JsonValue::stringAt(std::string_view key) const {
    const auto* member = find(key);
    const auto* text = member == nullptr ? nullptr : member->asString();
    return text == nullptr ? std::nullopt : std::optional(*text);
}

std::optional<std::int64_t> JsonValue::integerAt(std::string_view key) const {
    const auto* member = find(key);
    return member == nullptr ? std::nullopt : member->asInteger();
}

std::optional<double> JsonValue::doubleAt(std::string_view key) const {
    const auto* member = find(key);
    return member == nullptr ? std::nullopt : member->asDouble();
}

bool JsonValue::boolAt(std::string_view key, bool otherwise) const {
    const auto* member = find(key);
    const auto* value = member == nullptr ? nullptr : member->asBool();
    return value == nullptr ? otherwise : *value;
}

std::string_view JsonValue::typeName() const {
    static constexpr std::string_view kNames[] = {"null",   "boolean", "number",
                                                  "string", "array",   "object"};
    return kNames[m_value.index()];
}

std::string JsonValue::text() const {
    JsonWriter writer;
    writer.value(*this);
    return writer.take();
}

} // namespace vigia::core
