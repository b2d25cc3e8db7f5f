#pragma once

#include <string>

namespace vigia::backend::kafka {

/// librdkafka's text of a topic id (22 characters) as the UUID that PostgreSQL stores; empty when
/// it is none.
std::string uuidOfTopicId(const std::string& base64);

} // namespace vigia::backend::kafka
