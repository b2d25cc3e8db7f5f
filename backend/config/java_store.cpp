#include "backend/config/java_store.h"

#include "backend/config/run_program.h"
#include "backend/openssl_handles.h"
#include "core/base/temporary_folder.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <memory>

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

using openssl::Bio;
using openssl::Bundle;

struct FreeCertificates {
    void operator()(STACK_OF(X509) * list) const noexcept { sk_X509_pop_free(list, X509_free); }
};
using Certificates = std::unique_ptr<STACK_OF(X509), FreeCertificates>;

constexpr std::chrono::seconds kPatience{60};

std::string byHand(const JavaStore& store) {
    return fmt::format("keytool -importkeystore -srckeystore {} -destkeystore {}.p12 "
                       "-deststoretype PKCS12",
                       core::escapedForDisplay(store.file, 300),
                       core::escapedForDisplay(store.file, 300));
}

core::Error wrongStore(const JavaStore& store, const char* problem) {
    ERR_clear_error();
    return failure(
        ErrorCode::InvalidInput,
        fmt::format("{} ({}): {}", core::escapedForDisplay(store.file, 300), store.type, problem));
}

/// The same store as PKCS12, by Java's own tool. The password goes through its environment.
Result<void> convert(const JavaStore& store, const std::string& target) {
    const auto run = runProgram(
        {"keytool", "-importkeystore", "-noprompt", "-srckeystore", store.file, "-srcstorepass:env",
         "VIGIA_STORE_PASSWORD", "-destkeystore", target, "-deststoretype", "PKCS12",
         "-deststorepass:env", "VIGIA_STORE_PASSWORD"},
        {{"VIGIA_STORE_PASSWORD", store.password}}, kPatience, 65536, ErrorOutput::Dropped);
    if (!run)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("{} is a JKS, which needs Java's keytool once, and {}. "
                                   "On a machine with Java: {}",
                                   core::escapedForDisplay(store.file, 300), run.error().message,
                                   byHand(store)));
    if (run->exitCode != 0)
        return failure(ErrorCode::InvalidInput,
                       fmt::format("keytool can't convert {}: check the file and its password, or "
                                   "try by hand: {}",
                                   core::escapedForDisplay(store.file, 300), byHand(store)));
    return {};
}

Result<std::string> certificatesOf(const JavaStore& store) {
    const Bio in(BIO_new_file(store.file.c_str(), "rb"));
    if (!in)
        return wrongStore(store, "can't be read; check its path and rights");
    const Bundle bundle(d2i_PKCS12_bio(in.get(), nullptr));
    if (!bundle)
        return wrongStore(store, "is no PKCS12 file");
    EVP_PKEY* key = nullptr;
    X509* own = nullptr;
    STACK_OF(X509)* list = nullptr;
    if (PKCS12_parse(bundle.get(), store.password.c_str(), &key, &own, &list) != 1)
        return wrongStore(store, "does not open with the password given");
    EVP_PKEY_free(key);
    X509_free(own);
    const Certificates certificates(list);
    const Bio out(BIO_new(BIO_s_mem()));
    for (int i = 0; i < sk_X509_num(certificates.get()); ++i)
        PEM_write_bio_X509(out.get(), sk_X509_value(certificates.get(), i));
    std::string pem = openssl::textOf(out.get());
    if (pem.empty())
        return wrongStore(store, "holds no certificate");
    return pem;
}

} // namespace

Result<std::string> trustedCertificates(const JavaStore& store) {
    if (store.type == "PKCS12")
        return certificatesOf(store);
    const core::TemporaryFolder folder;
    JavaStore converted{store.use, "PKCS12", (folder.path() / "store.p12").string(),
                        store.password};
    if (auto done = convert(store, converted.file); !done)
        return done.error();
    return certificatesOf(converted);
}

Result<void> writeKeyStore(const JavaStore& store, const std::string& target) {
    return convert(store, target);
}

} // namespace vigia::backend::config
