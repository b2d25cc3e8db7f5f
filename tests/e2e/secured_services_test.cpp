#include "core/base/json.h"
#include "tests/e2e/platform_topics.h"
#include "tests/e2e/program.h"
#include "tests/e2e/role_worker.h"
#include "tests/support/test_authority.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace vigia;
using namespace vigia::tests;

namespace {

const core::JsonValue* serviceIn(const core::JsonValue& status, const std::string& instance) {
    const auto* services = status.find("services");
    if (services == nullptr || services->asArray() == nullptr)
        return nullptr;
    for (const auto& service : *services->asArray()) {
        if (service.stringAt("instance") == instance)
            return &service;
    }
    return nullptr;
}

} // namespace

/// The services as processes of their own that speak TLS and demand their clients' certificates:
/// what the platform's parts ask each other is asked so, too. The one certificate names no address.
class SecuredServicesTest : public QObject {
    Q_OBJECT

private:
    const QString m_prefix = QString::fromStdString(uniqueName("tls")) + QLatin1Char('-');
    const TestDatabase m_database;
    QTemporaryDir m_folder;
    std::unique_ptr<RoleWorker> m_stock, m_gateway;

    void write(const QString& name, const std::string& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
    }

    /// Everything that services and commands need; `tls` without or with certificates.
    QString configuration(const QString& name, const QByteArray& tls) const {
        write(name, ("profile: remote\nmode: development\nkafka:\n  servers: " + testStack().kafka +
                     "\n  topics:\n    prefix: " + m_prefix.toStdString() +
                     "\npostgres:\n  primary: " + m_database.url() + "\n") +
                        tls.toStdString());
        return m_folder.filePath(name);
    }

    std::unique_ptr<RoleWorker> worker(const QString& role) const {
        auto made = std::make_unique<RoleWorker>(m_database, m_prefix);
        made->serve({role}, role + QStringLiteral("-1"));
        made->addArguments({QStringLiteral("--config"), secured()});
        return made;
    }
    QString secured() const { return m_folder.filePath(QStringLiteral("secured.yaml")); }
    static ProgramRun run(const QString& configuration, const QStringList& command) {
        return runProgram(QStringList{QStringLiteral("--config"), configuration} + command);
    }

private Q_SLOTS:
    void initTestCase() {
        const TestAuthority authority("Test Root");
        const auto own = authority.issue("services", "DNS:services.example", 10);
        write(QStringLiteral("cert.pem"), own.certificate);
        write(QStringLiteral("key.pem"), own.key);
        write(QStringLiteral("ca.pem"), authority.certificate());
        const auto at = m_folder.path().toUtf8();
        configuration(QStringLiteral("secured.yaml"),
                      "http:\n  tls:\n    cert: " + at + "/cert.pem\n    key: " + at +
                          "/key.pem\n    clientCa: " + at + "/ca.pem\n");
        m_stock = worker(QStringLiteral("stock"));
        m_gateway = worker(QStringLiteral("gateway"));
        QVERIFY2(m_stock->start(), m_stock->log().constData());
        QVERIFY2(m_gateway->start(), m_gateway->log().constData());
        QVERIFY(m_gateway->url().starts_with("https://"));
    }

    void commandsReachTheStockThroughTheGateway() {
        const QStringList create{QStringLiteral("stock"),      QStringLiteral("create"),
                                 QStringLiteral("--product"),  QStringLiteral("TLS"),
                                 QStringLiteral("--quantity"), QStringLiteral("3"),
                                 QStringLiteral("--price"),    QStringLiteral("2.50")};
        ProgramRun created;
        const auto isCreated = [&] { // the gateway may not have found the stock yet
            if (created.exitCode != 0)
                created = run(secured(), create);
            return created.exitCode == 0;
        };
        QTRY_VERIFY2(isCreated(), created.err.constData());
        const auto list = run(secured(), {QStringLiteral("stock"), QStringLiteral("list")});
        QCOMPARE(list.exitCode, 0);
        QVERIFY2(list.out.contains("TLS"), (list.out + list.err).constData());
    }

    void theServicesMetricsAndHealthAreSeen() {
        core::JsonValue status;
        const auto seen = [&](const char* instance) {
            const auto* service = serviceIn(status, instance);
            if (service == nullptr || service->stringAt("health") != "ok")
                return false;
            const auto* memory = service->find("memoryBytes"); // of its metrics
            return memory != nullptr && memory->asNumber() != nullptr;
        };
        const auto look = [&] {
            const auto told = run(secured(), {QStringLiteral("status"), QStringLiteral("--json")});
            status = core::parseJson(told.out.toStdString()).value_or(core::JsonValue());
            return seen("stock-1") && seen("gateway-1");
        };
        QTRY_VERIFY2(look(), status.text().c_str());
    }

    void whoShowsNoCertificateIsToldWhatToDo() {
        const auto open = configuration(QStringLiteral("open.yaml"), "");
        const auto list = run(open, {QStringLiteral("stock"), QStringLiteral("list")});
        QCOMPARE(list.exitCode, 3);
        QVERIFY2(list.err.contains("set http.tls.cert to the certificate that the platform's "
                                   "services show"),
                 list.err.constData());
    }

    void cleanupTestCase() {
        for (const auto& running : {m_gateway.get(), m_stock.get()}) {
            if (running != nullptr)
                QCOMPARE(running->terminate(), 0);
        }
        QVERIFY(deletePlatformTopics(m_prefix.toStdString()));
    }
};

VIGIA_TEST_CLASS(SecuredServicesTest)
#include "secured_services_test.moc"
