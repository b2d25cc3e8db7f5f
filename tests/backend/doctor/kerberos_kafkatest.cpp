#include "backend/doctor/connection_doctor.h"
#include "backend/host/system_clock.h"
#include "backend/kafka/cluster_sampler.h"
#include "tests/support/secure_broker.h"
#include "tests/support/test_main.h"
#include "tests/support/test_realm.h"

#include <QTest>

#include <memory>

using namespace vigia;
using core::ops::ConnectionReport;
using tests::SecureBroker;
using tests::TestRealm;

/// GSSAPI against a real broker and a realm with a key distribution centre of the test's own.
class KerberosTest : public QObject {
    Q_OBJECT

private:
    using Properties = backend::kafka::Properties;

    TestRealm m_realm;
    SecureBroker m_broker;
    std::string m_keytab;

    [[nodiscard]] backend::kafka::ClientConfig client(const Properties& more) const {
        backend::kafka::ClientConfig client;
        client.servers = m_broker.address(SecureBroker::Listener::Kerberos);
        client.properties = {{"security.protocol", "SASL_SSL"},
                             {"ssl.ca.location", m_broker.authorityFile()},
                             {"sasl.mechanisms", "GSSAPI"}};
        client.properties.insert(client.properties.end(), more.begin(), more.end());
        return client;
    }
    static Properties with(const std::string& keytab, const std::string& principal = "alice") {
        return {{"sasl.kerberos.keytab", keytab}, {"sasl.kerberos.principal", principal}};
    }
    [[nodiscard]] ConnectionReport examine(const Properties& more) const {
        return backend::doctor::examineConnection(client(more),
                                                  {"orders", std::chrono::seconds(20)});
    }
    static std::string textOf(const ConnectionReport& report) {
        return core::ops::connectionText(report);
    }
    /// The first failure: its step, sentence and advice.
    static bool failsAt(const ConnectionReport& report, const char* step, const char* found,
                        const char* next) {
        const auto* check = report.firstFailure();
        const bool good = check != nullptr && check->step == step &&
                          check->found.find(found) != std::string::npos &&
                          check->next.find(next) != std::string::npos;
        if (!good || qEnvironmentVariableIsSet("VIGIA_TEST_SHOW"))
            qWarning("%s", textOf(report).c_str());
        return good;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!TestRealm::installed())
            QSKIP("the packages krb5-kdc, krb5-admin-server and krb5-user are not installed");
        QVERIFY(m_realm.start());
        for (const char* principal : {"kafka/localhost", "alice", "bob"})
            QVERIFY(m_realm.add(principal));
        const auto broker = m_realm.keytab("kafka/localhost", "broker.keytab");
        QVERIFY(!broker.empty());
        m_broker.useKerberos(broker, "kafka/localhost@VIGIA.TEST", m_realm.configurationFile());
        QVERIFY(m_broker.start());
        m_keytab = m_realm.keytab("alice", "alice.keytab");
        QVERIFY(!m_keytab.empty());
    }
    void init() { m_realm.forgetTickets(); }

    void aKeytabLetsUsIn() {
        const auto report = examine(with(m_keytab));
        QVERIFY2(report.passed(), textOf(report).c_str());
        QVERIFY(textOf(report).find("the realm gave us a ticket") != std::string::npos);
        QVERIFY(textOf(report).find("GSSAPI as configured") != std::string::npos);
    }

    void theTicketOfTheUserLetsUsIn() {
        QVERIFY(m_realm.kinit(m_keytab, "alice"));
        const auto report = examine({});
        QVERIFY2(report.passed(), textOf(report).c_str());
        QVERIFY(textOf(report).find("there is a valid ticket") != std::string::npos);
    }

    void theSamplerLooksWithAKeytabToo() {
        const backend::host::SystemClock clock;
        backend::kafka::SamplerOptions options;
        options.client = client(with(m_keytab));
        options.interval = std::chrono::seconds(20);
        backend::kafka::ClusterSampler sampler(std::move(options), clock);
        const auto sample = sampler.sample();
        QVERIFY2(sample.has_value(), sample ? "" : sample.error().message.c_str());
        QCOMPARE(sample->brokers.size(), std::size_t(1));
    }

    void somebodyWithoutRightsIsToldWhichAreMissing() {
        const auto keytab = m_realm.keytab("bob", "bob.keytab");
        const auto report = examine(with(keytab, "bob"));
        QVERIFY2(report.connected(), textOf(report).c_str());
        QVERIFY(failsAt(report, "rights", "we may not describe the cluster", "User:bob"));
    }

    void noTicketIsSaid() {
        QVERIFY(failsAt(examine({}), "kerberos", "there is no Kerberos ticket", "kinit"));
    }

    void aKeytabOfAnotherIsSaid() {
        const auto keytab = m_realm.keytab("bob", "bob.keytab");
        QVERIFY(failsAt(examine(with(keytab)), "kerberos",
                        "the keytab holds no key of this principal", "sasl.kerberos.principal"));
    }

    void aKeytabWithAnOldKeyIsSaid() {
        const auto old = m_realm.keytab("bob", "old.keytab");
        QVERIFY(!m_realm.keytab("bob", "new.keytab").empty());
        QVERIFY(failsAt(examine(with(old, "bob")), "kerberos",
                        "the key in the keytab is not the principal's any more",
                        "Have a new keytab made"));
    }

    void aKeytabThatIsNotThereIsSaid() {
        QVERIFY(failsAt(examine(with(m_realm.path("none.keytab"))), "kerberos",
                        "there is no keytab at this path", "sasl.kerberos.keytab"));
    }

    void aServiceThatTheRealmDoesNotKnowIsSaid() {
        auto properties = with(m_keytab);
        properties.emplace_back("sasl.kerberos.service.name", "kafkas");
        QVERIFY(failsAt(examine(properties), "sasl", "not found in Kerberos database",
                        "sasl.kerberos.service.name"));
    }

    void aRealmWhoseCentreIsAwayIsSaid() {
        QVERIFY(m_realm.kinit(m_keytab, "alice"));
        m_realm.stop();
        const auto withKeytab = examine(with(m_keytab));
        const auto withTicket = examine({});
        QVERIFY(m_realm.serve());
        for (const auto& [report, step] : {std::pair(withKeytab, "kerberos"), {withTicket, "sasl"}})
            QVERIFY(failsAt(report, step, "Cannot contact any KDC", "krb5.conf"));
        QVERIFY(examine(with(m_keytab)).passed());
    }
};

VIGIA_TEST_CLASS(KerberosTest)
#include "kerberos_kafkatest.moc"
