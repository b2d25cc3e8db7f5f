#pragma once

#include "backend/config/java_client.h"

#include <string>

namespace vigia::backend::config {

/// The certificates of a trust store in PEM. A JKS goes through `keytool`; without one, or when the
/// file or its password is wrong, InvalidInput with the command that converts it by hand.
core::Result<std::string> trustedCertificates(const JavaStore& store);

/// Writes the key store as PKCS12 with the same password to `target`. Fails as above.
core::Result<void> writeKeyStore(const JavaStore& store, const std::string& target);

} // namespace vigia::backend::config
