#include "backend/host/role_process.h"
#include "backend/host/system_clock.h"
#include "backend/http/client.h"
#include "backend/kafka/admin.h"
#include "tests/architecture/source_tree.h"
#include "tests/support/test_main.h"
#include "tests/support/test_stack.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using namespace vigia::backend;
using namespace vigia::tests;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

/// The role `monitor` on the real cluster, with topics and a database of this test.
class MonitorRoleTest : public QObject {
    Q_OBJECT

private:
    const host::SystemClock m_clock;
    const std::string m_prefix = uniqueName("mon") + "-";
    TestDatabase m_database;
    QTemporaryDir m_dir;

    host::RoleProcessOptions options(const std::string& instance) {
        host::RoleProcessOptions options;
        options.config.profile = config::Profile::Remote;
        options.config.kafka.servers = {testStack().kafka};
        options.config.kafka.topicPrefix = m_prefix;
        options.config.postgresUrl = m_database.url();
        options.config.listeners["monitor"] = {"127.0.0.1", 0, true};
        options.config.observe.logFile = logFile(instance);
        options.roles = {"monitor"};
        options.instance = instance;
        options.logToOutput = false;
        return options;
    }
    std::string logFile(const std::string& instance) {
        return m_dir.filePath(QString::fromStdString(instance)).toStdString();
    }
    static std::string page(const host::RoleProcess& process, const char* path) {
        http::Client client({.baseUrl = process.urls().at("monitor")});
        const auto answer = client.get(path);
        return answer ? answer->body : "";
    }
    bool shows(const host::RoleProcess& process) {
        return has(page(process, "/metrics"),
                   "kafka_topic_partition_count{service=\"monitor\",topic=\"" + m_prefix +
                       "virtual-stock-updates\"} 6");
    }

private Q_SLOTS:
    void cleanupTestCase() {
        auto admin = kafka::Admin::create({.servers = testStack().kafka});
        for (const auto* topic :
             {"high-priority-updates", "virtual-stock-updates", "critical-stock-events",
              "stock-audit-logs", "stock-retry-topic", "stock-dead-letter-topic",
              "branch-stock-events", "logs-dead-letter-topic", "ecommerce-dead-letter-topic"})
            static_cast<void>((*admin)->deleteTopic(m_prefix + topic));
    }

    void oneOfTwoSamplesAndTheOtherTakesOver() {
        auto first = std::make_unique<host::RoleProcess>(options("monitor-1"), m_clock);
        const auto started = first->start();
        QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(shows(*first), 60000);
        QVERIFY(has(page(*first, "/metrics"), "kafka_broker_up{service="));
        QVERIFY(has(page(*first, "/metrics"), "log_lines_total{"));
        QVERIFY(has(page(*first, "/actuator/health"), R"("monitor":{"active":true})"));
        host::RoleProcess second(options("monitor-2"), m_clock);
        QVERIFY(second.start().has_value());
        QTRY_VERIFY_WITH_TIMEOUT(
            has(page(second, "/actuator/health"), R"("monitor":{"active":false})"), 20000);
        QVERIFY(!shows(second));
        QVERIFY(shows(*first));
        QCOMPARE(first->stop(), std::size_t(0));
        first.reset();
        QTRY_VERIFY_WITH_TIMEOUT(shows(second), 60000);
    }

    void readingTheConfigurationAgainIsTold() {
        const auto before = config::Settings::resolve({{}, {}, "", false});
        {
            host::RoleProcess process(options("monitor-3"), m_clock);
            QVERIFY(process.start().has_value());
            process.reload(config::reload(
                {{"observe.log.level=warn", "stock.lowThreshold=3"}, {}, "", false}, *before));
            process.reload(config::reload({{"observe.log.level=debug"}, {}, "", false}, *before));
            process.reload(config::reload({{"observe.log.level=loud"}, {}, "", false}, *before));
            process.stop();
        }
        const auto log = readText(logFile("monitor-3"));
        QVERIFY2(has(log, "in force now: observe.log.level"), log.c_str());
        QVERIFY2(has(log, "stays as it was: --set: observe.log.level = 'loud'"), log.c_str());
        QVERIFY2(!has(log, "next start: stock.lowThreshold"), log.c_str()); // level was warn
    }
};

VIGIA_TEST_CLASS(MonitorRoleTest)
#include "monitor_role_kafkatest.moc"
