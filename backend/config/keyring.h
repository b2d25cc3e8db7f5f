#pragma once

#include "core/base/result.h"

#include <string>

namespace vigia::backend::config {

/// The desktop's keyring, by libsecret's program `secret-tool`: what lies there is read with
/// `sasl.passwordCommand` like any other secret, also by commands and daemons. Every call blocks; a
/// locked keyring asks the user.

/// Why the keyring can't be used and what to do; empty when it can.
std::string keyringProblem();

/// What reads `property` of `cluster` from the keyring: `secret-tool lookup …`.
std::string keyringCommand(const std::string& cluster, const std::string& property);

/// Puts a secret there, in place of what was. It is never on a command line.
core::Result<void> storeInKeyring(const std::string& cluster, const std::string& property,
                                  const std::string& secret);

/// Takes one secret of this cluster out again; without a property all of them.
void forgetInKeyring(const std::string& cluster, const std::string& property = {});

} // namespace vigia::backend::config
