#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core {

/// Writes compact JSON in the order of the calls. Broken UTF-8 becomes U+FFFD; numbers never get an
/// exponent, except doubles beyond 2^53; NaN and infinity become null.
class JsonWriter {
public:
    JsonWriter& beginObject();
    JsonWriter& endObject();
    JsonWriter& beginArray();
    JsonWriter& endArray();
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    template <std::same_as<bool> B> JsonWriter& value(B flag) {
        return literal(flag ? "true" : "false");
    }
    template <std::integral I>
    requires(!std::same_as<I, bool>) JsonWriter& value(I number) {
        return literal(std::to_string(number));
    }
    JsonWriter& value(double number);
    JsonWriter& value(Money amount) { return literal(amount.text()); }
    /// RFC 3339 with 3 fraction digits.
    JsonWriter& value(UtcTime time);
    JsonWriter& value(const JsonValue& json);
    JsonWriter& null() { return literal("null"); }
    /// Text that already is JSON.
    JsonWriter& raw(std::string_view json) { return literal(json); }

    /// `key` and `value` in one call.
    template <class T> JsonWriter& member(std::string_view name, const T& v) {
        return key(name).value(v);
    }
    /// The member only when there is a value.
    template <class T> JsonWriter& member(std::string_view name, const std::optional<T>& v) {
        return v ? key(name).value(*v) : *this;
    }

    [[nodiscard]] const std::string& text() const { return m_out; }
    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    JsonWriter& literal(std::string_view text);
    void separate();

    std::string m_out;
    std::vector<bool> m_hasItems;
    bool m_afterKey = false;
};

/// `text` as a quoted JSON string.
std::string jsonQuoted(std::string_view text);

} // namespace vigia::core
