#include "backend/config/own_services.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <set>

using namespace vigia::backend::config;

namespace {

vigia::core::Result<Config> configOf(std::vector<std::string> assignments) {
    auto settings = Settings::resolve({std::move(assignments), {}, "", false});
    return settings ? makeConfig(*settings) : vigia::core::Result<Config>(settings.error());
}

} // namespace

class ConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void localIsTheDefault() {
        const auto config = configOf({});
        QVERIFY(config.has_value());
        QCOMPARE(config->profile, Profile::Local);
        QCOMPARE(config->mode, Mode::Development);
        QCOMPARE(config->stack.brokers, 3);
        QCOMPARE(config->stock.priceLimit.text(), std::string("100.00"));
        QCOMPARE(config->listenerOf("stock").port, std::uint16_t(8088));
        QCOMPARE(config->listenerOf("stock").address, std::string("127.0.0.1"));
        QCOMPARE(config->http.drainDelay.count(), std::int64_t(0));
    }

    void remoteNeedsServers() {
        const auto config = configOf({"profile=remote"});
        QVERIFY(!config.has_value());
        QVERIFY(config.error().message.find("kafka.servers") != std::string::npos);
    }

    void productionRefusesInsecurity_data() {
        QTest::addColumn<std::vector<std::string>>("more");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("no authentication")
            << std::vector<std::string>{} << QByteArray("stock.http.auth");
    }
    void productionRefusesInsecurity() {
        QFETCH(std::vector<std::string>, more);
        QFETCH(QByteArray, named);
        more.insert(more.end(), {"profile=remote", "kafka.servers=broker:9092"});
        const auto config = configOf(more);
        QVERIFY(!config.has_value());
        QVERIFY2(config.error().message.find(named.toStdString()) != std::string::npos,
                 config.error().message.c_str());
        more.emplace_back("allowInsecure=true");
        QVERIFY(configOf(more).has_value());
    }

    void tlsKeyAndCertificateGoTogether() {
        QVERIFY(!configOf({"http.tls.cert=/a.pem"}).has_value());
        QVERIFY(configOf({"http.tls.cert=/a.pem", "http.tls.key=/b.pem"}).has_value());
    }

    void ourServicesTrustTheirCertificateAndShowItWhereClientsMust() {
        const auto plain = configOf({"http.tls.cert=/a.pem", "http.tls.key=/b.pem"});
        const auto tls = ownServicesTls(plain->http);
        QCOMPARE(tls.ownCert + tls.certFile + tls.keyFile + tls.caFile, std::string("/a.pem"));
        const auto mutual =
            configOf({"http.tls.cert=/a.pem", "http.tls.key=/b.pem", "http.tls.clientCa=/c.pem"});
        const auto shown = ownServicesTls(mutual->http);
        QCOMPARE(shown.ownCert + shown.certFile + shown.keyFile + shown.caFile,
                 std::string("/a.pem/a.pem/b.pem"));
    }

    void databaseUrlIsBuiltFromItsPartsAndEscaped() {
        const auto config =
            configOf({"postgres.host=db", "postgres.user=me", "postgres.password=a:b@c/d"});
        QVERIFY(config.has_value());
        QCOMPARE(config->postgresUrl, std::string("postgresql://me:a%3Ab%40c%2Fd@db:5432/vigia"));
    }

    void watchedClustersOfProductionAreReadOnly() {
        const auto config = configOf({"clusters.p1.servers=a:9092,b:9092", "clusters.p1.tag=prod",
                                      "clusters.p1.properties.security.protocol=SSL"});
        QVERIFY(config.has_value());
        QCOMPARE(config->clusters.size(), std::size_t(1));
        QVERIFY(config->clusters[0].readOnly);
        QCOMPARE(config->clusters[0].servers.size(), std::size_t(2));
        QCOMPARE(config->clusters[0].properties.at("security.protocol"), std::string("SSL"));
    }

    void thePlatformsOwnClusterMayBeReadOnlyAndHasNoServersOfItsOwn() {
        const auto config = configOf({"clusters.local.readOnly=true"});
        QVERIFY(config.has_value());
        QVERIFY(config->clusters.at(0).readOnly);
        QVERIFY(!configOf({"clusters.local.tag=dev"})->clusters.at(0).readOnly);
        QVERIFY(configOf({"clusters.local.colour=#FF0000", "mode=production", "allowInsecure=true"})
                    ->clusters.at(0)
                    .readOnly);
        const auto servers = configOf({"clusters.local.servers=a:9092"});
        QVERIFY(!servers.has_value());
        QVERIFY(servers.error().message.find("kafka.servers") != std::string::npos);
    }

    void everyRoleHasAPortOfItsOwn() {
        std::set<std::uint16_t> ports{0};
        for (const auto& role : knownRoles())
            QVERIFY2(ports.insert(defaultPort(role)).second, role.c_str());
        QCOMPARE(knownRoles().back(), std::string("gateway")); // it answers for the others
    }

    void listenersOfRolesThatDontExistAreRefused() {
        const auto config = configOf({"roles.gatway.listen=127.0.0.1:8080"});
        QVERIFY(!config.has_value());
        QVERIFY2(config.error().message.find("did you mean gateway?") != std::string::npos,
                 config.error().message.c_str());
    }

    void portsOfTheStackAreFixedOnlyWhenSet() {
        QVERIFY(!configOf({})->stack.kafkaPortSet);
        const auto config = configOf({"stack.kafkaPort=19092", "stack.postgresPort=15432"});
        QVERIFY(config->stack.kafkaPortSet && config->stack.postgresPortSet);
        QCOMPARE(config->stack.kafkaPort, std::uint16_t(19092));
    }

    void clusterWithoutServersIsRefused() {
        QVERIFY(!configOf({"clusters.p1.tag=prod"}).has_value());
    }

    void portsAreThoseOfTheContract() {
        QCOMPARE(defaultPort("gateway"), std::uint16_t(8080));
        QCOMPARE(defaultPort("analytics"), std::uint16_t(8092));
        QCOMPARE(defaultPort("nobody"), std::uint16_t(0));
    }
};

VIGIA_TEST_CLASS(ConfigTest)
#include "config_test.moc"
