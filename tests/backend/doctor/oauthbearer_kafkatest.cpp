#include "backend/doctor/connection_doctor.h"
#include "backend/host/system_clock.h"
#include "backend/kafka/cluster_sampler.h"
#include "tests/support/secure_broker.h"
#include "tests/support/test_main.h"
#include "tests/support/token_server.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace vigia;
using core::ops::CheckState;
using core::ops::ConnectionReport;
using tests::SecureBroker;
using tests::TokenServer;

/// OAUTHBEARER with tokens of an OpenID provider, against a real broker over TLS.
class OauthbearerTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<SecureBroker> m_broker;
    TokenServer m_tokens;

    [[nodiscard]] backend::kafka::ClientConfig client(const std::string& secret,
                                                      const std::string& endpoint) const {
        backend::kafka::ClientConfig client;
        client.servers = m_broker->address(SecureBroker::Listener::Oauth);
        client.properties = {{"security.protocol", "SASL_SSL"},
                             {"ssl.ca.location", m_broker->authorityFile()},
                             {"sasl.mechanisms", "OAUTHBEARER"},
                             {"sasl.oauthbearer.method", "oidc"},
                             {"sasl.oauthbearer.client.id", TokenServer::kClient},
                             {"sasl.oauthbearer.client.secret", secret},
                             {"sasl.oauthbearer.token.endpoint.url", endpoint}};
        return client;
    }

    [[nodiscard]] ConnectionReport examine(const std::string& secret,
                                           const std::string& endpoint) const {
        return backend::doctor::examineConnection(client(secret, endpoint),
                                                  {"orders", std::chrono::milliseconds(8000)});
    }

    static std::string textOf(const ConnectionReport& report) {
        return core::ops::connectionText(report);
    }

private Q_SLOTS:
    void initTestCase() {
        m_broker = std::make_unique<SecureBroker>();
        QVERIFY(m_broker->start());
    }

    void aTokenOfTheProviderLetsUsIn() {
        const auto report = examine(TokenServer::kSecret, m_tokens.url());
        QVERIFY2(report.passed(), textOf(report).c_str());
        QVERIFY(m_tokens.handedOut() > 0);
        QVERIFY(textOf(report).find("OAUTHBEARER as configured") != std::string::npos);
    }

    void theSamplerLooksWithATokenToo() {
        const backend::host::SystemClock clock;
        backend::kafka::SamplerOptions options;
        options.client = client(TokenServer::kSecret, m_tokens.url());
        options.interval = std::chrono::seconds(20);
        backend::kafka::ClusterSampler sampler(std::move(options), clock);
        const auto sample = sampler.sample();
        QVERIFY2(sample.has_value(), sample ? "" : sample.error().message.c_str());
        QCOMPARE(sample->brokers.size(), std::size_t(1));
    }

    void aWrongSecretIsSaidAndNotShown() {
        const auto report = examine("CANARY-secret", m_tokens.url());
        QVERIFY(!report.connected());
        const auto text = textOf(report);
        QVERIFY2(text.find("invalid_client") != std::string::npos ||
                     text.find("401") != std::string::npos,
                 text.c_str());
        QVERIFY(text.find("CANARY") == std::string::npos);
    }

    void aProviderThatIsAwayIsSaid() {
        const auto report = examine(TokenServer::kSecret, "http://127.0.0.1:1/token");
        QVERIFY(!report.connected());
        const auto text = textOf(report);
        QVERIFY2(text.find("127.0.0.1") != std::string::npos, text.c_str());
    }

    void somebodyWithoutRightsIsToldWhichAreMissing() {
        m_tokens.setSubject("carol");
        const auto report = examine(TokenServer::kSecret, m_tokens.url());
        QVERIFY2(report.connected() && !report.passed(), textOf(report).c_str());
        m_tokens.setSubject(TokenServer::kClient);
    }

    void cleanupTestCase() { m_broker.reset(); }
};

VIGIA_TEST_CLASS(OauthbearerTest)
#include "oauthbearer_kafkatest.moc"
