#pragma once

#include "backend/openssl_handles.h"
#include "core/base/result.h"

#include <map>
#include <string>

namespace vigia::backend::doctor {

/// What librdkafka's `ssl.*` properties say about TLS.
struct TlsSettings {
    std::string caLocation; ///< file or folder; empty with caPem: the system's authorities
    std::string caPem;
    std::string certificateLocation, certificatePem;
    std::string keyLocation, keyPem, keyPassword;
    std::string keystoreLocation, keystorePassword; ///< PKCS12
    bool verify = true;
    bool verifyHost = true;
};

/// By librdkafka's names; what they do not say keeps its default.
TlsSettings tlsSettings(const std::map<std::string, std::string>& properties);

/// A client's context with authorities, certificate and key loaded. InvalidInput names the property
/// whose file is not what it should be.
core::Result<openssl::Context> tlsContext(const TlsSettings& settings);

} // namespace vigia::backend::doctor
