#include "tests/support/test_authority.h"

#include "backend/openssl_handles.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>

namespace vigia::tests {
namespace {

using backend::openssl::Bio;
using backend::openssl::Certificate;
using backend::openssl::Key;
using backend::openssl::textOf;

constexpr long kDay = 24 * 60 * 60;

void must(bool done) {
    if (!done) {
        std::fputs("the test's certificate authority failed\n", stderr);
        std::abort();
    }
}

Key newKey() {
    return Key(EVP_EC_gen("P-256"));
}

std::string pemOf(X509* certificate) {
    const Bio bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_X509(bio.get(), certificate) == 1);
    return textOf(bio.get());
}

std::string pemOf(EVP_PKEY* key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return textOf(bio.get());
}

void extend(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    must(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

/// Not signed yet.
Certificate blank(const std::string& name, EVP_PKEY* key, long serial, int days) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -365 * kDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * kDay + 60);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return certificate;
}

} // namespace

struct TestAuthority::Parts {
    Key key = newKey();
    Certificate certificate;
    long serial = 1;
};

TestAuthority::TestAuthority(const std::string& name) : m_parts(std::make_unique<Parts>()) {
    auto& own = m_parts->certificate;
    own = blank(name, m_parts->key.get(), m_parts->serial++, 365);
    X509_set_issuer_name(own.get(), X509_get_subject_name(own.get()));
    extend(own.get(), own.get(), NID_basic_constraints, "critical,CA:TRUE");
    must(X509_sign(own.get(), m_parts->key.get(), EVP_sha256()) > 0);
}

TestAuthority::~TestAuthority() = default;

std::string TestAuthority::certificate() const {
    return pemOf(m_parts->certificate.get());
}

TestCertificate TestAuthority::issue(const std::string& name, const std::string& names,
                                     int days) const {
    const Key key = newKey();
    const Certificate made = blank(name, key.get(), m_parts->serial++, days);
    X509_set_issuer_name(made.get(), X509_get_subject_name(m_parts->certificate.get()));
    extend(made.get(), m_parts->certificate.get(), NID_subject_alt_name, names);
    must(X509_sign(made.get(), m_parts->key.get(), EVP_sha256()) > 0);
    return {pemOf(made.get()), pemOf(key.get())};
}

} // namespace vigia::tests
