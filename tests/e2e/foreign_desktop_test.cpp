#include "app/cluster_hub.h"
#include "tests/app/context.h"
#include "tests/support/foreign_cluster.h"
#include "tests/support/gui_test.h"
#include "tests/support/secure_broker.h"
#include "ui/bridge/data_table.h"
#include "ui/clusters/console_windows.h"
#include "ui/desktop_parts.h"
#include "ui/pages/common/list_page.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"

#include <librdkafka/rdkafka.h>

#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace vigia;
using namespace vigia::tests;
using Listener = SecureBroker::Listener;

namespace {

/// A real broker of somebody else, with topics, groups and ACLs.
struct Foreign {
    explicit Foreign(const std::string& jars) : broker(jars) {
        if (!broker.start())
            qFatal("the broker does not start");
        cluster = std::make_unique<ForeignCluster>(broker.address(Listener::Plain));
        cluster->createTopic("payments", 3);
        cluster->createTopic("secrets", 2);
        cluster->fill("payments", 0, 200);
        cluster->commit("billing", "payments", 0, 150);
        cluster->commit("vault", "secrets", 0, 0);
        cluster->allowTopic("User:bob", "payments", RD_KAFKA_ACL_OPERATION_DESCRIBE);
        cluster->allowGroup("User:bob", "billing", RD_KAFKA_ACL_OPERATION_DESCRIBE);
    }

    SecureBroker broker;
    std::unique_ptr<ForeignCluster> cluster;
};

/// The program's windows, without a local platform and without PostgreSQL: `orders` in production
/// with all rights, `bob` with the rights of that user.
struct Desktop {
    explicit Desktop(const Foreign& of)
        : context(contextOf(settingsOf(of))), hub(context, {false, false, false}),
          settings((folder.path() + QStringLiteral("/desktop.ini")).toStdString()) {
        hub.start();
        windows = std::make_unique<ui::clusters::ConsoleWindows>(ui::clusters::ShellParts{
            theme(), settings, hub, [this] { return hub.clock().now(); }, {}});
    }
    ~Desktop() {
        windows.reset();
        QCoreApplication::processEvents();
        hub.stop();
    }

    std::vector<std::string> settingsOf(const Foreign& of) {
        const std::string file = folder.filePath(QStringLiteral("bob")).toStdString();
        QFile secret(QString::fromStdString(file));
        if (secret.open(QIODevice::WriteOnly))
            secret.write(SecureBroker::kBob);
        return {"clusters.orders.servers=" + of.broker.address(Listener::Plain),
                "clusters.orders.tag=prod",
                "clusters.bob.servers=" + of.broker.address(Listener::Good),
                "clusters.bob.properties.security.protocol=SASL_SSL",
                "clusters.bob.properties.sasl.mechanisms=SCRAM-SHA-256",
                "clusters.bob.properties.sasl.username=bob",
                "clusters.bob.properties.sasl.passwordFile=" + file,
                "clusters.bob.properties.ssl.ca.location=" + of.broker.authorityFile(),
                "data.dir=/nonexistent/vigia-foreign-desktop"};
    }

    QTemporaryDir folder;
    app::Context context;
    app::ClusterHub hub;
    ui::LayoutSettings settings;
    std::unique_ptr<ui::clusters::ConsoleWindows> windows;
};

void turn() {
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

bool sees(ui::clusters::ConsoleShell& window, const std::string& topic) {
    const auto newest = window.context().newest();
    return newest && std::any_of(newest->topics.begin(), newest->topics.end(),
                                 [&](const auto& row) { return row.name == topic; });
}

/// Each row of a list with each of its tabs; the tab of a topic's configuration asks the broker.
void lookAtRows(ui::pages::ListPage& page) {
    for (int row = 0; row < static_cast<int>(page.table()->table().rowCount()); ++row) {
        page.table()->select(page.table()->table().key(static_cast<std::size_t>(row)));
        for (int tab = 0; tab < page.pane()->tabs()->count(); ++tab) {
            page.pane()->tabs()->setCurrentIndex(tab);
            turn();
        }
    }
}

/// Every page of the window with its rows and dialogs.
void lookAtEverything(ui::clusters::ConsoleShell& window) {
    for (const QString& id : window.console().rail().visiblePages()) {
        window.console().openPage(id);
        turn();
        auto* page = window.console().stack().current();
        if (auto* list = qobject_cast<ui::pages::ListPage*>(page))
            lookAtRows(*list);
        for (auto* dialog : page->makeDialogs())
            delete dialog;
    }
}

} // namespace

/// Somebody else's cluster, of two versions of Kafka, in the desktop: every page is looked at, and
/// nothing of it changes.
class ForeignDesktopTest : public QObject {
    Q_OBJECT

private:
    static std::string jarsOf(const QString& version) {
        return version == QStringLiteral("3.9")
                   ? qEnvironmentVariable("VIGIA_BUILD_DIR").toStdString() +
                         "/../deps/kafka-previous"
                   : std::string();
    }
    static void addVersions() {
        QTest::addColumn<QString>("version");
        QTest::newRow("3.9") << QStringLiteral("3.9");
        QTest::newRow("4.3") << QStringLiteral("4.3");
    }

private Q_SLOTS:
    void nothingChangesWhateverPageIsLookedAt_data() { addVersions(); }

    /// Seconds of looking: VIGIA_TEST_OBSERVE_SECONDS, one round by default.
    void nothingChangesWhateverPageIsLookedAt() {
        QFETCH(QString, version);
        const Foreign foreign(jarsOf(version));
        const std::string before = foreign.cluster->state();
        QVERIFY(before.find("commit billing payments/0 150") != std::string::npos);
        QVERIFY(before.find("acl User:bob payments") != std::string::npos);
        {
            Desktop desktop(foreign);
            auto& window = desktop.windows->open(QStringLiteral("orders"));
            QTRY_VERIFY_WITH_TIMEOUT(sees(window, "payments"), 60'000);
            // Also unlocked: a watched cluster is never written to.
            QVERIFY(window.context().writeLock().unlock(QStringLiteral("orders"),
                                                        QStringLiteral("OPS-7")));
            QElapsedTimer watched;
            watched.start();
            const int seconds = qEnvironmentVariableIntValue("VIGIA_TEST_OBSERVE_SECONDS");
            lookAtEverything(window);
            while (watched.elapsed() < seconds * 1000) {
                QTest::qWait(500); // as a person does, who also leaves the machine to others
                lookAtEverything(window);
            }
            QTRY_VERIFY_WITH_TIMEOUT(
                window.context().connection() && window.context().connection()->finished, 60'000);
            QVERIFY(desktop.hub.fleet().read());
        }
        const std::string after = foreign.cluster->state();
        showComparison(before, after);
        QCOMPARE(after, before);
        foreign.cluster->fill("secrets", 1, 1);
        QVERIFY(foreign.cluster->state() != before); // what is compared would show it
    }

    void whatBobMayNotSeeIsSaidOnEveryPage() {
        const Foreign foreign({});
        Desktop desktop(foreign);
        auto& window = desktop.windows->open(QStringLiteral("bob"));
        QTRY_VERIFY_WITH_TIMEOUT(sees(window, "payments"), 60'000);
        QVERIFY(!sees(window, "secrets"));
        const auto& context = window.context();
        QTRY_VERIFY_WITH_TIMEOUT(!context.newest()->missingRights.empty(), 30'000);
        QCOMPARE(context.newest()->health, core::ops::Health::Degraded);
        QVERIFY2(context.newest()->headline.find("not authorised to see all groups") !=
                     std::string::npos,
                 context.newest()->headline.c_str());
        const QString right = context.missingRight("cluster");
        QVERIFY2(right.contains(QStringLiteral("--allow-principal User:bob --operation Describe")),
                 qPrintable(right));
        for (const QString& page :
             {QStringLiteral("overview"), QStringLiteral("consumers"), QStringLiteral("topics")}) {
            window.console().openPage(page);
            window.console().tick();
            turn();
            const auto labels = window.console().findChildren<QLabel*>();
            QVERIFY2(std::any_of(labels.begin(), labels.end(),
                                 [](const auto* label) {
                                     return label->isVisibleTo(label->window()) &&
                                            label->text().contains(
                                                QStringLiteral("Not authorised to"));
                                 }),
                     qPrintable(page));
        }
    }
};

VIGIA_TEST_CLASS(ForeignDesktopTest)
#include "foreign_desktop_test.moc"
