#include "app/topic_settings.h"

namespace vigia::app {

core::Result<core::JsonValue> topicSettings(backend::kafka::Admin& admin,
                                            const std::string& topic) {
    auto entries = admin.topicConfig(topic);
    if (!entries)
        return entries.error();
    core::JsonArray rows;
    for (auto& entry : *entries) {
        core::JsonObject row{
            {"name", core::JsonValue(entry.name)},
            {"value", entry.value ? core::JsonValue(*entry.value) : core::JsonValue()},
            {"source", core::JsonValue(entry.source)},
            {"isDefault", core::JsonValue(entry.isDefault)},
            {"isSensitive", core::JsonValue(entry.isSensitive)}};
        rows.emplace_back(std::move(row));
    }
    return core::JsonValue(std::move(rows));
}

} // namespace vigia::app
