#include "backend/config/schema.h"
#include "backend/config/settings.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <set>

using namespace vigia::backend::config;
using vigia::core::Result;

namespace {

class ConfigFile {
public:
    explicit ConfigFile(const std::string& text) {
        m_path = m_dir.filePath(QStringLiteral("vigia.yaml")).toStdString();
        std::ofstream(m_path, std::ios::binary) << text;
    }
    [[nodiscard]] SettingSources sources() const { return {{}, {}, m_path, true}; }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    QTemporaryDir m_dir;
    std::string m_path;
};

std::string messageOf(const Result<Settings>& result) {
    return result ? "accepted" : result.error().message;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void strongerSourcesWin() {
        const ConfigFile file("stock:\n  lowThreshold: 5\n  reservation: {ttlSeconds: 60}\n");
        auto sources = file.sources();
        sources.environment = {{"VIGIA_STOCK_LOW_THRESHOLD", "6"},
                               {"VIGIA_STOCK_RESERVATION_TTL_SECONDS", "61"}};
        sources.assignments = {"stock.lowThreshold=7"};
        const auto settings = Settings::resolve(sources);
        QVERIFY2(settings.has_value(), messageOf(settings).c_str());
        QCOMPARE(settings->integer("stock.lowThreshold"), std::int64_t(7));
        QCOMPARE(settings->integer("stock.reservation.ttlSeconds"), std::int64_t(61));
        QCOMPARE(settings->integer("stock.reservation.maxPerRequest"), std::int64_t(0));
    }

    void unknownKeyNamesPlaceAndNearest() {
        const ConfigFile file("stock:\n  lowTreshold: 5\n");
        const auto message = messageOf(Settings::resolve(file.sources()));
        QVERIFY2(has(message, ":2: unknown key 'stock.lowTreshold'"), message.c_str());
        QVERIFY2(has(message, "did you mean stock.lowThreshold?"), message.c_str());
    }

    void unknownVariableNamesNearest() {
        const auto message =
            messageOf(Settings::resolve({{}, {{"VIGIA_STOCK_LOW_TRESHOLD", "1"}}, "", false}));
        QVERIFY2(has(message, "did you mean VIGIA_STOCK_LOW_THRESHOLD?"), message.c_str());
    }

    void propertiesOfTheKafkaClientComeFromTheEnvironment() {
        const ConfigFile secret("s3cret\n");
        const auto settings =
            Settings::resolve({{},
                               {{"VIGIA_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL"},
                                {"VIGIA_KAFKA_PROPERTIES_SASL_PASSWORD_FILE", secret.path()}},
                               "",
                               false});
        QVERIFY2(settings.has_value(), messageOf(settings).c_str());
        QCOMPARE(settings->value("kafka.properties.security.protocol"), std::string("SASL_SSL"));
        QCOMPARE(settings->value("kafka.properties.sasl.password"), std::string("s3cret"));
        QVERIFY(!has(printSettings(*settings), "s3cret"));
        QVERIFY(!Settings::resolve({{}, {{"VIGIA_KAFKA_PROPERTIES_", "x"}}, "", false}));
    }

    void goodServers() {
        for (const auto* servers :
             {"k1:9092", "k1:9092, k2:9093", "[::1]:9092", "[::1]", "k1", "SASL_SSL://k1:9092", ""})
            QVERIFY2(Settings::resolve({{std::string("kafka.servers=") + servers}, {}, "", false}),
                     servers);
    }

    void badValues_data() {
        QTest::addColumn<QByteArray>("assignment");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("text") << QByteArray("stock.lowThreshold=many")
                              << QByteArray("is not a whole number");
        QTest::newRow("range") << QByteArray("stack.kafkaPort=70000")
                               << QByteArray("between 1024 and 65000");
        QTest::newRow("huge") << QByteArray("stack.kafkaPort=99999999999999999999")
                              << QByteArray("is not a whole number");
        QTest::newRow("choice") << QByteArray("profile=lcoal") << QByteArray("did you mean local?");
        QTest::newRow("flag") << QByteArray("http.actuatorPublic=yes")
                              << QByteArray("neither true nor false");
        QTest::newRow("listen") << QByteArray("roles.stock.listen=8088")
                                << QByteArray("address:port");
        QTest::newRow("servers") << QByteArray("kafka.servers=a b c") << QByteArray("host:port");
        QTest::newRow("no host") << QByteArray("kafka.servers=k1:9092,:9092")
                                 << QByteArray("host:port");
        QTest::newRow("server's port") << QByteArray("clusters.x.servers=k1:9092,k2:99999")
                                       << QByteArray("port that must be between 1 and 65535: k2");
        QTest::newRow("another database")
            << QByteArray("postgres.primary=mysql://u:p@h/d") << QByteArray("postgresql://");
        QTest::newRow("colour") << QByteArray("clusters.x.colour=foo") << QByteArray("#RRGGBB");
        QTest::newRow("part of a later version") << QByteArray("postgres.replicas=postgresql://h/d")
                                                 << QByteArray("this version does not have yet");
        QTest::newRow("registry of a later version")
            << QByteArray("clusters.x.registry.url=http://r") << QByteArray("leave it out");
        QTest::newRow("no value") << QByteArray("profile") << QByteArray("key=value");
        QTest::newRow("control") << QByteArray("stack.name=a\x1B[2J")
                                 << QByteArray("control characters");
        QTest::newRow("broken text") << QByteArray("stack.name=\xFF") << QByteArray("broken UTF-8");
    }
    void badValues() {
        QFETCH(QByteArray, assignment);
        QFETCH(QByteArray, expected);
        const auto message =
            messageOf(Settings::resolve({{assignment.toStdString()}, {}, "", false}));
        QVERIFY2(has(message, expected.toStdString()), message.c_str());
        QVERIFY(!has(message, "\x1B"));
    }

    void hostileFiles_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("syntax") << QByteArray("a: [1,\n") << QByteArray(":");
        QTest::newRow("duplicate") << QByteArray("mode: production\nmode: development\n")
                                   << QByteArray(":2:1: the key 'mode' stands here twice");
        QTest::newRow("list root") << QByteArray("- a\n") << QByteArray("keys and values");
        QTest::newRow("not UTF-8") << QByteArray("mode: \xFF\n") << QByteArray("not UTF-8");
        QTest::newRow("NUL") << QByteArray("mode: a\0b\n", 10) << QByteArray("not UTF-8");
        QTest::newRow("truncated text") << QByteArray("mode: \"devel") << QByteArray(":1:");
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFEm\0o\0d\0e\0", 10)
                                << QByteArray("not UTF-8");
        QTest::newRow("tab") << QByteArray("stock:\n\tlowThreshold: 5\n") << QByteArray(":2:");
        QTest::newRow("key that is a map") << QByteArray("{a: b}: c\n") << QByteArray("plain text");
        QTest::newRow("empty key") << QByteArray("\"\": 1\n") << QByteArray("unknown key");
        QTest::newRow("right-to-left key") << QByteArray("\"\xE2\x80\xAE"
                                                         "edom\": x\n")
                                           << QByteArray("unknown key");
        QTest::newRow("number out of range")
            << QByteArray("stock: {lowThreshold: 99999999999999999999}\n")
            << QByteArray("not a whole number");
        QTest::newRow("list in a list")
            << QByteArray("kafka: {servers: [[a]]}\n") << QByteArray("plain values");
        QTest::newRow("list where one value is due")
            << QByteArray("stock: {lowThreshold: [1, 2]}\n") << QByteArray("not a whole number");
        QTest::newRow("map where a value is due")
            << QByteArray("mode: {a: b}\n") << QByteArray("unknown key");
        QTest::newRow("unset variable")
            << QByteArray("mode: ${NO_SUCH_NAME}\n") << QByteArray("NO_SUCH_NAME is not set");
        QTest::newRow("value over 8 KB") << "data: {dir: " + QByteArray(9000, 'x') + "}\n"
                                         << QByteArray("longer than 8,192 bytes");
        QTest::newRow("too large")
            << QByteArray(1100000, '#') << QByteArray("larger than 1048576 bytes");
        QTest::newRow("deep") << QByteArray("a: ") + QByteArray("{a: ").repeated(60) + "1" +
                                     QByteArray("}").repeated(60)
                              << QByteArray("deeper than 32");
        QByteArray laughs = "a0: &a0 {x: {}, y: {}}\n";
        for (int i = 1; i < 25; ++i)
            laughs += QStringLiteral("a%1: &a%1 {x: *a%2, y: *a%2}\n").arg(i).arg(i - 1).toUtf8();
        QTest::newRow("billion laughs") << laughs << QByteArray("more than 10,000 keys");
    }
    void hostileFiles() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const ConfigFile file(text.toStdString());
        const auto message = messageOf(Settings::resolve(file.sources()));
        QVERIFY2(message != "accepted" && has(message, expected.toStdString()), message.c_str());
        QVERIFY2(has(message, file.path()), message.c_str());
        QVERIFY2(!has(message, "\xE2\x80\xAE"), message.c_str());
    }

    void byteOrderMarkAndWindowsLineEndsAreTaken() {
        const ConfigFile file("\xEF\xBB\xBFstock:\r\n  lowThreshold: 5\r\n");
        const auto settings = Settings::resolve(file.sources());
        QVERIFY2(settings.has_value(), messageOf(settings).c_str());
        QCOMPARE(settings->integer("stock.lowThreshold"), std::int64_t(5));
    }

    void aFolderIsNoConfigurationFile() {
        const auto message = messageOf(Settings::resolve({{}, {}, "/tmp", true}));
        QVERIFY2(has(message, "/tmp is a folder"), message.c_str());
    }

    void aSecretFileThatIsTooLargeIsNamed() {
        const ConfigFile secret(std::string(20000, 'x'));
        const auto message = messageOf(
            Settings::resolve({{}, {{"VIGIA_POSTGRES_PASSWORD_FILE", secret.path()}}, "", false}));
        QVERIFY2(has(message, "VIGIA_POSTGRES_PASSWORD_FILE") && has(message, "larger than 8192"),
                 message.c_str());
    }

    void hostileSecretFiles_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("control characters");
        QTest::newRow("not UTF-8") << QByteArray("a\xFF") << QByteArray("broken UTF-8");
        QTest::newRow("two lines") << QByteArray("a\nb\n") << QByteArray("control characters");
    }
    void hostileSecretFiles() {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, expected);
        const ConfigFile secret(content.toStdString());
        const auto message = messageOf(
            Settings::resolve({{}, {{"VIGIA_POSTGRES_PASSWORD_FILE", secret.path()}}, "", false}));
        QVERIFY2(has(message, "VIGIA_POSTGRES_PASSWORD_FILE") &&
                     has(message, expected.toStdString()),
                 message.c_str());
        QVERIFY2(has(message, "'****'"), message.c_str());
    }

    void secretFilesThatCannotBeReadAreNamed() {
        for (const char* path : {"/nonexistent/secret", "/tmp", ""}) {
            const auto message = messageOf(
                Settings::resolve({{}, {{"VIGIA_POSTGRES_PASSWORD_FILE", path}}, "", false}));
            QVERIFY2(has(message, "VIGIA_POSTGRES_PASSWORD_FILE: the file"), message.c_str());
        }
    }

    void missingFileIsAnErrorOnlyWhenAskedFor() {
        QVERIFY(Settings::resolve({{}, {}, "/nonexistent/vigia.yaml", false}).has_value());
        QVERIFY(!Settings::resolve({{}, {}, "/nonexistent/vigia.yaml", true}).has_value());
    }

    void secretsAreReadFromFilesAndNeverPrinted() {
        const ConfigFile secret("CANARY-42\n");
        const auto settings =
            Settings::resolve({{}, {{"VIGIA_POSTGRES_PASSWORD_FILE", secret.path()}}, "", false});
        QVERIFY2(settings.has_value(), messageOf(settings).c_str());
        QCOMPARE(settings->value("postgres.password"), std::string("CANARY-42"));
        QVERIFY(!has(printSettings(*settings), "CANARY"));
        QVERIFY(!has(printSettingsJson(*settings), "CANARY"));
        QVERIFY(has(printSettings(*settings), "****"));
    }

    void aWatchedClustersSecretMustNotStandInTheFile() {
        const ConfigFile plain("clusters:\n  p1:\n    servers: a:9092\n    properties:\n      "
                               "sasl.password: CANARY\n");
        const auto message = messageOf(Settings::resolve(plain.sources()));
        QVERIFY2(has(message, "must not stand in the file") && !has(message, "CANARY"),
                 message.c_str());
        const ConfigFile expanded("clusters:\n  p1:\n    servers: a:9092\n    properties:\n      "
                                  "sasl.password: ${P1_PASSWORD}\n");
        auto sources = expanded.sources();
        sources.environment = {{"P1_PASSWORD", "x"}};
        const auto settings = Settings::resolve(sources);
        QVERIFY2(settings.has_value(), messageOf(settings).c_str());
        QCOMPARE(settings->value("clusters.p1.properties.sasl.password"), std::string("x"));
    }

    void everyKeyHasAnEnvironmentNameOfItsOwn() {
        std::set<std::string> names;
        for (const auto& key : allKeys())
            QVERIFY2(names.insert(environmentName(key.path)).second, std::string(key.path).c_str());
        QCOMPARE(environmentName("stock.lowThreshold"), std::string("VIGIA_STOCK_LOW_THRESHOLD"));
    }

    void listsKeepTheirItems() {
        const auto settings = Settings::resolve(
            {{"kafka.servers=broker-one.example.org:9092, broker-two.example.org:9093"},
             {},
             "",
             false});
        QVERIFY2(settings.has_value(), messageOf(settings).c_str());
        QCOMPARE(settings->list("kafka.servers"),
                 (std::vector<std::string>{"broker-one.example.org:9092",
                                           "broker-two.example.org:9093"}));
    }

    void everyDefaultFitsItsKey() {
        for (const auto& key : allKeys())
            QCOMPARE(problemWith(key, key.defaultValue), std::string());
    }
};

VIGIA_TEST_CLASS(SettingsTest)
#include "settings_test.moc"
