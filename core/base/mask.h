#pragma once

#include "core/base/json.h"

#include <string>
#include <string_view>

namespace vigia::core {

/// What stands in the place of a secret.
inline constexpr std::string_view kMask = "****";

/// A name whose value is never shown (platform.md 9.1), in any case, with `_` or `-` or without,
/// also as the end of a longer name (`db_password`, `X-API-Key`).
bool isSecretName(std::string_view name);

/// Free text with secrets replaced by `****`: `name=value`, `name: value`, `"name":"value"`,
/// `Bearer …`, passwords in URLs, and runs of 13–19 digits that pass the Luhn check.
std::string maskedText(std::string_view text);

/// The same in every string of a JSON value; members with a secret name are replaced whole.
JsonValue masked(const JsonValue& value);

} // namespace vigia::core
