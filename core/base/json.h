#pragma once

#include "core/base/money.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vigia::core {

class JsonValue;

/// A number kept as the text it was written with, so that nothing is lost and hashes can be
/// recomputed.
struct JsonNumber {
    std::string text;
};

using JsonArray = std::vector<JsonValue>;
using JsonMember = std::pair<std::string, JsonValue>;
/// Members in the order they were written.
using JsonObject = std::vector<JsonMember>;

/// One JSON value; a plain value type, safe to copy between threads.
class JsonValue {
public:
    JsonValue() = default;
    JsonValue(bool value);
    JsonValue(JsonNumber value);
    JsonValue(std::string value);
    JsonValue(JsonArray value);
    JsonValue(JsonObject value);
    JsonValue(const JsonValue& other);
    JsonValue(JsonValue&& other) noexcept;
    JsonValue& operator=(const JsonValue& other);
    JsonValue& operator=(JsonValue&& other) noexcept;
    ~JsonValue();

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] const bool* asBool() const { return std::get_if<bool>(&m_value); }
    [[nodiscard]] const JsonNumber* asNumber() const { return std::get_if<JsonNumber>(&m_value); }
    [[nodiscard]] const std::string* asString() const { return std::get_if<std::string>(&m_value); }
    [[nodiscard]] const JsonArray* asArray() const { return std::get_if<JsonArray>(&m_value); }
    [[nodiscard]] const JsonObject* asObject() const { return std::get_if<JsonObject>(&m_value); }

    /// The member of an object; null when this is no object or has no such member.
    [[nodiscard]] const JsonValue* find(std::string_view key) const;
    /// A number that is whole (`150`, `150.0`, `1.5e2`) and fits.
    [[nodiscard]] std::optional<std::int64_t> asInteger() const;
    [[nodiscard]] std::optional<Money> asMoney() const;
    [[nodiscard]] std::optional<double> asDouble() const;

    /// `find(key)` as text, whole number, … or nothing.
    [[nodiscard]] std::optional<std::string> stringAt(std::string_view key) const;
    [[nodiscard]] std::optional<std::int64_t> integerAt(std::string_view key) const;
    [[nodiscard]] std::optional<double> doubleAt(std::string_view key) const;
    [[nodiscard]] bool boolAt(std::string_view key, bool otherwise = false) const;

    /// `null`, `boolean`, `number`, `string`, `array` or `object`, for error messages.
    [[nodiscard]] std::string_view typeName() const;
    /// Compact text; numbers as they were read.
    [[nodiscard]] std::string text() const;

private:
    std::variant<std::monostate, bool, JsonNumber, std::string, JsonArray, JsonObject> m_value;
};

/// Bounds of the strict reader (platform.md 3.4).
struct JsonLimits {
    std::size_t maxBytes = 1024 * 1024;
    std::size_t maxDepth = 32;
    bool nulInTexts = false; ///< `\u0000` is read: the reader of the texts says what is wrong
};

/// Reads one JSON document (RFC 8259) strictly: valid UTF-8, no duplicate keys, no comments, no
/// trailing text, no NUL in strings unless asked for. InvalidInput says what is wrong and at which
/// byte.
Result<JsonValue> parseJson(std::string_view text, const JsonLimits& limits = {});

} // namespace vigia::core
