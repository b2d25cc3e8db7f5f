#include "backend/doctor/connection_doctor.h"
#include "backend/stack/ports.h"
#include "core/base/unique_fd.h"
#include "tests/support/secure_broker.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <memory>

using namespace vigia;
using core::ops::CheckState;
using core::ops::ConnectionCheck;
using core::ops::ConnectionReport;
using tests::SecureBroker;
using Listener = SecureBroker::Listener;

/// Each failure of a connection, on a real broker, gives its own sentence and what to do next.
class ConnectionDoctorTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<SecureBroker> m_broker;

    using Properties = backend::kafka::Properties;

    [[nodiscard]] Properties sasl(const std::string& user, const std::string& password) const {
        return {{"security.protocol", "SASL_SSL"},
                {"sasl.mechanisms", "SCRAM-SHA-256"},
                {"sasl.username", user},
                {"sasl.password", password},
                {"ssl.ca.location", m_broker->authorityFile()}};
    }
    [[nodiscard]] Properties alice() const { return sasl("alice", SecureBroker::kAlice); }

    static Properties with(Properties properties, const std::string& name,
                           const std::string& value) {
        for (auto& [known, old] : properties) {
            if (known == name) {
                old = value;
                return properties;
            }
        }
        properties.emplace_back(name, value);
        return properties;
    }

    [[nodiscard]] ConnectionReport examine(const std::string& servers,
                                           const Properties& properties) const {
        backend::kafka::ClientConfig client;
        client.servers = servers;
        client.properties = properties;
        return backend::doctor::examineConnection(client,
                                                  {"orders", std::chrono::milliseconds(8000)});
    }
    [[nodiscard]] ConnectionReport examine(Listener listener, const Properties& properties) const {
        return examine(m_broker->address(listener), properties);
    }

    /// The first step that failed; its sentence and what to do hold the words. With
    /// VIGIA_TEST_SHOW set every report is printed, as the README has them.
    static bool failsAt(const ConnectionReport& report, const std::string& step,
                        const std::string& found, const std::string& next) {
        const auto check =
            std::find_if(report.checks.begin(), report.checks.end(),
                         [](const auto& each) { return each.state == CheckState::Failed; });
        const bool good = check != report.checks.end() && check->step == step &&
                          check->found.find(found) != std::string::npos &&
                          check->next.find(next) != std::string::npos;
        if (!good || qEnvironmentVariableIsSet("VIGIA_TEST_SHOW"))
            qWarning("%s", core::ops::connectionText(report).c_str());
        return good;
    }

private Q_SLOTS:
    void initTestCase() {
        m_broker = std::make_unique<SecureBroker>();
        QVERIFY(m_broker->start());
    }

    void everyStepPassesForAUserWithAllRights() {
        const auto report = examine(Listener::Good, alice());
        QVERIFY2(report.passed(), core::ops::connectionText(report).c_str());
        QCOMPARE(report.certificateDays, std::optional<std::int64_t>(90));
        for (const char* step : {"dns", "tcp", "tls", "sasl", "metadata", "broker", "rights"})
            QVERIFY2(std::any_of(report.checks.begin(), report.checks.end(),
                                 [&](const auto& check) {
                                     return check.step == step && check.state == CheckState::Passed;
                                 }),
                     step);
    }

    void plaintextWithoutAnythingPasses() {
        const auto report = examine(Listener::Plain, {});
        QVERIFY2(report.passed(), core::ops::connectionText(report).c_str());
        QCOMPARE(report.certificateDays, std::optional<std::int64_t>());
    }

    void certificateOfAnotherAuthority() {
        const auto report = examine(
            Listener::Good, with(alice(), "ssl.ca.location", m_broker->otherAuthorityFile()));
        QVERIFY(
            failsAt(report, "tls", "not issued by an authority that we trust", "ssl.ca.location"));
        QVERIFY(!report.connected());
    }

    void authorityFileThatIsNoCertificate() {
        const auto report =
            examine(Listener::Good, with(alice(), "ssl.ca.location", m_broker->clientKeyFile()));
        QVERIFY(failsAt(report, "tls", "ssl.ca.location", "Correct this property"));
    }

    void expiredCertificate() {
        const auto report = examine(Listener::Expired, alice());
        QVERIFY(failsAt(report, "tls", "expired 2 days ago", "Renew the broker's certificate"));
    }

    void certificateForAnotherHost() {
        const auto report = examine(Listener::OtherHost, alice());
        QVERIFY(failsAt(report, "tls", "the certificate is for kafka.example, not for localhost",
                        "Connect by a name of the certificate"));
    }

    void wrongPassword() {
        const auto report = examine(Listener::Good, sasl("alice", "wrong-secret"));
        QVERIFY(failsAt(report, "sasl", "invalid credentials", "user name and password"));
    }

    void mechanismThatTheBrokerDoesNotHave() {
        const auto report = examine(Listener::Good, with(alice(), "sasl.mechanisms", "PLAIN"));
        QVERIFY(failsAt(report, "sasl", "SCRAM-SHA-256", "Check mechanism"));
    }

    void signInToAPortWithoutSasl() {
        const auto plain = with(alice(), "security.protocol", "SASL_PLAINTEXT");
        QVERIFY(failsAt(examine(Listener::Plain, plain), "sasl",
                        "the broker takes no sign-in on this port", "to PLAINTEXT"));
        auto overTls = with(alice(), "ssl.certificate.location", m_broker->clientCertificateFile());
        overTls = with(overTls, "ssl.key.location", m_broker->clientKeyFile());
        QVERIFY(failsAt(examine(Listener::Mutual, overTls), "sasl",
                        "the broker takes no sign-in on this port", "to SSL"));
    }

    void plaintextToATlsPort() {
        const auto report = examine(Listener::Good, {});
        QVERIFY(failsAt(report, "tls", "the broker wants TLS on this port", "SASL_SSL"));
    }

    void tlsToAPlaintextPort() {
        const auto report = examine(Listener::Plain, alice());
        QVERIFY(failsAt(report, "tls", "speaks Kafka without TLS", "SASL_PLAINTEXT"));
    }

    void unreachableAdvertisedAddress() {
        const auto report = examine(Listener::Far, alice());
        QVERIFY(failsAt(report, "broker", "its advertised address can't be reached",
                        "advertised.listeners"));
    }

    void brokerMapLeadsToWhatIsReachable() {
        backend::kafka::ClientConfig client;
        client.servers = m_broker->address(Listener::Far);
        client.properties = alice();
        client.brokerMap = {{m_broker->farAddress(), m_broker->address(Listener::Far)}};
        const auto report = backend::doctor::examineConnection(client, {.cluster = "far"});
        QVERIFY2(report.passed(), core::ops::connectionText(report).c_str());
        client.brokerMap = {{"localhost", "elsewhere:1"}};
        QVERIFY(failsAt(backend::doctor::examineConnection(client, {.cluster = "far"}), "sasl",
                        "brokerMap: 'localhost' is not host:port", "Correct"));
    }

    void userWithoutRights() {
        const auto report = examine(Listener::Good, sasl("bob", SecureBroker::kBob));
        QVERIFY(failsAt(report, "rights", "we may not describe the cluster",
                        "--allow-principal User:bob --operation Describe --cluster"));
        QVERIFY(report.connected());
        QVERIFY(!report.passed());
        const auto text = core::ops::connectionText(report);
        QVERIFY(text.find("none is visible: there are none, or we may not describe them") !=
                std::string::npos);
    }

    void brokerThatWantsAClientCertificate() {
        const Properties bare{{"security.protocol", "SSL"},
                              {"ssl.ca.location", m_broker->authorityFile()}};
        QVERIFY(failsAt(examine(Listener::Mutual, bare), "tls",
                        "ends the connection after the handshake", "ssl.certificate.location"));
        auto full = with(bare, "ssl.certificate.location", m_broker->clientCertificateFile());
        full = with(full, "ssl.key.location", m_broker->clientKeyFile());
        const auto report = examine(Listener::Mutual, full);
        QVERIFY2(report.connected(), core::ops::connectionText(report).c_str());
    }

    void nameThatNobodyKnows() {
        QVERIFY(failsAt(examine("kafka.invalid:9092", {}), "dns", "", "Check the spelling"));
    }

    void portWhereNobodyListens() {
        const auto port = backend::stack::PortChooser().choose({});
        QVERIFY(failsAt(examine("127.0.0.1:" + std::to_string(port), {}), "tcp", "refused",
                        "broker runs"));
    }

    void aPortThatAcceptsAndNeverAnswers() {
        // Nobody takes its connections, so the kernel does.
        const core::UniqueFd frozen(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* raw = reinterpret_cast<sockaddr*>(&address);
        QCOMPARE(::bind(frozen.fd(), raw, size), 0);
        QCOMPARE(::listen(frozen.fd(), 16), 0);
        QCOMPARE(::getsockname(frozen.fd(), raw, &size), 0);
        backend::kafka::ClientConfig client;
        client.servers = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        for (const auto& properties : {Properties{}, alice()}) {
            client.properties = properties;
            const auto report =
                backend::doctor::examineConnection(client, {"orders", std::chrono::seconds(1)});
            QVERIFY(failsAt(report, "tls", "accepts connections but does not answer",
                            "look at the broker's process"));
        }
    }

    void serversThatCannotBeRead() {
        for (const char* servers : {"", " , ", "host:port", "host:0", "host:99999", "a b:9092"})
            QVERIFY2(failsAt(examine(servers, {}), "dns", "", "Correct the list"), servers);
    }

    void secretsNeverAppear() {
        for (const auto& report : {examine(Listener::Good, alice()),
                                   examine(Listener::Good, sasl("alice", "canary-secret"))}) {
            const auto all = core::ops::connectionText(report) + core::ops::connectionJson(report);
            QVERIFY(all.find("secret") == std::string::npos);
        }
    }

    void cleanupTestCase() { m_broker.reset(); }
};

VIGIA_TEST_CLASS(ConnectionDoctorTest)
#include "connection_doctor_kafkatest.moc"
