#include "tests/backend/kafka/played_cluster.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <array>
#include <thread>

using namespace vigia::backend::kafka;
using namespace std::chrono_literals;

namespace {

constexpr int kCalls = 4'000;

/// Whatever is learned about any topic wakes those who wait for a leader.
void askForTopics(rd_kafka_t* client, const std::stop_token& stop) {
    const TopicHandle known(rd_kafka_topic_new(client, "known", nullptr));
    while (!stop.stop_requested()) {
        const rd_kafka_metadata_t* metadata = nullptr;
        rd_kafka_metadata(client, 0, known.get(), &metadata, 60'000);
        const MetadataHandle owner(metadata);
    }
}

/// The offset of the partition that is led, and that there is none of the other.
bool isTold(rd_kafka_t* client) {
    const auto rows =
        listOffsets(client, {{"orders", 0, 1}, {"orders", 1, -1}}, OffsetKind::HighWatermark, {},
                    std::chrono::steady_clock::now() + 60s);
    return rows.at(0).offset == 0 && !rows.at(1).offset && !rows.at(1).error.empty();
}

} // namespace

class AdminLeadersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// librdkafka as released crashes here (packaging/librdkafka): two threads look for the same
    /// leaders.
    void offsetsAreToldBesideAPartitionWithoutLeaderWhileMetadataChange() {
        vigia::tests::PlayedCluster played;
        rd_kafka_mock_topic_create(played.cluster, "known", 1, 1);
        rd_kafka_mock_topic_create(played.cluster, "orders", 2, 1);
        rd_kafka_mock_partition_set_leader(played.cluster, "orders", 1, -1);
        std::array<std::jthread, 4> changes;
        for (auto& thread : changes)
            thread = std::jthread(
                [&](const std::stop_token& stop) { askForTopics(played.client.get(), stop); });
        for (int i = 0; i < kCalls; ++i)
            QVERIFY(isTold(played.client.get()));
    }
};

VIGIA_TEST_CLASS(AdminLeadersTest)
#include "admin_leaders_test.moc"
