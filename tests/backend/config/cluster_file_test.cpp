#include "backend/config/cluster_file.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using namespace vigia::backend::config;

/// Clusters are put into the user's own file and taken out of it; what else stands there stays.
class ClusterFileTest : public QObject {
    Q_OBJECT

private:
    static ClusterEntry orders() {
        ClusterEntry entry;
        entry.name = "orders";
        entry.servers = {"a:9092", "b:9092"};
        entry.tag = "prod";
        entry.properties = {{"security.protocol", "SSL"}, {"client.id", "yes: #no"}};
        return entry;
    }
    static std::string added(const std::string& yaml) {
        const auto text = withCluster(yaml, orders());
        return text ? *text : text.error().message;
    }

private Q_SLOTS:
    void anEmptyFileGetsTheSection() {
        QCOMPARE(added(""),
                 std::string("clusters:\n  orders:\n    servers: a:9092,b:9092\n    tag: "
                             "prod\n    properties:\n      client.id: \"yes: #no\"\n"
                             "      security.protocol: SSL\n"));
    }

    void commentsAndOtherKeysStay() {
        const std::string before =
            "# mine\nstock:\n  lowThreshold: 5 # five\nclusters:\n    old:  # "
            "keep\n        servers: x:1\n\n# after\ndemo:\n  enabled: false\n";
        const auto text = added(before);
        QVERIFY2(text.find("    old:  # keep\n        servers: x:1\n    orders:\n") !=
                     std::string::npos,
                 text.c_str());
        QVERIFY(text.find("\n\n# after\ndemo:\n  enabled: false\n") != std::string::npos);
        QCOMPARE(*withoutCluster(text, "orders"), before);
    }

    void theLastOneTakesTheSectionWithIt() {
        QCOMPARE(*withoutCluster(added(""), "orders"), std::string());
        QCOMPARE(*withoutCluster(added("a: 1\n"), "orders"), std::string("a: 1\n\n"));
        QCOMPARE(
            *withoutCluster("clusters:\n  # mine\n  orders:\n    servers: x\nb: 2\n", "orders"),
            std::string("  # mine\nb: 2\n"));
    }

    void oneOfTheSameNameIsReplaced() {
        const std::string before =
            "clusters:\n  orders:\n    servers: old:1\n    tag: dev\n  z:\n    "
            "servers: z:1\n";
        const auto text = added(before);
        QVERIFY(text.find("old:1") == std::string::npos);
        QVERIFY(text.find("  z:\n    servers: z:1\n") != std::string::npos);
        QCOMPARE(clusterInFile(text, "orders")->servers,
                 (std::vector<std::string>{"a:9092", "b:9092"}));
    }

    void whatWasWrittenIsReadBack() {
        auto entry = orders();
        entry.brokerMap = {{"kafka.internal:9092", "localhost:19092"}};
        entry.colour = "#ff0000";
        entry.readOnly = "false";
        const auto back = clusterInFile(*withCluster("mode: development\n", entry), "orders");
        QCOMPARE(back->properties, entry.properties);
        QCOMPARE(back->brokerMap, entry.brokerMap);
        QCOMPARE(back->colour, entry.colour);
        QCOMPARE(back->readOnly, entry.readOnly);
        QCOMPARE(back->tag, entry.tag);
    }

    void aFileThatCannotBeChangedSafelyIsRefused() {
        QVERIFY(added("clusters: {a: {servers: x}}\n").find("change it by hand") !=
                std::string::npos);
        QVERIFY(added("clusters: [a]\n").find("change it by hand") != std::string::npos);
        QVERIFY(added("a: [\n").find("line ") == 0);
        QVERIFY(added("- a\n").find("does not hold keys") != std::string::npos);
    }

    void whatIsNotThereIsNotFound() {
        for (const char* yaml : {"", "clusters:\n", "clusters:\n  a:\n    servers: x\n"}) {
            QVERIFY(withoutCluster(yaml, "orders").error().code == core::ErrorCode::NotFound);
            QVERIFY(clusterInFile(yaml, "orders").error().code == core::ErrorCode::NotFound);
        }
    }
};

VIGIA_TEST_CLASS(ClusterFileTest)
#include "cluster_file_test.moc"
