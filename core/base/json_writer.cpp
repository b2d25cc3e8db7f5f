#include "core/base/json_writer.h"

#include "core/base/text.h"
#include "core/base/time_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace vigia::core {
namespace {

void appendEscaped(std::string& out, char c) {
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    if (static_cast<unsigned char>(c) < 0x20)
        out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else
        out.push_back(c);
}

/// Length of the longest well-formed prefix step: whole code points, or 0 for a broken byte.
std::size_t goodStep(std::string_view rest) {
    for (std::size_t length = 1; length <= 4 && length <= rest.size(); ++length) {
        if (isValidUtf8(rest.substr(0, length)))
            return length;
    }
    return 0;
}

void appendRepaired(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t step = goodStep(text);
        if (step == 0)
            out += "\xEF\xBF\xBD";
        else if (step == 1)
            appendEscaped(out, text.front());
        else
            out.append(text.substr(0, step));
        text.remove_prefix(step == 0 ? 1 : step);
    }
}

bool isPlain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// Whole runs of what needs no escape.
void appendGood(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const auto end = std::find_if_not(text.begin(), text.end(), isPlain);
        const auto plain = static_cast<std::size_t>(end - text.begin());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty())
            return;
        appendEscaped(out, text.front());
        text.remove_prefix(1);
    }
}

void appendQuoted(std::string& out, std::string_view text) {
    out.push_back('"');
    if (isValidUtf8(text)) {
        appendGood(out, text);
    } else {
        appendRepaired(out, text);
    }
    out.push_back('"');
}

} // namespace

JsonWriter& JsonWriter::beginObject() {
    separate();
    m_out.push_back('{');
    m_hasItems.push_back(false);
    return *this;
}

JsonWriter& JsonWriter::endObject() {
    m_out.push_back('}');
    m_hasItems.pop_back();
    return *this;
}

JsonWriter& JsonWriter::beginArray() {
    separate();
    m_out.push_back('[');
    m_hasItems.push_back(false);
    return *this;
}

JsonWriter& JsonWriter::endArray() {
    m_out.push_back(']');
    m_hasItems.pop_back();
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    appendQuoted(m_out, name);
    m_out.push_back(':');
    m_afterKey = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    appendQuoted(m_out, text);
    return *this;
}

JsonWriter& JsonWriter::value(double number) {
    if (!std::isfinite(number))
        return null();
    if (std::trunc(number) == number && std::fabs(number) < 9007199254740992.0)
        return literal(fmt::format("{:.0f}", number == 0 ? 0.0 : number));
    return literal(fmt::format("{}", number));
}

JsonWriter& JsonWriter::value(UtcTime time) {
    return value(formatRfc3339(time));
}

JsonWriter& JsonWriter::value(const JsonValue& json) {
    if (const auto* flag = json.asBool())
        return value(*flag);
    if (const auto* number = json.asNumber())
        return literal(number->text);
    if (const auto* text = json.asString())
        return value(*text);
    if (const auto* array = json.asArray()) {
        beginArray();
        for (const auto& item : *array)
            value(item);
        return endArray();
    }
    const auto* object = json.asObject();
    if (object == nullptr)
        return null();
    beginObject();
    for (const auto& [name, item] : *object)
        key(name).value(item);
    return endObject();
}

JsonWriter& JsonWriter::literal(std::string_view text) {
    separate();
    m_out.append(text);
    return *this;
}

void JsonWriter::separate() {
    if (std::exchange(m_afterKey, false) || m_hasItems.empty())
        return;
    if (m_hasItems.back())
        m_out.push_back(',');
    m_hasItems.back() = true;
}

std::string jsonQuoted(std::string_view text) {
    std::string out;
    appendQuoted(out, text);
    return out;
}

} // namespace vigia::core
