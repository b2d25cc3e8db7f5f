#include "backend/host/role_process.h"
#include "backend/host/system_clock.h"
#include "backend/http/client.h"
#include "backend/kafka/admin.h"
#include "backend/monitor/prometheus_text.h"
#include "core/base/json.h"
#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <fmt/format.h>

#include <map>
#include <set>

using namespace vigia;
using namespace vigia::tests;
using namespace vigia::backend;

namespace {

struct Expected {
    const char* name;
    std::set<std::string> labels; ///< beside `service`, of a histogram beside `le`
};

/// platform.md 6 and stock.md 10, as far as a process with these roles has something to count.
const std::vector<Expected> kMetrics{
    {"http_requests_total", {"method", "status", "endpoint"}},
    {"http_request_duration_seconds", {"method", "status", "endpoint"}},
    {"http_requests_in_flight", {}},
    {"http_connections", {}},
    {"kafka_messages_sent_total", {"topic", "partition"}},
    {"kafka_send_duration_seconds", {"topic"}},
    {"kafka_publish_duration_seconds", {"topic"}},
    {"kafka_producer_queue", {}},
    {"kafka_messages_consumed_total", {"topic", "partition", "consumer_group"}},
    {"message_processing_duration_seconds", {"topic", "consumer_group"}},
    {"message_end_to_end_seconds", {"topic", "consumer_group"}},
    {"messages_processed_outcomes_total", {"topic", "consumer_group", "outcome"}},
    {"kafka_consumer_rebalances_total", {"consumer_group"}},
    {"kafka_consumer_paused", {"consumer_group", "reason"}},
    {"outbox_pending", {"schema"}},
    {"outbox_oldest_seconds", {"schema"}},
    {"outbox_relayed_total", {"schema"}},
    {"db_pool_connections", {"pool", "state"}},
    {"db_pool_max", {"pool"}},
    {"db_pool_wait_seconds", {"pool"}},
    {"db_operation_seconds", {"operation"}},
    {"db_connection_errors_total", {}},
    {"postgres_up", {"server"}},
    {"postgres_size_bytes", {}},
    {"postgres_connections", {"state"}},
    {"log_lines_total", {"level"}},
    {"log_lines_dropped_total", {}},
    {"queue_depth", {"queue"}},
    {"queue_capacity", {"queue"}},
    {"queue_dropped_total", {"queue"}},
    {"process_cpu_seconds_total", {}},
    {"process_resident_memory_bytes", {}},
    {"process_memory_limit_bytes", {}},
    {"process_open_fds", {}},
    {"process_max_fds", {}},
    {"process_start_time_seconds", {}},
    {"process_threads", {}},
    {"build_info", {"version", "commit"}},
    {"stock_created_total", {"symbol"}},
    {"stock_updated_total", {"symbol", "operation"}},
    {"stock_reserved_total", {"symbol"}},
    {"stock_confirmed_total", {"symbol"}},
    {"stock_released_total", {"symbol"}},
    {"stock_deleted_total", {"symbol"}},
    {"stock_reserved_units_total", {"symbol"}},
    {"stock_validation_failures_total", {"reason"}},
    {"stock_conflicts_total", {"kind"}},
    {"stock_total_value", {}},
    {"stock_total_quantity", {}},
    {"stock_reserved_quantity", {}},
    {"stock_items", {}},
    {"stock_low_items", {}},
    {"stock_out_items", {}},
    {"stock_active_reservations", {}},
    {"stock_invariant_violations", {"rule"}},
    {"branch_stock_operations_total", {"operation", "outcome"}},
};

const std::string kStocks = "/api/v1/virtual-stock/stocks";

} // namespace

/// What another program sees of a process with the roles of the stock domain, by the contract's
/// letter.
class ContractKafkaTest : public QObject {
    Q_OBJECT

private:
    const host::SystemClock m_clock;
    const std::string m_prefix = uniqueName("contract") + "-";
    MigratedDatabase m_database;
    std::unique_ptr<host::RoleProcess> m_process;

    host::RoleProcessOptions options() {
        host::RoleProcessOptions options;
        options.config.profile = config::Profile::Remote;
        options.config.kafka.servers = {testStack().kafka};
        options.config.kafka.topicPrefix = m_prefix;
        options.config.postgresUrl = m_database.url();
        for (const char* role : {"gateway", "stock", "analytics"})
            options.config.listeners[role] = {"127.0.0.1", 0, true};
        options.config.stock.priceLimit = *core::Money::parse("100.00");
        options.roles = {"gateway", "stock", "analytics"};
        options.instance = "contract-1";
        options.version = "1.2.3";
        options.commit = "abc";
        options.buildTime = "2025-01-02T03:04:05.000Z";
        options.logToOutput = false;
        return options;
    }

    http::ClientResponse ask(const std::string& role, const std::string& method,
                             const std::string& path, const std::string& body = "") {
        http::Client client({.baseUrl = m_process->urls().at(role)});
        http::ClientRequest request;
        request.method = method;
        request.target = path;
        request.body = body;
        auto answer = client.send(request);
        if (!answer)
            qFatal("%s", answer.error().message.c_str());
        return std::move(*answer);
    }
    core::JsonValue json(const std::string& role, const std::string& path) {
        auto parsed = core::parseJson(ask(role, "GET", path).body);
        return parsed ? std::move(*parsed) : core::JsonValue();
    }

    /// A command of every kind, once.
    void actOnce() {
        const auto created = ask("gateway", "POST", kStocks,
                                 "{\"productId\":\"P\",\"quantity\":50,\"unitPrice\":150}");
        const std::string id = kStocks + "/" + *core::parseJson(created.body)->stringAt("stockId");
        const auto reserve = [&] {
            const auto answer = ask("gateway", "POST", id + "/reserve", "{\"quantity\":2}");
            return "{\"reservationId\":\"" +
                   core::parseJson(answer.body)->stringAt("reservationId").value_or("") + "\"}";
        };
        ask("gateway", "POST", id + "/confirm", reserve());
        ask("gateway", "POST", id + "/release", reserve());
        ask("gateway", "PUT", id + "/quantity", "{\"newQuantity\":9}");
        ask("gateway", "POST", id + "/reserve", "{\"quantity\":99}");
        ask("gateway", "PUT", id + "/quantity", "{");
        ask("gateway", "DELETE", id);
        ask("gateway", "POST",
            "/api/v1/stock/add?productId=P&distributionCenter=D&branch=B&quantity=1");
    }

    /// Labels by metric, of all listeners; histograms by their base name.
    std::map<std::string, std::set<std::string>> shown() {
        std::map<std::string, std::set<std::string>> all;
        for (const auto& [role, url] : m_process->urls()) {
            const auto samples = monitor::parsePrometheusText(ask(role, "GET", "/metrics").body);
            for (const auto& sample : samples.value_or({})) {
                std::string name = sample.name;
                for (const std::string_view end : {"_bucket", "_sum", "_count"}) {
                    if (name.ends_with(end) && name.find("seconds") != std::string::npos)
                        name.resize(name.size() - end.size());
                }
                auto& labels = all[name];
                for (const auto& [label, value] : sample.labels)
                    labels.insert(std::string(label));
            }
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase() {
        m_process = std::make_unique<host::RoleProcess>(options(), m_clock);
        const auto started = m_process->start();
        QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
        actOnce();
    }
    void cleanupTestCase() {
        m_process.reset();
        auto admin = kafka::Admin::create({.servers = testStack().kafka});
        for (const auto* topic :
             {"high-priority-updates", "virtual-stock-updates", "critical-stock-events",
              "stock-audit-logs", "stock-retry-topic", "stock-dead-letter-topic",
              "branch-stock-events", "logs-dead-letter-topic", "ecommerce-dead-letter-topic"})
            static_cast<void>((*admin)->deleteTopic(m_prefix + topic));
    }

    void everyBoundedQueueIsWatched() {
        const auto metrics = [this](const char* role) { return ask(role, "GET", "/metrics").body; };
        const auto shows = [](const std::string& text, const char* queue) {
            return text.find(std::string("queue=\"") + queue + "\"") != std::string::npos;
        };
        QVERIFY(shows(metrics("analytics"), "consumer-analytics-consumer-group"));
        QVERIFY(shows(metrics("gateway") + metrics("stock") + metrics("analytics"), "log"));
        for (const char* role : {"gateway", "stock", "analytics"})
            QVERIFY2(metrics(role).find("-worker\"") != std::string::npos, role);
    }

    void metricsHaveTheNamesAndLabelsOfTheContract_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < kMetrics.size(); ++i)
            QTest::newRow(kMetrics[i].name) << static_cast<int>(i);
    }
    void metricsHaveTheNamesAndLabelsOfTheContract() {
        QFETCH(int, index);
        const Expected& expected = kMetrics.at(static_cast<std::size_t>(index));
        QTRY_VERIFY2(shown().contains(expected.name), "it is not there");
        auto labels = shown().at(expected.name);
        QVERIFY2(labels.erase("service") == 1, "every series carries its service");
        labels.erase("le");
        QVERIFY2(labels == expected.labels, fmt::format("{}", fmt::join(labels, ", ")).c_str());
    }

    void theRowOfInstancesHasEveryListener() {
        QTRY_COMPARE(m_database.run("SELECT count(*) FROM ops.instances"), std::string("1"));
        const auto ask = [&](const std::string& column) {
            return m_database.run("SELECT " + column + " FROM ops.instances");
        };
        QCOMPARE(ask("instance"), std::string("contract-1"));
        QCOMPARE(ask("roles::text"), std::string("{gateway,stock,analytics}"));
        QCOMPARE(ask("version"), std::string("1.2.3"));
        for (const auto& [role, url] : m_process->urls())
            QCOMPARE(ask("urls->>'" + role + "'"), url);
    }

    void aBusyPortOfTheGatewayStopsTheStartAndNamesTheKey() {
        auto second = options();
        const auto url = m_process->urls().at("gateway");
        const auto port = std::stoi(url.substr(url.rfind(':') + 1));
        second.config.listeners["gateway"] = {"127.0.0.1", static_cast<std::uint16_t>(port), true};
        second.roles = {"gateway"};
        second.instance = "contract-2";
        host::RoleProcess process(second, m_clock);
        const auto started = process.start();
        QVERIFY(!started.has_value());
        QVERIFY2(started.error().message.starts_with("roles.gateway.listen: "),
                 started.error().message.c_str());
    }

    void anotherRoleTakesAFreePortWhenItsOwnIsBusy() {
        auto second = options();
        const auto url = m_process->urls().at("stock");
        const auto port = std::stoi(url.substr(url.rfind(':') + 1));
        second.config.listeners["stock"] = {"127.0.0.1", static_cast<std::uint16_t>(port), false};
        second.roles = {"stock"};
        second.instance = "contract-3";
        host::RoleProcess process(second, m_clock);
        QVERIFY(process.start().has_value());
        QVERIFY(process.urls().at("stock") != url);
        QCOMPARE(process.stop(), std::size_t(0));
    }

    void theIndexOfTheGatewayLinksToTheApis() {
        const auto page = ask("gateway", "GET", "/");
        QCOMPARE(page.status, 200);
        for (const char* link : {"/api/v1/virtual-stock/stocks", "/api/v1/stock", "/v3/api-docs",
                                 "/swagger-ui/index.html", "/actuator/health", "/metrics"})
            QVERIFY2(page.body.find(std::string("href=\"") + link + "\"") != std::string::npos,
                     link);
        QCOMPARE(ask("gateway", "GET", "/nowhere").status, 404);
    }

    void healthNamesTheComponentsOfItsRole() {
        const auto component = [&](const char* role, const char* name) {
            const auto health = json(role, "/actuator/health");
            const auto* found = health.find("components")->find(name);
            return found == nullptr ? std::string("absent")
                                    : found->stringAt("status").value_or("");
        };
        QTRY_COMPARE(component("stock", "outbox"), std::string("UP"));
        QTRY_COMPARE(component("analytics", "consumers"), std::string("UP"));
        for (const char* role : {"gateway", "stock", "analytics"}) {
            for (const char* part : {"database", "kafka", "diskSpace"})
                QTRY_COMPARE(component(role, part), std::string("UP"));
            QCOMPARE(ask(role, "GET", "/actuator/health/readiness").status, 200);
            QCOMPARE(ask(role, "GET", "/actuator/health/liveness").body,
                     std::string("{\"status\":\"UP\"}"));
            QCOMPARE(ask(role, "GET", "/health").body, std::string("{\"status\":\"UP\"}"));
            QCOMPARE(ask(role, "GET", "/ping").body, std::string("pong"));
        }
        const auto groups = json("analytics", "/actuator/health");
        QVERIFY(groups.find("components")
                    ->find("consumers")
                    ->find("groups")
                    ->find("analytics-consumer-group")
                    ->find("lag") != nullptr);
    }

    void infoTellsWhatRunsHere() {
        const auto info = json("stock", "/actuator/info");
        QCOMPARE(info.stringAt("name"), std::optional<std::string>("vigia"));
        QCOMPARE(info.stringAt("version"), std::optional<std::string>("1.2.3"));
        QCOMPARE(info.stringAt("commit"), std::optional<std::string>("abc"));
        QCOMPARE(info.stringAt("buildTime"),
                 std::optional<std::string>("2025-01-02T03:04:05.000Z"));
        QCOMPARE(info.stringAt("instance"), std::optional<std::string>("contract-1"));
        QCOMPARE(info.stringAt("profile"), std::optional<std::string>("remote"));
        QCOMPARE(info.stringAt("mode"), std::optional<std::string>("development"));
        QVERIFY(info.integerAt("uptimeSeconds").has_value());
        QCOMPARE(info.find("roles")->asArray()->size(), std::size_t(3));
    }

    void aRowOfMigrationsIsThereForEachFileWithItsChecksum() {
        QCOMPARE(m_database.run("SELECT count(*) FROM ops.schema_migrations WHERE "
                                "octet_length(checksum) = 32"),
                 m_database.run("SELECT count(*) FROM ops.schema_migrations"));
        QCOMPARE(m_database.run("SELECT string_agg(DISTINCT schema_name, ',' ORDER BY schema_name) "
                                "FROM ops.schema_migrations"),
                 std::string("acl,ops,stock"));
    }
};

VIGIA_TEST_CLASS(ContractKafkaTest)
#include "contract_kafkatest.moc"
