#pragma once

#include "tests/support/test_authority.h"

#include <QProcess>
#include <QTemporaryDir>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace vigia::tests {

/// One real Kafka broker with TLS, SCRAM and an authorizer, each fault of a connection on a
/// listener of its own. Users: `alice` (may all), `bob` (may nothing).
class SecureBroker {
public:
    enum class Listener {
        Plain,     ///< PLAINTEXT, may all
        Good,      ///< SASL_SSL for localhost
        Expired,   ///< SASL_SSL whose certificate has expired
        OtherHost, ///< SASL_SSL whose certificate is for kafka.example
        Far,       ///< SASL_SSL that advertises an address where nobody listens
        Mutual,    ///< SSL that wants a certificate of ours
        Oauth,     ///< SASL_SSL that takes unsecured tokens (`TokenServer`)
        Kerberos,  ///< SASL_SSL with GSSAPI; only with `useKerberos`
    };
    static constexpr const char* kAlice = "alice-secret";
    static constexpr const char* kBob = "bob-secret";

    /// `jars`: the folder of another version of Kafka; empty: of the one that Vigia runs.
    explicit SecureBroker(std::string jars = {});
    ~SecureBroker();
    SecureBroker(const SecureBroker&) = delete;
    SecureBroker& operator=(const SecureBroker&) = delete;

    /// Before `start`: its keytab, whom that is for, and the realm's krb5.conf.
    void useKerberos(std::string keytab, std::string principal, std::string configuration);
    /// False with a sentence on standard error when it does not come up.
    [[nodiscard]] bool start();
    /// Sends its process a signal: SIGSTOP, SIGCONT.
    void signal(int number) const;
    /// Ends it as a power cut does.
    void kill();
    /// Starts it again with the data that it had; waits until it answers.
    [[nodiscard]] bool restart();
    /// `localhost:port`
    [[nodiscard]] std::string address(Listener listener) const;
    /// What the listener Far advertises.
    [[nodiscard]] std::string farAddress() const;
    /// The file of the authority that issued its certificates, and of one that did not.
    [[nodiscard]] std::string authorityFile() const { return path("authority.pem"); }
    [[nodiscard]] std::string otherAuthorityFile() const { return path("other.pem"); }
    /// A client's certificate and key that the listener Mutual takes.
    [[nodiscard]] std::string clientCertificateFile() const { return path("client.pem"); }
    [[nodiscard]] std::string clientKeyFile() const { return path("client.key"); }

private:
    [[nodiscard]] std::string path(const char* name) const;
    void write(const char* name, const std::string& text) const;
    void writeCertificates() const;
    void writeConfiguration() const;
    [[nodiscard]] bool run(const QStringList& arguments, QProcess& process) const;

    [[nodiscard]] bool answers() const;
    [[nodiscard]] std::string signInOf(Listener listener, const std::string& prefix) const;

    struct Kerberos {
        std::string keytab, principal, configuration;
    };

    const std::string m_jars;
    std::optional<Kerberos> m_kerberos;
    QTemporaryDir m_folder;
    QProcess m_process;
    std::map<Listener, std::uint16_t> m_ports;
    std::uint16_t m_controller = 0;
    std::uint16_t m_closed = 0;
};

} // namespace vigia::tests
