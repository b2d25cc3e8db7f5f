#pragma once

#include "core/base/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::backend::config {

/// Where a secret of a cluster comes from when it is not in the environment: `sasl.passwordFile`
/// and `sasl.passwordCommand` stand for `sasl.password` (platform.md 2).
struct SecretSource {
    enum class Kind { File, Command } kind = Kind::File;
    std::string text; ///< the path, or what the shell runs: `pass show kafka/orders`
};

/// A property that names where a secret comes from.
struct SecretReference {
    std::string property; ///< `sasl.password`
    SecretSource::Kind kind = SecretSource::Kind::File;
};

/// What `path` refers to, when it ends in `File` or `Command` after the name of a secret.
std::optional<SecretReference> secretReference(std::string_view path);

/// The secret itself, without the line's end; blocks up to `patience` for a command. Unreachable
/// when that failed. The sentence says what is wrong, without what it printed.
core::Result<std::string> readSecret(const SecretSource& source,
                                     std::chrono::milliseconds patience = std::chrono::seconds(30));

} // namespace vigia::backend::config
