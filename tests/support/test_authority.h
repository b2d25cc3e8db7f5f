#pragma once

#include <memory>
#include <string>
#include <vector>

namespace vigia::tests {

/// A certificate with its key, in PEM (PKCS8).
struct TestCertificate {
    std::string certificate;
    std::string key;
    [[nodiscard]] std::string both() const { return key + certificate; }
};

/// A certificate authority of a test: its own key, gone with it.
class TestAuthority {
public:
    explicit TestAuthority(const std::string& name);
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;

    [[nodiscard]] std::string certificate() const;
    /// For these names (`DNS:localhost`, `IP:127.0.0.1`), valid from a year ago until `days` from
    /// now; a negative number is one that has expired.
    [[nodiscard]] TestCertificate issue(const std::string& name, const std::string& names,
                                        int days) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace vigia::tests
