#include "backend/config/java_client.h"
#include "backend/config/java_properties.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::backend::config;

/// client.properties of Java's Kafka clients, with what people really write in them.
class JavaClientTest : public QObject {
    Q_OBJECT

private:
    static std::string only(const std::string& text) {
        const auto parsed = parseJavaProperties(text);
        return parsed && parsed->size() == 1
                   ? parsed->begin()->first + "|" + parsed->begin()->second
                   : "no single property";
    }
    static std::string refusal(const std::string& text) {
        const auto imported = importJavaClient(text);
        return imported ? "taken" : imported.error().message;
    }

private Q_SLOTS:
    void everySeparatorAndEscape_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("equals") << "a=b"
                                << "a|b";
        QTest::newRow("colon") << "a:b"
                               << "a|b";
        QTest::newRow("blank") << "a b"
                               << "a|b";
        QTest::newRow("spaces around") << "  a  =  b c "
                                       << "a|b c ";
        QTest::newRow("equals in the value") << "a=b=c"
                                             << "a|b=c";
        QTest::newRow("escaped separator") << "a\\=b=c"
                                           << "a=b|c";
        QTest::newRow("continued") << "a=b\\\n   c"
                                   << "a|bc";
        QTest::newRow("slash at the end") << "a=b\\\\\n# x"
                                          << "a|b\\";
        QTest::newRow("comments") << "# x\n! y\n\na=b\r\n"
                                  << "a|b";
        QTest::newRow("no value") << "a"
                                  << "a|";
        QTest::newRow("unicode") << "a=\\u00e9\\ud83d\\ude00"
                                 << "a|é😀";
        QTest::newRow("last one wins") << "a=b\na=c"
                                       << "a|c";
        QTest::newRow("continued at the end") << "a=b\\"
                                              << "a|b";
    }
    void everySeparatorAndEscape() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(only(text.toStdString())), expected);
    }

    void brokenPropertiesNameTheLine() {
        for (const char* text : {"a=1\nb=\\u12", "a=1\nb=\\ud800x", "a=1\nb=\\uzzzz"}) {
            const auto parsed = parseJavaProperties(text);
            QVERIFY2(!parsed && parsed.error().message.find("line 2") == 0, text);
        }
        QVERIFY(!parseJavaProperties(std::string("a\0b", 3)));
        QVERIFY(!parseJavaProperties(std::string(1024 * 1024 + 1, 'x')));
        QCOMPARE(only("a=\xe9"), std::string("a|é")); // Latin-1
    }

    void scramWithPemTrust() {
        const auto imported = importJavaClient(
            "bootstrap.servers = a:9093, b:9093\n"
            "security.protocol=SASL_SSL\n"
            "sasl.mechanism=SCRAM-SHA-512\n"
            "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\\n"
            "  username=\"me\" \\\n"
            "  password=\"pa\\\\\"ss;word\";\n"
            "ssl.truststore.type=PEM\n"
            "ssl.truststore.location=/etc/ca.pem\n"
            "ssl.endpoint.identification.algorithm=\n"
            "request.timeout.ms=1000\n");
        QVERIFY2(imported.has_value(), imported ? "" : imported.error().message.c_str());
        QCOMPARE(imported->servers, (std::vector<std::string>{"a:9093", "b:9093"}));
        const std::map<std::string, std::string> expected{
            {"security.protocol", "SASL_SSL"},
            {"sasl.mechanisms", "SCRAM-SHA-512"},
            {"sasl.username", "me"},
            {"ssl.ca.location", "/etc/ca.pem"},
            {"ssl.endpoint.identification.algorithm", "none"}};
        QCOMPARE(imported->properties, expected);
        QCOMPARE(imported->secrets.at("sasl.password"), std::string("pa\"ss;word"));
        QCOMPARE(imported->ignored, std::vector<std::string>{"request.timeout.ms"});
    }

    void oauthBearerAndKerberos() {
        const auto oauth = importJavaClient(
            "bootstrap.servers=a:1\nsasl.mechanism=OAUTHBEARER\n"
            "sasl.oauthbearer.token.endpoint.url=https://id/token\n"
            "sasl.login.callback.handler.class=x\n"
            "sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule "
            "required clientId='c' clientSecret='s' scope='k';");
        QVERIFY(oauth.has_value());
        QCOMPARE(oauth->properties.at("sasl.oauthbearer.method"), std::string("oidc"));
        QCOMPARE(oauth->properties.at("sasl.oauthbearer.client.id"), std::string("c"));
        QCOMPARE(oauth->secrets.at("sasl.oauthbearer.client.secret"), std::string("s"));
        QVERIFY(oauth->ignored.empty());
        const auto kerberos = importJavaClient(
            "bootstrap.servers=a:1\nsasl.mechanism=GSSAPI\nsasl.kerberos.service.name=kafka\n"
            "sasl.jaas.config=com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true "
            "keyTab=\"/k\" principal=\"me@R\";");
        QVERIFY(kerberos.has_value());
        QCOMPARE(kerberos->properties.at("sasl.kerberos.keytab"), std::string("/k"));
        QCOMPARE(kerberos->properties.at("sasl.kerberos.principal"), std::string("me@R"));
    }

    void storesByTypeAndName() {
        const auto imported = importJavaClient(
            "bootstrap.servers=a:1\nssl.truststore.location=/t.jks\nssl.truststore.password=tp\n"
            "ssl.keystore.location=/k.p12\nssl.keystore.password=kp\nssl.key.password=kp\n");
        QVERIFY(imported.has_value());
        QCOMPARE(imported->stores.size(), std::size_t(1));
        QCOMPARE(imported->stores.front().type, std::string("JKS"));
        QCOMPARE(imported->stores.front().password, std::string("tp"));
        QCOMPARE(imported->properties.at("ssl.keystore.location"), std::string("/k.p12"));
        QCOMPARE(imported->secrets.at("ssl.keystore.password"), std::string("kp"));
    }

    void whatCannotBeImportedIsNamedWithoutItsSecrets() {
        QVERIFY(refusal("a=b").find("bootstrap.servers is missing") == 0);
        for (const char* jaas :
             {"x", "x.PlainLoginModule required", "x.PlainLoginModule required username=\"CANARY;",
              "x.PlainLoginModule required CANARY;",
              "x.PlainLoginModule required password=CANARY"}) {
            const auto said =
                refusal(std::string("bootstrap.servers=a:1\nsasl.jaas.config=") + jaas);
            QVERIFY2(said.find("sasl.jaas.config is not") == 0, said.c_str());
            QVERIFY(said.find("CANARY") == std::string::npos);
        }
        QVERIFY(refusal("bootstrap.servers=a:1\nsasl.jaas.config=com.x.AwsLoginModule required;")
                    .find("AwsLoginModule is not known") != std::string::npos);
        QVERIFY(refusal("bootstrap.servers=a:1\nssl.keystore.type=BCFKS\nssl.keystore.location=/x")
                    .find("BCFKS is not known") != std::string::npos);
    }
};

VIGIA_TEST_CLASS(JavaClientTest)
#include "java_client_test.moc"
