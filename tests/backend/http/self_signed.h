#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <string>

namespace vigia::tests {

/// A certificate for `localhost` signed by itself, with its key, in two files of a folder.
struct SelfSigned {
    explicit SelfSigned(const std::string& folder)
        : cert(folder + "/cert.pem"), key(folder + "/key.pem") {
        EVP_PKEY* pair = EVP_EC_gen("P-256");
        X509* x509 = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
        X509_gmtime_adj(X509_getm_notBefore(x509), -60);
        X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
        X509_set_pubkey(x509, pair);
        X509_NAME* name = X509_get_subject_name(x509);
        const std::string host = "localhost";
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(host.data()), -1, -1, 0);
        X509_set_issuer_name(x509, name);
        X509_sign(x509, pair, EVP_sha256());
        write(cert, [x509](FILE* file) { PEM_write_X509(file, x509); });
        write(key, [pair](FILE* file) {
            PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr);
        });
        X509_free(x509);
        EVP_PKEY_free(pair);
    }

    template <class Write> static void write(const std::string& path, const Write& put) {
        FILE* file = std::fopen(path.c_str(), "w");
        put(file);
        std::fclose(file);
    }

    const std::string cert;
    const std::string key;
};

} // namespace vigia::tests
