#include "app/cluster_hub.h"
#include "tests/app/context.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;

/// The clusters of the desktop follow the configuration file, whoever writes it.
class ClusterHubTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    void write(const QByteArray& yaml) const {
        QFile file(m_folder.filePath(QStringLiteral("vigia.yaml")));
        if (file.open(QIODevice::WriteOnly))
            file.write(yaml);
    }
    static QStringList names(const app::ClusterHub& hub) {
        QStringList all;
        for (const auto& cluster : hub.clusters())
            all += QString::fromStdString(cluster.name);
        return all;
    }

private Q_SLOTS:
    void whatACommandChangesIsSeen() {
        auto context =
            tests::contextOf({"stack.name=hub-file", "data.dir=/nonexistent/vigia-hub-file"});
        context.sources.file = m_folder.filePath(QStringLiteral("vigia.yaml")).toStdString();
        app::ClusterHub hub(context, {false, false, false});
        hub.start();
        const QStringList local{QStringLiteral("local")};
        const QStringList both{QStringLiteral("local"), QStringLiteral("orders")};
        QCOMPARE(names(hub), local);
        write("clusters: {orders: {servers: 127.0.0.1:1}}\n");
        QTRY_COMPARE(names(hub), both);
        QVERIFY(hub.open("orders").has_value());
        write("clusters: {orders: {servers: \n"); // as an editor may save it half-way
        write("clusters: {billing: {servers: 127.0.0.1:1, tag: prod}}\n# longer than before\n");
        QTRY_COMPARE(names(hub), (QStringList{QStringLiteral("local"), QStringLiteral("billing")}));
        QVERIFY(hub.clusters().back().readOnly);
        hub.stop();
    }
};

VIGIA_TEST_CLASS(ClusterHubTest)
#include "cluster_hub_test.moc"
