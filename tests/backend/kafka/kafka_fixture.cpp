#include "tests/backend/kafka/kafka_fixture.h"

#include <QTest>

#include <cstdio>

namespace vigia::tests {

using namespace backend::kafka;

ClientConfig testClient() {
    return {.servers = testStack().kafka, .clientId = "vigia-test", .properties = {}, .log = {}};
}

bool eventually(const std::function<bool()>& ready, int seconds) {
    return QTest::qWaitFor(ready, seconds * 1000);
}

namespace {

void insist(const core::Result<void>& done) {
    if (!done)
        qFatal("%s", done.error().message.c_str());
}

} // namespace

TestTopic::TestTopic(int partitions, Properties configs) : m_name(uniqueName("vigia-test")) {
    auto admin = Admin::create(testClient());
    if (!admin)
        qFatal("%s", admin.error().message.c_str());
    m_admin = std::move(*admin);
    insist(m_admin->createTopic(
        {.name = m_name, .partitions = partitions, .configs = std::move(configs)}));
    awaitLeaders(partitions);
}

void TestTopic::awaitLeaders(int partitions) {
    const bool there = eventually([&] {
        const auto found = m_admin->describeTopics({m_name});
        return found && found->front().partitions.size() == static_cast<std::size_t>(partitions) &&
               found->front().isLed();
    });
    if (!there)
        qFatal("topic %s got no leaders", m_name.c_str());
}

TestTopic::~TestTopic() {
    if (const auto gone = m_admin->deleteTopic(m_name); !gone)
        std::fprintf(stderr, "%s\n", gone.error().message.c_str());
}

void TestTopic::makeAnew(int partitions) {
    insist(m_admin->deleteTopic(m_name));
    create(partitions);
}

void TestTopic::create(int partitions) {
    core::Result<void> created = core::failure(core::ErrorCode::Conflict, "not tried");
    eventually([&] {
        created = m_admin->createTopic({.name = m_name, .partitions = partitions, .configs = {}});
        return created.has_value();
    });
    insist(created);
    awaitLeaders(partitions);
}

void TestTopic::fill(const std::vector<std::string>& values, std::int32_t partition) {
    std::atomic<std::size_t> good{0};
    Producer producer(testClient(), [&](const core::stream::PublishReport& report) {
        good += report.error ? 0 : 1;
    });
    insist(producer.start());
    for (std::size_t i = 0; i < values.size(); ++i) {
        insist(producer.produce(i, {.topic = m_name,
                                    .partition = partition,
                                    .key = "k" + std::to_string(i),
                                    .value = values[i],
                                    .headers = {},
                                    .time = backend::host::SystemClock().now()}));
    }
    producer.stop(std::chrono::seconds(20));
    if (good != values.size())
        qFatal("only %zu of %zu records were written to %s", good.load(), values.size(),
               m_name.c_str());
}

} // namespace vigia::tests
