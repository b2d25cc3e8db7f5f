#include "backend/observe/log_line.h"

#include "core/base/json_writer.h"
#include "core/base/mask.h"
#include "core/base/text.h"
#include "core/base/time_text.h"

#include <fmt/format.h>

namespace vigia::backend::observe {
namespace {

constexpr std::size_t kMaxMessage = 8 * 1024;

/// Bytes of the character at `at` that a terminal could act on: DEL, C1, bidi controls; 0 when it
/// is harmless.
std::size_t hostileBytes(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    if (byte(0) == 0x7F)
        return 1;
    if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F)
        return 2;
    const bool marks =
        byte(0) == 0xE2 && byte(1) == 0x80 &&
        ((byte(2) >= 0xAA && byte(2) <= 0xAE) || (byte(2) >= 0x8B && byte(2) <= 0x8F));
    const bool isolates = byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
    return marks || isolates ? 3 : 0;
}

unsigned codePoint(std::string_view character) {
    const auto bits = [&](std::size_t i) {
        return static_cast<unsigned>(static_cast<unsigned char>(character[i]));
    };
    if (character.size() == 1)
        return bits(0);
    if (character.size() == 2)
        return ((bits(0) & 0x1FU) << 6U) | (bits(1) & 0x3FU);
    return ((bits(0) & 0x0FU) << 12U) | ((bits(1) & 0x3FU) << 6U) | (bits(2) & 0x3FU);
}

/// JSON text in which the controls that JSON itself allows are `\uXXXX` too; they can only stand in
/// strings.
std::string withoutControls(std::string json) {
    if (json.find_first_of("\x7F\xC2\xE2") == std::string::npos)
        return json;
    std::string out;
    for (std::size_t at = 0; at < json.size();) {
        const std::size_t size = hostileBytes(json, at);
        if (size == 0)
            out.push_back(json[at]);
        else
            out += fmt::format("\\u{:04x}", codePoint(std::string_view(json).substr(at, size)));
        at += std::max<std::size_t>(size, 1);
    }
    return out;
}

core::JsonValue shown(const LogField& field) {
    return core::isSecretName(field.name) ? core::JsonValue(std::string(core::kMask))
                                          : core::masked(field.value);
}

void writeFields(core::JsonWriter& json, const LogFields* fields) {
    if (fields == nullptr)
        return;
    for (const LogField& field : *fields)
        json.member(field.name, shown(field));
}

void appendFields(std::string& out, const LogFields* fields) {
    if (fields == nullptr)
        return;
    for (const LogField& field : *fields) {
        const core::JsonValue value = shown(field);
        const std::string* text = value.asString();
        out.append("  ").append(core::escapedForDisplay(field.name)).append("=");
        out.append(core::escapedForDisplay(text != nullptr ? *text : value.text()));
    }
}

} // namespace

std::string jsonLine(const LogLine& line, const LogOptions& about) {
    core::JsonWriter json;
    json.beginObject().member("timestamp", line.time).member("level", levelName(line.level));
    json.member("logger", line.logger)
        .member("message", core::maskedText(core::clippedUtf8(line.message, kMaxMessage)));
    json.member("service", about.service)
        .member("instance", about.instance)
        .member("version", about.version);
    json.member("environment", about.environment);
    writeFields(json, line.context);
    writeFields(json, line.fields);
    json.endObject();
    return withoutControls(json.take());
}

std::string textLine(const LogLine& line) {
    std::string out = fmt::format("{} {:<5} {}  ", core::formatClockMillis(line.time),
                                  levelName(line.level), line.logger);
    out += core::escapedForDisplay(core::maskedText(line.message), kMaxMessage);
    appendFields(out, line.context);
    appendFields(out, line.fields);
    return out;
}

} // namespace vigia::backend::observe
