#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <cstdint>
#include <string>

namespace vigia::tests {

/// A Kerberos realm of a test: a key distribution centre of MIT Kerberos on loopback, gone with it.
/// Sets this process's KRB5_CONFIG and KRB5CCNAME, so it is made before any thread is.
class TestRealm {
public:
    static constexpr const char* kName = "VIGIA.TEST";

    TestRealm();
    ~TestRealm();
    TestRealm(const TestRealm&) = delete;
    TestRealm& operator=(const TestRealm&) = delete;

    /// The programs of MIT Kerberos are there.
    [[nodiscard]] static bool installed();
    /// Makes the realm and serves it; false with a sentence on standard error.
    [[nodiscard]] bool start();
    /// From now on nobody answers.
    void stop();
    /// Serves it again.
    [[nodiscard]] bool serve();
    /// The realm knows it from now on.
    [[nodiscard]] bool add(const std::string& principal) const;
    /// A new key of a principal, in a file of this name; keytabs written before no longer open
    /// anything. Its path; empty: it failed.
    [[nodiscard]] std::string keytab(const std::string& principal, const char* file) const;
    /// Forgets the tickets that this process's user has.
    void forgetTickets() const;
    /// Gets a ticket as a user does at the shell.
    [[nodiscard]] bool kinit(const std::string& keytab, const std::string& principal) const;
    [[nodiscard]] std::string configurationFile() const { return path("krb5.conf"); }
    [[nodiscard]] std::string path(const char* name) const;

private:
    void write(const char* name, const std::string& text) const;
    [[nodiscard]] static bool run(const char* program, const QStringList& arguments);

    QTemporaryDir m_folder;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

} // namespace vigia::tests
