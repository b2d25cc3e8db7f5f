#include "backend/doctor/tls_settings.h"

#include "core/base/text.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <algorithm>
#include <filesystem>

namespace vigia::backend::doctor {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

using openssl::Bio;
using openssl::Bundle;
using openssl::Certificate;
using openssl::Key;

/// The file, else the text itself.
Bio bioOf(const std::string& file, const std::string& pem) {
    return file.empty() ? Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())))
                        : Bio(BIO_new_file(file.c_str(), "rb"));
}

/// OpenSSL would ask on the terminal for a password that nobody gave.
int givenPassword(char* buffer, int size, int, void* password) {
    const auto& text = *static_cast<const std::string*>(password);
    const int length = std::min(size, static_cast<int>(text.size()));
    std::copy_n(text.begin(), length, buffer);
    return length;
}

core::Error unusable(const char* property, const std::string& file, const char* expected) {
    ERR_clear_error();
    return failure(ErrorCode::InvalidInput,
                   fmt::format("{}: {} can't be read as {}", property,
                               file.empty() ? "its text" : core::escapedForDisplay(file, 300),
                               expected));
}

Result<void> addAuthorities(SSL_CTX* context, const TlsSettings& settings) {
    if (!settings.caPem.empty()) {
        const Bio bio = bioOf({}, settings.caPem);
        int count = 0;
        while (Certificate authority{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
            count += X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.get());
        ERR_clear_error();
        if (count == 0)
            return unusable("ssl.ca.pem", {}, "certificates in PEM");
        return {};
    }
    if (settings.caLocation.empty()) {
        SSL_CTX_set_default_verify_paths(context);
        return {};
    }
    std::error_code ignored;
    const bool folder = std::filesystem::is_directory(settings.caLocation, ignored);
    const char* path = settings.caLocation.c_str();
    if (SSL_CTX_load_verify_locations(context, folder ? nullptr : path, folder ? path : nullptr) !=
        1)
        return unusable("ssl.ca.location", settings.caLocation, "certificates in PEM");
    return {};
}

Result<void> addKeystore(SSL_CTX* context, const TlsSettings& settings) {
    const auto wrong = unusable("ssl.keystore.location", settings.keystoreLocation,
                                "PKCS12 with the password of ssl.keystore.password");
    const Bio bio = bioOf(settings.keystoreLocation, {});
    const Bundle bundle(bio ? d2i_PKCS12_bio(bio.get(), nullptr) : nullptr);
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    if (!bundle || PKCS12_parse(bundle.get(), settings.keystorePassword.c_str(), &key, &certificate,
                                nullptr) != 1)
        return wrong;
    const Key ownedKey(key);
    const Certificate owned(certificate);
    if (SSL_CTX_use_certificate(context, certificate) != 1 ||
        SSL_CTX_use_PrivateKey(context, key) != 1)
        return wrong;
    return {};
}

Result<void> addKey(SSL_CTX* context, const TlsSettings& settings) {
    const Bio bio = bioOf(settings.keyLocation, settings.keyPem);
    std::string password = settings.keyPassword;
    const Key key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, &givenPassword, &password)
                      : nullptr);
    if (!key)
        return unusable("ssl.key.location", settings.keyLocation,
                        "a private key in PEM with the password of ssl.key.password");
    if (SSL_CTX_use_PrivateKey(context, key.get()) != 1)
        return unusable("ssl.key.location", settings.keyLocation,
                        "the key of ssl.certificate.location");
    return {};
}

Result<void> addCertificate(SSL_CTX* context, const TlsSettings& settings) {
    if (!settings.keystoreLocation.empty())
        return addKeystore(context, settings);
    if (settings.certificateLocation.empty() && settings.certificatePem.empty())
        return {};
    const Bio bio = bioOf(settings.certificateLocation, settings.certificatePem);
    const Certificate certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)
                                      : nullptr);
    if (!certificate || SSL_CTX_use_certificate(context, certificate.get()) != 1)
        return unusable("ssl.certificate.location", settings.certificateLocation,
                        "a certificate in PEM");
    return addKey(context, settings);
}

} // namespace

TlsSettings tlsSettings(const std::map<std::string, std::string>& properties) {
    const auto value = [&](const char* name, const char* otherwise = "") {
        const auto found = properties.find(name);
        return found == properties.end() ? std::string(otherwise) : found->second;
    };
    TlsSettings settings;
    settings.caLocation = value("ssl.ca.location");
    if (settings.caLocation == "probe")
        settings.caLocation.clear();
    settings.caPem = value("ssl.ca.pem");
    settings.certificateLocation = value("ssl.certificate.location");
    settings.certificatePem = value("ssl.certificate.pem");
    settings.keyLocation = value("ssl.key.location");
    settings.keyPem = value("ssl.key.pem");
    settings.keyPassword = value("ssl.key.password");
    settings.keystoreLocation = value("ssl.keystore.location");
    settings.keystorePassword = value("ssl.keystore.password");
    settings.verify = value("enable.ssl.certificate.verification", "true") != "false";
    settings.verifyHost = value("ssl.endpoint.identification.algorithm", "https") != "none";
    return settings;
}

Result<openssl::Context> tlsContext(const TlsSettings& settings) {
    openssl::Context context(SSL_CTX_new(TLS_client_method()));
    if (!context)
        return failure(ErrorCode::Unreachable, "OpenSSL could not make a client");
    // The handshake goes on with a certificate that does not hold, so that we can say what it is.
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    if (auto added = addAuthorities(context.get(), settings); !added)
        return added.error();
    if (auto added = addCertificate(context.get(), settings); !added)
        return added.error();
    return context;
}

} // namespace vigia::backend::doctor
