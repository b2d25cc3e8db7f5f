#include "backend/kafka/admin_calls.h"
#include "tests/support/test_main.h"

#include <QTest>
#include <librdkafka/rdkafka_mock.h>

using namespace vigia::core;
using namespace vigia::backend::kafka;
using namespace std::chrono_literals;

namespace {

constexpr int kCoordinator = 1;

/// An admin client on the three brokers that librdkafka plays itself, and the commits of one group.
struct PlayedCluster {
    PlayedCluster() {
        auto made = makeAdminClient(
            {.servers = "127.0.0.1:1", .properties = {{"test.mock.num.brokers", "3"}}}, context);
        if (!made)
            qFatal("%s", made.error().message.c_str());
        client = std::move(*made);
        cluster = rd_kafka_handle_mock_cluster(client.get());
        rd_kafka_mock_coordinator_set(cluster, "group", "orders", kCoordinator);
    }

    Result<void> askCommits(std::chrono::milliseconds limit) {
        Result<void> outcome = failure(ErrorCode::Cancelled, "no answer");
        std::vector<AdminRequest> requests;
        requests.push_back(commitsRequest(client.get(), "orders", [&](auto commits) {
            outcome = commits ? Result<void>() : Result<void>(commits.error());
        }));
        runRequests(client.get(), requests, 1, std::chrono::steady_clock::now() + limit);
        return outcome;
    }

    ClientContext context;
    ClientHandle client;
    rd_kafka_mock_cluster_t* cluster = nullptr;
};

} // namespace

class AdminOutageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// librdkafka as released aborts here, or waits for ever and never lets its handle go
    /// (packaging/librdkafka).
    void aGroupWhoseCoordinatorWasDownIsAnsweredAnewWhenItIsBack() {
        PlayedCluster played;
        QVERIFY(played.askCommits(10s));
        rd_kafka_mock_broker_set_down(played.cluster, kCoordinator);
        for (int i = 0; i < 5; ++i)
            QVERIFY(!played.askCommits(300ms));
        rd_kafka_mock_broker_set_up(played.cluster, kCoordinator);
        QTRY_VERIFY_WITH_TIMEOUT(played.askCommits(2s).has_value(), 30000);
    }
};

VIGIA_TEST_CLASS(AdminOutageTest)
#include "admin_outage_test.moc"
