#include "tests/backend/stock/pipeline_fixture.h"

#include "backend/host/system_clock.h"
#include "backend/kafka/admin.h"
#include "backend/kafka/consumer_engine.h"
#include "core/stock/routing.h"

#include <QFile>
#include <QTest>

#include <fmt/format.h>

namespace vigia::tests {

using namespace backend;

namespace {

constexpr std::string_view kLogical[] = {core::stock::kTopicHighPriority,
                                         core::stock::kTopicUpdates, core::stock::kTopicCritical,
                                         core::stock::kTopicAudit};

std::unique_ptr<kafka::Admin> admin() {
    auto made = kafka::Admin::create({.servers = testStack().kafka, .clientId = "stock-test"});
    if (!made)
        qFatal("%s", made.error().message.c_str());
    return std::move(*made);
}

/// Hands audit records to the real handler and keeps all.
class KeepingHandler final : public kafka::BatchHandler {
public:
    explicit KeepingHandler(core::stream::TopicNames names)
        : m_names(names), m_analytics(std::move(names)) {}

    std::vector<core::stream::Outcome> handle(std::span<const core::stream::Record> records,
                                              pqxx::transaction_base& tx) override {
        m_batch.assign(records.begin(), records.end());
        std::vector<core::stream::Record> audited;
        for (const auto& record : records) {
            if (m_names.logical(record.topic) == core::stock::kTopicAudit)
                audited.push_back(record);
        }
        m_analytics.handle(audited, tx);
        return std::vector<core::stream::Outcome>(records.size());
    }

    void committed() override {
        const std::lock_guard lock(m_mutex);
        for (auto& record : m_batch)
            m_kept[m_names.logical(record.topic).value_or("?")].push_back(std::move(record));
    }

    std::map<std::string, std::vector<core::stream::Record>> kept() {
        const std::lock_guard lock(m_mutex);
        return m_kept;
    }

private:
    const core::stream::TopicNames m_names;
    stock::AnalyticsHandler m_analytics;
    std::vector<core::stream::Record> m_batch;
    std::mutex m_mutex;
    std::map<std::string, std::vector<core::stream::Record>> m_kept;
};

} // namespace

StockTopics::StockTopics() : m_prefix(uniqueName("vigia-stock") + ".") {
    const auto client = admin();
    for (const auto& name : physical()) {
        if (const auto made = client->createTopic({.name = name, .partitions = 2, .configs = {}});
            !made)
            qFatal("%s", made.error().message.c_str());
    }
}

StockTopics::~StockTopics() {
    const auto client = admin();
    for (const auto& name : physical()) {
        if (const auto gone = client->deleteTopic(name); !gone)
            qWarning("%s", gone.error().message.c_str());
    }
}

core::stream::TopicNames StockTopics::names() const {
    return *core::stream::TopicNames::create({.prefix = m_prefix});
}

std::vector<std::string> StockTopics::physical() const {
    std::vector<std::string> all;
    for (const auto logical : kLogical)
        all.push_back(names().physical(logical));
    return all;
}

StockChild::StockChild(const MigratedDatabase& database, const StockTopics& topics,
                       const std::string& killAt) {
    const auto portFile = m_folder.filePath("port");
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("VIGIA_KILL_AT", QString::fromStdString(killAt));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.start(STOCK_CHILD, {QString::fromStdString(database.url()),
                                  QString::fromStdString(testStack().kafka),
                                  QString::fromStdString(topics.prefix()), portFile});
    QFile file(portFile);
    if (!m_process.waitForStarted() ||
        !QTest::qWaitFor([&] { return file.exists() || !runs(); }, 60000) ||
        !file.open(QIODevice::ReadOnly))
        qFatal("the stock child did not start");
    m_port = file.readAll().toUShort();
}

StockChild::~StockChild() {
    stop();
}

void StockChild::stop() {
    m_process.closeWriteChannel();
    if (!awaitEnd())
        m_process.kill();
}

std::map<std::string, std::vector<core::stream::Record>>
StockReaderRig::drain(const MigratedDatabase& database, const StockTopics& topics,
                      std::size_t wanted) {
    postgres::Pool pool(database.poolOptions());
    KeepingHandler handler(topics.names());
    kafka::EngineProbe probe;
    const host::SystemClock clock;
    kafka::EngineOptions options;
    options.client = {.servers = testStack().kafka, .clientId = "stock-test"};
    options.group = topics.prefix() + "readers";
    options.topics = topics.physical();
    options.owner = "test-1";
    options.failures.deadLetter = "stock-dead-letter-topic";
    kafka::ConsumerEngine engine(options, postgres::Schema::Stock, pool, handler, probe, clock);
    if (const auto started = engine.start(); !started)
        qFatal("%s", started.error().message.c_str());
    static_cast<void>(QTest::qWaitFor(
        [&] {
            const auto status = engine.status();
            bool behind = status.partitions.size() < 8;
            for (const auto& partition : status.partitions)
                behind = behind || partition.lag.value_or(1) > 0;
            return !behind &&
                   std::stoul(database.run("SELECT count(*) FROM stock.event_history")) >= wanted;
        },
        60000));
    engine.stop();
    return handler.kept();
}

} // namespace vigia::tests
