#pragma once

#include "backend/kafka/admin.h"
#include "core/base/json.h"

namespace vigia::app {

/// The configuration entries of a topic as the faces read them (`PlatformControl`). Blocks.
core::Result<core::JsonValue> topicSettings(backend::kafka::Admin& admin, const std::string& topic);

} // namespace vigia::app
