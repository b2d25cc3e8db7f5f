#include "backend/stack/commands.h"
#include "backend/stack/guard_client.h"
#include "tests/e2e/ledger.h"
#include "tests/e2e/load.h"
#include "tests/e2e/role_worker.h"
#include "tests/support/test_guard.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <filesystem>

using namespace vigia;
using namespace vigia::tests;
using namespace vigia::backend::stack;
namespace fs = std::filesystem;

namespace {

constexpr int kPatienceMs = 180'000;

} // namespace

/// The only broker dies under relay and consumer engine, or PostgreSQL under all of them: in the
/// end every command that was acknowledged has its event and its effect, once.
class BrokerKillTest : public QObject {
    Q_OBJECT

private:
    GuardOptions m_options;
    std::unique_ptr<GuardClient> m_client;

private Q_SLOTS:
    void initTestCase() {
        const fs::path build = std::getenv("VIGIA_BUILD_DIR");
        const auto user = serviceUser();
        QVERIFY(user.has_value());
        const bool closed = user->drop && !readableBy(build, *user);
        m_options.stack.dataFolder =
            closed ? "/var/tmp/vigia-test-one" : (build / "test-one").string();
        m_options.stack.brokers = 1;
        m_options.stack.kafkaPort = 0;
        m_options.stack.postgresPort = 0;
        m_options.stack.classArchive = false;
        [[maybe_unused]] const auto down = stackDown(m_options.stack, false);
        fs::remove_all(m_options.stack.dataFolder);
        auto client = GuardClient::connectOrStart(guardProgram(), m_options);
        QVERIFY2(client.has_value(), client ? "" : client.error().message.c_str());
        m_client = std::move(*client);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*m_client), kPatienceMs);
    }

    void cleanupTestCase() {
        m_client.reset();
        QCOMPARE(stackDown(m_options.stack, false).exitCode, 0);
        fs::remove_all(m_options.stack.dataFolder);
    }

    void aServerKilledUnderRelayAndEngineLosesAndDoublesNothing() {
        const auto addresses = m_client->addresses();
        QVERIFY(addresses.has_value());
        RoleWorker worker(addresses->postgres, addresses->kafka, QStringLiteral("e2e-"));
        Ledger ledger;
        QVERIFY2(worker.start(), worker.log().constData());
        unsigned round = 0;
        for (const auto* server : {"broker-1", "postgres", "broker-1", "postgres"}) {
            const Load load(worker.url(), ledger, ++round);
            const auto before = ledger.count();
            QTRY_VERIFY_WITH_TIMEOUT(ledger.count() > before + 100, kPatienceMs);
            QVERIFY(m_client->process(server, "kill").has_value());
            const auto killed = ledger.count();
            QTRY_VERIFY_WITH_TIMEOUT(ledger.count() > killed + 100, kPatienceMs);
            QTRY_VERIFY_WITH_TIMEOUT(isReady(*m_client), kPatienceMs);
        }
        QTRY_COMPARE_WITH_TIMEOUT(ledger.difference(addresses->postgres), std::string(),
                                  kPatienceMs);
        QCOMPARE(worker.terminate(), 0);
    }
};

VIGIA_TEST_CLASS(BrokerKillTest)
#include "broker_kill_test.moc"
