#include "tests/backend/kafka/played_cluster.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace vigia::core;
using namespace vigia::backend::kafka;
using namespace std::chrono_literals;

namespace {

constexpr int kCoordinator = 1;
constexpr std::int16_t kOffsetFetch = 9; ///< keys of Kafka's protocol
constexpr std::int16_t kFindCoordinator = 10;

/// The commits of one group.
struct CommitsOfOrders : vigia::tests::PlayedCluster {
    CommitsOfOrders() { rd_kafka_mock_coordinator_set(cluster, "group", "orders", kCoordinator); }

    Result<void> askCommits(std::chrono::milliseconds limit) {
        Result<void> outcome = failure(ErrorCode::Cancelled, "no answer");
        std::vector<AdminRequest> requests;
        requests.push_back(commitsRequest(client.get(), "orders", [&](auto commits) {
            outcome = commits ? Result<void>() : Result<void>(commits.error());
        }));
        runRequests(client.get(), requests, 1, std::chrono::steady_clock::now() + limit);
        return outcome;
    }

    std::size_t coordinatorLookups() {
        std::size_t count = 0;
        rd_kafka_mock_request_t** requests = rd_kafka_mock_get_requests(cluster, &count);
        const auto lookups = std::count_if(requests, requests + count, [](auto* request) {
            return rd_kafka_mock_request_api_key(request) == kFindCoordinator;
        });
        rd_kafka_mock_request_destroy_array(requests, count);
        return static_cast<std::size_t>(lookups);
    }
};

} // namespace

class AdminOutageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// librdkafka as released aborts here, or waits for ever and never lets its handle go
    /// (packaging/librdkafka).
    void aGroupWhoseCoordinatorWasDownIsAnsweredAnewWhenItIsBack() {
        CommitsOfOrders played;
        QVERIFY(played.askCommits(10s));
        rd_kafka_mock_broker_set_down(played.cluster, kCoordinator);
        for (int i = 0; i < 5; ++i)
            QVERIFY(!played.askCommits(300ms));
        rd_kafka_mock_broker_set_up(played.cluster, kCoordinator);
        QTRY_VERIFY_WITH_TIMEOUT(played.askCommits(2s).has_value(), 30000);
    }

    /// librdkafka as released crashes on the first "not coordinator", and would ask the same broker
    /// for ever.
    void aGroupThatMovedToAnotherCoordinatorIsLookedUpAnew() {
        CommitsOfOrders played;
        rd_kafka_mock_start_request_tracking(played.cluster);
        QVERIFY(played.askCommits(10s));
        const std::size_t lookups = played.coordinatorLookups(); // more than one on a slow machine
        rd_kafka_mock_push_request_errors(played.cluster, kOffsetFetch, 1,
                                          RD_KAFKA_RESP_ERR_NOT_COORDINATOR);
        const auto refused = played.askCommits(10s);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("ot coordinator") != std::string::npos,
                 refused.error().message.c_str());
        const auto found = played.askCommits(10s);
        QVERIFY2(found, found ? "" : found.error().message.c_str());
        QVERIFY(played.coordinatorLookups() > lookups);
    }
};

VIGIA_TEST_CLASS(AdminOutageTest)
#include "admin_outage_test.moc"
