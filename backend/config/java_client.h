#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::config {

/// A key or trust store that the Kafka client library can't read as it is.
struct JavaStore {
    enum class Use { Trust, Key } use = Use::Trust;
    std::string type; ///< `JKS` or `PKCS12`
    std::string file;
    std::string password; ///< secret
};

/// What a Java client's `client.properties` says, in librdkafka's names.
struct ClientImport {
    std::vector<std::string> servers;
    std::map<std::string, std::string> properties; ///< without secrets
    std::map<std::string, std::string> secrets;    ///< property → the secret itself
    std::vector<JavaStore> stores;                 ///< to be converted, then named in `properties`
    std::vector<std::string> ignored;              ///< names that say nothing to us
};

/// Understands servers, security.protocol, SASL with its JAAS line (PLAIN, SCRAM, OAUTHBEARER with
/// OIDC, GSSAPI) and `ssl.*` with PEM, PKCS12 and JKS. InvalidInput names the property that is
/// missing or can't be read; it never repeats a secret.
core::Result<ClientImport> importJavaClient(std::string_view text);

} // namespace vigia::backend::config
