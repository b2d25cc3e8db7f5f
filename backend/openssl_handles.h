#pragma once

#include "core/base/destroy.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

/// RAII holders of OpenSSL's objects: the only place that names their destructors.
namespace vigia::backend::openssl {

using Bio = std::unique_ptr<BIO, core::Destroy<&BIO_free_all>>;
using Bundle = std::unique_ptr<PKCS12, core::Destroy<&PKCS12_free>>;
using Certificate = std::unique_ptr<X509, core::Destroy<&X509_free>>;
using Context = std::unique_ptr<SSL_CTX, core::Destroy<&SSL_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, core::Destroy<&EVP_PKEY_free>>;
using Session = std::unique_ptr<SSL, core::Destroy<&SSL_free>>;

/// What was written to a BIO in memory.
inline std::string textOf(BIO* memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return size <= 0 ? std::string() : std::string(data, static_cast<std::size_t>(size));
}

} // namespace vigia::backend::openssl
