#include "app/cluster_hub.h"
#include "backend/kafka/admin.h"
#include "core/ops/fleet.h"
#include "tests/app/context.h"
#include "tests/support/gui_test.h"
#include "tests/support/test_stack.h"
#include "ui/bridge/data_table.h"
#include "ui/clusters/console_windows.h"
#include "ui/desktop_parts.h"
#include "ui/pages/common/list_page.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"

#include <QTemporaryDir>

using namespace vigia;
using namespace vigia::tests;

namespace {

/// What somebody else makes on the cluster, and takes away again.
class ForeignTopic {
public:
    ForeignTopic() : m_name(uniqueName("watched")) {
        backend::kafka::ClientConfig client;
        client.servers = testStack().kafka;
        m_admin = std::move(*backend::kafka::Admin::create(client));
        backend::kafka::NewTopic topic;
        topic.name = m_name;
        topic.partitions = 2;
        topic.replicationFactor = 1;
        [[maybe_unused]] const auto made = m_admin->createTopic(topic);
    }
    ~ForeignTopic() { [[maybe_unused]] const auto gone = m_admin->deleteTopic(m_name); }
    ForeignTopic(const ForeignTopic&) = delete;
    ForeignTopic& operator=(const ForeignTopic&) = delete;
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    const std::string m_name;
    std::unique_ptr<backend::kafka::Admin> m_admin;
};

/// The program's windows on two clusters of the configuration, both the same real broker.
struct Desktop {
    Desktop()
        : context(contextOf(
              {"clusters.orders.servers=" + testStack().kafka, "clusters.orders.tag=prod",
               "clusters.billing.servers=" + testStack().kafka,
               "clusters.nowhere.servers=127.0.0.1:1", "data.dir=/nonexistent/vigia-watch-test"})),
          hub(context, {false, false, false}),
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

    app::Context context;
    app::ClusterHub hub;
    QTemporaryDir folder;
    ui::LayoutSettings settings;
    std::unique_ptr<ui::clusters::ConsoleWindows> windows;
};

bool answered(const ui::clusters::ConsoleShell& window) {
    return !window.console().stack().atStart();
}

/// Whether the page Topics of the window has a row of this name.
bool hasTopic(ui::clusters::ConsoleShell& window, const std::string& name) {
    window.console().openPage(QStringLiteral("topics"));
    const auto newest = window.context().newest();
    return newest && std::any_of(newest->topics.begin(), newest->topics.end(),
                                 [&](const auto& topic) { return topic.name == name; });
}

} // namespace

/// A foreign cluster in the desktop, offscreen, on a real broker.
class WatchDesktopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }

    void everyPageShowsAClusterThatIsOnlyWatched() {
        const ForeignTopic topic;
        Desktop desktop;
        auto& window = desktop.windows->open(QStringLiteral("orders"));
        QTRY_VERIFY_WITH_TIMEOUT(answered(window), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(hasTopic(window, topic.name()), 30'000);
        for (const QString& page : window.console().rail().visiblePages()) {
            window.console().openPage(page);
            for (int i = 0; i < 5; ++i)
                QCoreApplication::processEvents();
            QCOMPARE(window.console().stack().current()->id(), page);
        }
        QVERIFY(!window.console().rail().visiblePages().contains(QStringLiteral("stock")));
        QVERIFY(window.context().writeLock().locked()); // production
    }

    void aTopicThatAppearsUnderUsAppearsOnThePage() {
        Desktop desktop;
        auto& window = desktop.windows->open(QStringLiteral("orders"));
        QTRY_VERIFY_WITH_TIMEOUT(answered(window), 60'000);
        const ForeignTopic later;
        QVERIFY(!hasTopic(window, later.name()));
        QTRY_VERIFY_WITH_TIMEOUT(hasTopic(window, later.name()), 30'000);
    }

    void switchingShowsTheOtherClusterAndAnAbsentOneSaysWhy() {
        Desktop desktop;
        auto& window = desktop.windows->open(QStringLiteral("orders"));
        QTRY_VERIFY_WITH_TIMEOUT(answered(window), 60'000);
        window.show(QStringLiteral("nowhere"));
        QVERIFY(!answered(window));
        QTRY_VERIFY_WITH_TIMEOUT(
            window.context().connection() && window.context().connection()->finished, 60'000);
        QCOMPARE(window.context().connection()->firstFailure()->step, std::string("tcp"));
        window.show(QStringLiteral("billing"));
        QTRY_VERIFY_WITH_TIMEOUT(answered(window), 60'000);
        QCOMPARE(window.context().newest()->cluster, std::string("billing"));
        QVERIFY(!window.context().writeLock().production());
    }
};

VIGIA_TEST_CLASS(WatchDesktopTest)
#include "watch_desktop_test.moc"
