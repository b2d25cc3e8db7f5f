#include "backend/http/client.h"
#include "core/base/json.h"
#include "tests/e2e/role_worker.h"
#include "tests/support/secure_broker.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace vigia;
using tests::SecureBroker;

/// The services on a Kafka that is not ours: TLS, SCRAM and an authorizer, secrets from the
/// environment.
class RemoteTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<SecureBroker> m_broker;
    QTemporaryDir m_folder;

    /// `kafka.properties` of the configuration file; the password comes from KAFKA_SECRET.
    QString configuration(const std::string& user) const {
        const QString path = m_folder.filePath(QStringLiteral("vigia.yaml"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("kafka:\n  properties:\n    security.protocol: SASL_SSL\n"
                   "    sasl.mechanisms: SCRAM-SHA-256\n    sasl.username: " +
                   QByteArray::fromStdString(user) +
                   "\n    sasl.password: ${KAFKA_SECRET}\n    ssl.ca.location: " +
                   QByteArray::fromStdString(m_broker->authorityFile()) + "\n");
        return path;
    }

    std::unique_ptr<tests::RoleWorker> worker(const tests::TestDatabase& database,
                                              const std::string& user) const {
        auto made = std::make_unique<tests::RoleWorker>(
            database.url(), m_broker->address(SecureBroker::Listener::Good),
            QStringLiteral("remote-"));
        made->addArguments({QStringLiteral("--config"), configuration(user)});
        return made;
    }
    static QStringList secret(const char* value) {
        return {QStringLiteral("KAFKA_SECRET=") + QLatin1String(value)};
    }

private Q_SLOTS:
    void initTestCase() {
        m_broker = std::make_unique<SecureBroker>();
        QVERIFY(m_broker->start());
    }

    void aStockGoesThroughEncryptedKafkaIntoItsHistory() {
        const tests::TestDatabase database;
        const auto running = worker(database, "alice");
        QVERIFY2(running->start(secret(SecureBroker::kAlice)), running->log().constData());
        backend::http::Client client({.baseUrl = running->url()});
        const std::string stocks = "/api/v1/virtual-stock/stocks";
        const auto created = client.send(
            {"POST", stocks, {}, "{\"productId\":\"p\",\"quantity\":3,\"unitPrice\":2.5}"});
        QVERIFY(created && created->status == 201);
        const auto id = core::parseJson(created->body)->stringAt("stockId").value_or("");
        const auto events = [&] {
            const auto answer = client.send({"GET", stocks + "/" + id + "/events", {}, {}});
            return answer ? answer->body : std::string();
        };
        QTRY_VERIFY(events().find("\"operation\"") != std::string::npos);
        QCOMPARE(running->terminate(), 0);
        QVERIFY(!running->log().contains(SecureBroker::kAlice));
    }

    void aWrongPasswordIsSaidAndNeverShown() {
        const tests::TestDatabase database;
        const auto running = worker(database, "alice");
        QVERIFY(!running->start(secret("CANARY-password")));
        QVERIFY2(running->log().contains("SASL authentication error"), running->log().constData());
        QVERIFY(!running->log().contains("CANARY"));
    }

    void cleanupTestCase() { m_broker.reset(); }
};

VIGIA_TEST_CLASS(RemoteTest)
#include "remote_test.moc"
