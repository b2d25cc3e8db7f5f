#include "backend/kafka/client_config.h"

#include "backend/kafka/batch_publisher.h"
#include "backend/kafka/kerberos.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::backend::kafka;

namespace {

std::string refusal(ClientConfig config) {
    const auto checked = checkClientConfig(config);
    return checked ? std::string() : checked.error().message;
}

} // namespace

class ClientConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLibraryHasWhatTheContractsNeed() {
        const std::string features = "," + builtinFeatures() + ",";
        for (const char* needed : {"ssl", "sasl", "sasl_scram", "oauthbearer", "sasl_oauthbearer",
                                   "zstd", "lz4", "snappy"}) {
            if (std::string(needed) == "oauthbearer")
                continue; // named sasl_oauthbearer by the library
            QVERIFY2(features.find("," + std::string(needed) + ",") != std::string::npos, needed);
        }
    }

    void anyPropertyOfTheLibraryPasses() {
        QCOMPARE(refusal({.servers = "127.0.0.1:1",
                          .properties = {{"security.protocol", "sasl_ssl"},
                                         {"sasl.mechanisms", "SCRAM-SHA-512"},
                                         {"sasl.username", "u"},
                                         {"sasl.password", "p"}}}),
                 std::string());
    }

    void anUnknownPropertyIsNamed() {
        QCOMPARE(
            refusal({.servers = "127.0.0.1:1", .properties = {{"sasl.pasword", "x"}}}),
            std::string("kafka.properties.sasl.pasword: the Kafka client has no such property"));
    }

    void aWrongValueIsNamedButNotShown() {
        const std::string message = refusal(
            {.servers = "127.0.0.1:1", .properties = {{"security.protocol", "s3cret-canary"}}});
        QVERIFY(message.find("kafka.properties.security.protocol") != std::string::npos);
        QVERIFY(message.find("s3cret-canary") == std::string::npos);
    }

    void aFileThatCannotBeReadIsSaid() {
        const auto with = [](const std::string& name, const std::string& file) {
            return refusal({.servers = "127.0.0.1:1",
                            .properties = {{"security.protocol", "ssl"}, {name, file}}});
        };
        QCOMPARE(with("ssl.certificate.location", "/nowhere/me.pem"),
                 std::string("kafka.properties.ssl.certificate.location: this file can't be read: "
                             "No such file or directory"));
        const auto pasted = with("ssl.key.location", "-----BEGIN PRIVATE KEY----- s3cret-canary");
        QVERIFY(pasted.find("ssl.key.location") != std::string::npos);
        QVERIFY(pasted.find("s3cret-canary") == std::string::npos);
        QCOMPARE(with("ssl.ca.location", "/etc/ssl/certs"), std::string()); // a folder of them
    }

    void serversMustBeThere() {
        QVERIFY(refusal({.servers = " "}).find("kafka.servers") != std::string::npos);
    }

    void kerberosTakesAKeytabWithItsPrincipalOrTheUsersTicket() {
        const auto kerberos = [](Properties more) {
            more.insert(more.begin(),
                        {{"security.protocol", "SASL_PLAINTEXT"}, {"sasl.mechanisms", "GSSAPI"}});
            return more;
        };
        const auto withKeytab = kerberos({{"sasl.kerberos.keytab", "/etc/vigia.keytab"},
                                          {"sasl.kerberos.principal", "vigia/host@EXAMPLE.COM"}});
        QCOMPARE(kerberosSettings(withKeytab)->command,
                 std::string(R"(kinit -k -t "/etc/vigia.keytab" "vigia/host@EXAMPLE.COM")"));
        QCOMPARE(principalOf(withKeytab), std::string("User:vigia"));
        QCOMPARE(kerberosSettings(kerberos({}))->command, std::string());
        QCOMPARE(principalOf(kerberos({})), std::string("User:NAME"));
        QVERIFY(!kerberosSettings({{"sasl.mechanisms", "PLAIN"}}));
        QVERIFY(refusal({.servers = "a:1",
                         .properties = kerberos({{"sasl.kerberos.keytab", "/etc/vigia.keytab"}})})
                    .find("sasl.kerberos.principal") != std::string::npos);
    }

    void whatAShellWouldUnderstandIsNoPrincipal() {
        for (const char* hostile : {"a\"; touch /tmp/x; \"", "$(id)", "`id`", "a\nb", "-c x"})
            for (const char* name : {"sasl.kerberos.keytab", "sasl.kerberos.principal",
                                     "sasl.kerberos.service.name"}) {
                const auto said =
                    refusal({.servers = "a:1",
                             .properties = {{"sasl.mechanisms", "GSSAPI"}, {name, hostile}}});
                QVERIFY2(said.find(std::string("kafka.properties.") + name) == 0, hostile);
                QVERIFY(said.find(hostile) == std::string::npos);
            }
    }

    void whatTheDeliveryGuaranteeNeedsCannotBeOverridden() {
        const auto refused = KafkaBatchPublisher::create(
            {.servers = "127.0.0.1:1", .properties = {{"enable.idempotence", "false"}}});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("kafka.properties.enable.idempotence") !=
                std::string::npos);
    }
};

VIGIA_TEST_CLASS(ClientConfigTest)
#include "client_config_test.moc"
