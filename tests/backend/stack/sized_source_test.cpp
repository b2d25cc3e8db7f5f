#include "backend/stack/sized_source.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace vigia;
using backend::stack::SizedSource;
using core::ops::ClusterSample;

namespace {

/// One topic whose two partitions are led by brokers 1 and 2, looked at when the test says.
class FixedSource : public core::ops::SampleSource {
public:
    explicit FixedSource(const int& second) : m_second(second) {}
    core::Result<ClusterSample> sample() override {
        ClusterSample look;
        look.finishedAt = core::UtcTime{} + std::chrono::seconds(m_second);
        core::ops::TopicSample topic;
        topic.name = "a-b";
        for (int i = 0; i < 2; ++i) {
            core::ops::PartitionSample partition;
            partition.partition = i;
            partition.leader = i + 1;
            topic.partitions.push_back(partition);
        }
        look.topics.push_back(topic);
        return look;
    }
    core::Result<std::optional<core::UtcTime>> recordTime(const std::string&, std::int32_t,
                                                          std::int64_t offset) override {
        return std::optional(core::UtcTime{} + std::chrono::seconds(offset));
    }

private:
    const int& m_second;
};

} // namespace

class SizedSourceTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path write(const char* broker, const char* partition, const char* file,
                                std::size_t bytes) const {
        const auto folder = std::filesystem::path(m_folder.path().toStdString()) / broker;
        std::filesystem::create_directories(folder / partition);
        std::ofstream(folder / partition / file) << std::string(bytes, 'x');
        return folder;
    }
    static std::optional<std::int64_t> size(SizedSource& source, std::size_t partition) {
        return source.sample()->topics.front().partitions[partition].sizeBytes;
    }

private Q_SLOTS:
    void theLeadersSegmentsAreCountedEveryTenSeconds() {
        const auto one = write("broker-1", "a-b-0", "00000000000000000000.log", 100);
        write("broker-1", "a-b-0", "00000000000000000007.log", 11);
        write("broker-1", "a-b-0", "00000000000000000000.index", 4000);
        write("broker-1", "a-b-1", "00000000000000000000.log", 999); // a follower
        const auto two = write("broker-2", "a-b-1", "00000000000000000000.log", 0);
        int second = 0;
        SizedSource source(std::make_unique<FixedSource>(second), {{1, one}, {2, two}});
        QCOMPARE(size(source, 0), std::optional<std::int64_t>(111));
        QCOMPARE(size(source, 1), std::optional<std::int64_t>(0));
        write("broker-1", "a-b-0", "00000000000000000009.log", 9);
        second = 9;
        QCOMPARE(size(source, 0), std::optional<std::int64_t>(111));
        second = 10;
        QCOMPARE(size(source, 0), std::optional<std::int64_t>(120));
    }

    void whatCannotBeReadStaysUnknown() {
        int second = 0;
        SizedSource source(std::make_unique<FixedSource>(second),
                           {{1, m_folder.filePath("none").toStdString()}});
        QCOMPARE(size(source, 0), std::optional<std::int64_t>());
        QCOMPARE(size(source, 1), std::optional<std::int64_t>());
        QCOMPARE(**source.recordTime("a", 0, 5), core::UtcTime{} + std::chrono::seconds(5));
    }
};

VIGIA_TEST_CLASS(SizedSourceTest)
#include "sized_source_test.moc"
