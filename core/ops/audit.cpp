#include "core/ops/audit.h"

#include "core/base/json_writer.h"

namespace vigia::core::ops {
namespace {

std::string_view word(AuditResult result) {
    switch (result) {
    case AuditResult::Begun:
        return "begun";
    case AuditResult::Done:
        return "done";
    case AuditResult::Refused:
        return "refused";
    case AuditResult::Failed:
        break;
    }
    return "failed";
}

} // namespace

std::string auditLine(const AuditEntry& entry) {
    JsonWriter json;
    json.beginObject().member("at", entry.at);
    const auto add = [&json](std::string_view name, const std::string& text) {
        if (!text.empty())
            json.member(name, text);
    };
    add("who", entry.who);
    add("cluster", entry.cluster);
    add("verb", entry.verb);
    add("target", entry.target);
    add("old", entry.before);
    add("new", entry.after);
    add("reason", entry.reason);
    json.member("result", word(entry.result));
    add("detail", entry.detail);
    return json.endObject().take();
}

} // namespace vigia::core::ops
