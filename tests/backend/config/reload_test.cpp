#include "backend/config/reload.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vigia::backend::config;

class ReloadTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    SettingSources file(const std::string& text) {
        const auto path = m_dir.filePath(QStringLiteral("vigia.yaml")).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return {{}, {}, path, true};
    }

private Q_SLOTS:
    void logLevelTakesEffectAtOnceAndPortsWait() {
        const auto before = Settings::resolve(file("observe: {log: {level: info}}\n"));
        const auto next =
            reload(file("observe: {log: {level: debug}}\nstack: {brokers: 1}\n"), *before);
        QVERIFY(next.has_value());
        QCOMPARE(next->now, std::vector<std::string>{"observe.log.level"});
        QCOMPARE(next->atRestart, std::vector<std::string>{"stack.brokers"});
        QCOMPARE(next->config.observe.logLevel, std::string("debug"));
        QCOMPARE(reloadSentence(*next),
                 std::string("configuration read again; in force now: observe.log.level; takes "
                             "effect at the next start: stack.brokers"));
    }

    void keysThatWentAreChangesToo() {
        const auto before = Settings::resolve(file("stock: {lowThreshold: 5}\n"));
        const auto next = reload(file(""), *before);
        QVERIFY(next.has_value());
        QCOMPARE(next->atRestart, std::vector<std::string>{"stock.lowThreshold"});
    }

    void certificatesChangeButTlsIsNotSwitchedOn() {
        const std::string tls = "http: {tls: {cert: /a.pem, key: /a.key}}\n";
        const auto without = Settings::resolve(file(""));
        QVERIFY(reload(file(tls), *without)->now.empty());
        const auto with = Settings::resolve(file(tls));
        const auto next = reload(file("http: {tls: {cert: /b.pem, key: /a.key}}\n"), *with);
        QCOMPARE(next->now, std::vector<std::string>{"http.tls.cert"});
    }

    void aFileThatIsWrongChangesNothing() {
        const auto before = Settings::resolve(file(""));
        const auto next = reload(file("stock: {lowTreshold: 5}\n"), *before);
        QVERIFY(!next.has_value());
        QVERIFY(next.error().message.find("did you mean stock.lowThreshold?") != std::string::npos);
    }

    void namesButNoValuesAreTold() {
        const auto before = Settings::resolve(file(""));
        const auto next = reload(file("postgres: {password: CANARY-7}\n"), *before);
        QVERIFY(next.has_value());
        QVERIFY(reloadSentence(*next).find("CANARY") == std::string::npos);
        QVERIFY(reloadSentence(*next).find("postgres.password") != std::string::npos);
    }

    void nothingNewIsSaid() {
        const auto before = Settings::resolve(file("stock: {lowThreshold: 5}\n"));
        QCOMPARE(reloadSentence(*reload(file("stock: {lowThreshold: 5}\n"), *before)),
                 std::string("configuration read again: nothing changed"));
    }
};

VIGIA_TEST_CLASS(ReloadTest)
#include "reload_test.moc"
