#include "ui/cluster_shots.h"

#include "ui/clusters/cluster_dialog.h"
#include "ui/clusters/cluster_form.h"
#include "ui/clusters/connection_view.h"
#include "ui/clusters/console_shell.h"
#include "ui/clusters/no_control.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/unlock_dialog.h"

#include <QEventLoop>
#include <QSettings>
#include <QTimer>

namespace vigia::ui {

using core::ops::CheckState;
using core::ops::ClusterInfo;
using core::ops::ConnectionReport;
using core::ops::ConsoleSnapshot;

namespace {

ConsoleSnapshot watched(ConsoleSnapshot snapshot, const std::string& name) {
    snapshot.cluster = name;
    snapshot.tag = "prod";
    snapshot.readOnly = true;
    snapshot.hasPlatform = false;
    snapshot.services.clear();
    snapshot.stock.reset();
    snapshot.outbox.clear();
    for (auto& broker : snapshot.brokers) {
        broker.owned = false;
        broker.pid.reset();
        broker.memoryBytes.reset();
        broker.cpuPercent.reset();
    }
    return snapshot;
}

ConnectionReport refused() {
    ConnectionReport report{"orders", "kafka-1.example:9093", {}, 41};
    report.checks = {
        {"dns", "kafka-1.example", CheckState::Passed, "10.4.0.11", {}},
        {"tcp", "kafka-1.example:9093", CheckState::Passed, "connected", {}},
        {"tls",
         "kafka-1.example:9093",
         CheckState::Passed,
         "TLSv1.3, certificate valid for 41 more days",
         {}},
        {"sasl", "SCRAM-SHA-512 as configured", CheckState::Failed,
         "the broker refuses user or password",
         "Check mechanism, user name and password, and that the user exists on this cluster."}};
    return report;
}

core::ops::ClusterDraft example() {
    core::ops::ClusterDraft draft;
    draft.name = "orders";
    draft.servers = "kafka-1.example:9093,kafka-2.example:9093";
    draft.tag = "prod";
    draft.properties = {{"security.protocol", "SASL_SSL"},
                        {"sasl.mechanisms", "SCRAM-SHA-512"},
                        {"sasl.username", "vigia"}};
    draft.secrets = {{"sasl.password", core::ops::SecretPlace::Command, "pass show kafka/orders"}};
    return draft;
}

class Camera {
public:
    Camera(theme::Theme& theme, QString folder, QString suffix)
        : m_theme(theme), m_folder(std::move(folder)), m_suffix(std::move(suffix)) {}

    void both(QWidget& widget, const QString& name) {
        for (const auto mode : {theme::Mode::Light, theme::Mode::Dark}) {
            m_theme.setMode(mode);
            widget.show();
            QEventLoop loop;
            QTimer::singleShot(40, &loop, &QEventLoop::quit);
            loop.exec();
            m_theme.parts()->finish();
            const QString look =
                mode == theme::Mode::Light ? QStringLiteral("-light") : QStringLiteral("-dark");
            m_written += widget.grab().save(m_folder % u'/' % name % look % m_suffix %
                                            QStringLiteral(".png"))
                             ? 1
                             : 0;
        }
    }
    [[nodiscard]] int written() const { return m_written; }

private:
    theme::Theme& m_theme;
    QString m_folder;
    QString m_suffix;
    int m_written = 0;
};

/// A window on a watched cluster in production whose figures stand still.
struct Watching {
    Watching(theme::Theme& theme, QSettings& settings, core::ops::ClusterDesk& desk,
             const ConsoleSnapshot& snapshot)
        : context(theme, control, settings) {
        context.setClusters(
            &desk, ClusterInfo{snapshot.cluster, "kafka-1.example:9093", "prod", "", true, false});
        window = std::make_unique<widgets::MainWindow>(
            context, clusters::shellPages(),
            widgets::WindowSources{snapshots, start, [at = snapshot.sampledAt] { return at; },
                                   &connection});
        window->resize(1280, 800);
        core::ops::StartProgress ready;
        ready.ready = true;
        start.publish(std::move(ready));
    }

    clusters::NoControl control;
    core::Published<ConsoleSnapshot> snapshots;
    core::Published<core::ops::StartProgress> start;
    core::Published<ConnectionReport> connection;
    widgets::ConsoleContext context;
    std::unique_ptr<widgets::MainWindow> window;
};

void photographWatched(Camera& camera, Watching& on, const ConsoleSnapshot& snapshot) {
    on.connection.publish(refused());
    on.window->tick();
    camera.both(*on.window, QStringLiteral("connecting"));
    on.connection.publish(ConnectionReport{});
    on.snapshots.publish(snapshot);
    on.window->tick();
    camera.both(*on.window, QStringLiteral("prod-locked"));
    auto* dialog =
        new widgets::UnlockDialog(on.context.theme(), on.context.writeLock(), on.window.get());
    camera.both(*dialog, QStringLiteral("prod-dialog-unlock"));
    delete dialog;
    on.context.writeLock().unlock(QString::fromStdString(snapshot.cluster),
                                  QStringLiteral("OPS-7"));
    camera.both(*on.window, QStringLiteral("prod-unlocked"));
    on.window->openPage(QStringLiteral("fleet"));
    QEventLoop loop; // each cluster of the fleet is asked
    QTimer::singleShot(2500, &loop, &QEventLoop::quit);
    loop.exec();
    camera.both(*on.window, QStringLiteral("fleet"));
}

} // namespace

int renderClusterShots(theme::Theme& theme, QSettings& settings, const ShotOptions& options,
                       const ConsoleSnapshot& live, const QString& folder, const QString& suffix) {
    Camera camera(theme, folder, suffix);
    auto& desk = *options.desk;
    {
        clusters::ConsoleShell shell({theme, settings, desk, [&] { return live.sampledAt; }, {}});
        shell.resize(1280, 800);
        shell.show(QString());
        camera.both(shell, QStringLiteral("start-choose"));
        auto* dialog = new clusters::ClusterDialog(shell.context(), desk, {}, &shell.console());
        dialog->form().set(example());
        dialog->steps().set(refused());
        camera.both(*dialog, QStringLiteral("cluster-dialog-add"));
        delete dialog;
    }
    const auto snapshot = watched(live, "orders");
    Watching on(theme, settings, desk, snapshot);
    photographWatched(camera, on, snapshot);
    return camera.written();
}

} // namespace vigia::ui
