#pragma once

#include "core/base/json.h"

#include <string>

namespace vigia::tests {

/// Why `value` is not as `schema` says, with the place; empty when it is. Knows of JSON Schema what
/// ours use: type, const, enum, required, properties, additionalProperties (false), items, pattern,
/// oneOf and `$ref` into the same file; any other keyword that restricts is a mistake.
std::string schemaMistake(const core::JsonValue& schema, const core::JsonValue& value);

} // namespace vigia::tests
