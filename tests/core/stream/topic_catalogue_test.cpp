#include "core/stream/topic_catalogue.h"

#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace vigia::core;
using namespace vigia::core::stream;

namespace {

std::string configOf(const char* topic, const std::string& name, int brokers = 3) {
    for (const auto& [key, value] : topicConfigs(*findTopic(topic), brokers)) {
        if (key == name)
            return value;
    }
    return {};
}

TopicNames namesOf(TopicNaming naming) {
    return *TopicNames::create(std::move(naming));
}

} // namespace

class TopicCatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsEveryTopicOnce() {
        std::set<std::string> names;
        for (const auto& topic : topicCatalogue())
            names.insert(topic.name);
        QCOMPARE(names.size(), topicCatalogue().size());
        QCOMPARE(names.size(), std::size_t(26));
        QVERIFY(findTopic("vigia-load-1") == nullptr);
    }

    void carriesTheNumbersOfTheContract() {
        QCOMPARE(findTopic("virtual-stock-updates")->partitions, 6);
        QCOMPARE(configOf("virtual-stock-updates", "retention.ms"), std::string("1209600000"));
        QCOMPARE(findTopic("error-logs")->replication, 2);
        QCOMPARE(configOf("error-logs", "max.message.bytes"), std::string("2097152"));
        QCOMPARE(configOf("financial-logs", "compression.type"), std::string("gzip"));
        QCOMPARE(configOf("chat-notifications", "retention.ms"), std::string("3600000"));
        QCOMPARE(configOf("audit-events", "retention.ms"), std::string("15552000000"));
        QCOMPARE(configOf("stock-audit-logs", "unclean.leader.election.enable"),
                 std::string("false"));
    }

    void deadLettersTakeTheLargestOriginAndItsHeaders() {
        QCOMPARE(configOf("stock-retry-topic", "max.message.bytes"),
                 std::to_string(1024 * 1024 + 128 * 1024));
        QCOMPARE(configOf("logs-dead-letter-topic", "max.message.bytes"),
                 std::to_string(2 * 1024 * 1024 + 128 * 1024));
    }

    void replicationNeverExceedsTheBrokers() {
        const TopicSpec& topic = *findTopic("high-priority-updates");
        QCOMPARE(effectiveReplication(topic, 1), 1);
        QCOMPARE(effectiveReplication(topic, 2), 2);
        QCOMPARE(effectiveReplication(topic, 9), 3);
        QCOMPARE(effectiveReplication(topic, 0), 1);
        QCOMPARE(configOf("high-priority-updates", "min.insync.replicas", 3), std::string("2"));
        QCOMPARE(configOf("high-priority-updates", "min.insync.replicas", 2), std::string("1"));
        QCOMPARE(configOf("audit-logs", "min.insync.replicas", 3), std::string("1"));
    }

    void namesArePrefixedUnlessNamedOneByOne() {
        const auto names = namesOf({.prefix = "eu.", .names = {{"error-logs", "errors"}}});
        QCOMPARE(names.physical("error-logs"), std::string("errors"));
        QCOMPARE(names.physical("audit-logs"), std::string("eu.audit-logs"));
        QCOMPARE(names.logical("eu.audit-logs"), std::optional<std::string>("audit-logs"));
        QCOMPARE(names.logical("errors"), std::optional<std::string>("error-logs"));
        QVERIFY(!names.logical("error-logs").has_value());
    }

    void chatTopicsTakeTheirOwnPrefix() {
        const auto names = namesOf({.prefix = "eu.", .chatPrefix = "chat."});
        QCOMPARE(names.physical("status-updates"), std::string("chat.status-updates"));
        QCOMPARE(names.physical("error-logs"), std::string("eu.error-logs"));
    }

    void aliasesAreReadBesideTheirTopic() {
        const auto names = namesOf({.aliasPrefix = "kbnt-",
                                    .aliases = {{"old-logs", "audit-logs"}},
                                    .compatAliases = true});
        QCOMPARE(names.aliasesOf("audit-logs"),
                 (std::vector<std::string>{"kbnt-audit-logs", "old-logs"}));
        QCOMPARE(names.aliasesOf("stock-retry-topic"),
                 (std::vector<std::string>{"kbnt-stock-retry-topic", "retry-topic"}));
        QCOMPARE(names.logical("kbnt-stock-alerts"),
                 std::optional<std::string>("critical-stock-events"));
        QCOMPARE(names.logical("dead-letter-topic"),
                 std::optional<std::string>("stock-dead-letter-topic"));
        QVERIFY(!names.logical("somebody-elses").has_value());
    }

    void aMisspeltTopicNamesItsNeighbour() {
        const auto refused = TopicNames::create({.names = {{"eror-logs", "x"}}});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("did you mean error-logs?") != std::string::npos);
    }

    void namesThatKafkaRefusesAreRefusedHere() {
        QVERIFY(!TopicNames::create({.prefix = "a b"}));
        QVERIFY(!TopicNames::create({.names = {{"error-logs", ".."}}}));
        QVERIFY(!TopicNames::create({.aliases = {{"", "error-logs"}}}));
        QVERIFY(!TopicNames::create({.prefix = std::string(240, 'x')}));
        QVERIFY(!isTopicName(std::string("a\0b", 3)));
    }

    void twoTopicsMayNotShareOneName() {
        const auto refused = TopicNames::create({.names = {{"error-logs", "audit-logs"}}});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("audit-logs") != std::string::npos);
    }
};

VIGIA_TEST_CLASS(TopicCatalogueTest)
#include "topic_catalogue_test.moc"
