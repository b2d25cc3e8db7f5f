#pragma once

#include "core/base/json_writer.h"
#include "core/ops/console_snapshot.h"

namespace vigia::core::ops {

/// Rows of a snapshot as JSON objects with exact values; unknown is null, never 0 or missing.
void writeTopic(JsonWriter& json, const TopicRow& row, bool withPartitions);
void writeGroup(JsonWriter& json, const GroupRow& row, bool withPartitions);
void writeBroker(JsonWriter& json, const BrokerRow& row);
void writeService(JsonWriter& json, const ServiceRow& row);
/// `{"seconds":…,"source":"exact"|"interpolated"|"at_least"}`, or null.
void writeTimeLag(JsonWriter& json, const TimeLag& lag);

/// A member that is null when unknown.
template <class T>
void writeKnown(JsonWriter& json, std::string_view name, const std::optional<T>& value) {
    json.key(name);
    if (value)
        json.value(*value);
    else
        json.null();
}

} // namespace vigia::core::ops
