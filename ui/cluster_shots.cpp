#include "ui/cluster_shots.h"

#include "ui/camera.h"
#include "ui/cluster_samples.h"
#include "ui/clusters/cluster_dialog.h"
#include "ui/clusters/cluster_form.h"
#include "ui/clusters/cluster_menu.h"
#include "ui/clusters/connection_view.h"
#include "ui/clusters/console_shell.h"
#include "ui/clusters/no_control.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/unlock_dialog.h"

#include <QEventLoop>
#include <QMenu>
#include <QSettings>
#include <QTimer>

namespace vigia::ui {

using core::ops::ClusterDraft;
using core::ops::ClusterInfo;
using core::ops::ConnectionReport;
using core::ops::ConsoleSnapshot;

namespace {

constexpr QSize kUsual{1280, 800};
constexpr QSize kLarge{1920, 1080};

/// The same cluster with another way in: `security.protocol`, mechanism, and what that needs.
ClusterDraft signedInBy(const char* protocol, const char* mechanism,
                        const std::map<std::string, std::string>& properties,
                        std::vector<core::ops::ClusterSecret> secrets) {
    ClusterDraft draft = sampleDraft();
    draft.properties = properties;
    draft.properties["security.protocol"] = protocol;
    if (*mechanism != '\0')
        draft.properties["sasl.mechanisms"] = mechanism;
    draft.secrets = std::move(secrets);
    return draft;
}

/// Each way into a cluster, with a word for the picture's name.
std::vector<std::pair<QString, ClusterDraft>> everyWayIn() {
    using core::ops::SecretPlace;
    const std::map<std::string, std::string> user{{"sasl.username", "vigia"},
                                                  {"ssl.ca.location", "/etc/kafka/ca.pem"}};
    return {
        {QStringLiteral("plaintext"), signedInBy("PLAINTEXT", "", {}, {})},
        {QStringLiteral("tls"), signedInBy("SSL", "", {{"ssl.ca.location", "/etc/ca.pem"}}, {})},
        {QStringLiteral("mutual"),
         signedInBy("SSL", "",
                    {{"ssl.ca.location", "/etc/kafka/ca.pem"},
                     {"ssl.certificate.location", "/home/me/client.pem"},
                     {"ssl.key.location", "/home/me/client.key"}},
                    {{"ssl.key.password", SecretPlace::Environment, "KAFKA_KEY_PASSWORD"}})},
        {QStringLiteral("plain"),
         signedInBy("SASL_SSL", "PLAIN", user,
                    {{"sasl.password", SecretPlace::File, "/home/me/kafka-password"}})},
        {QStringLiteral("scram-256"), signedInBy("SASL_SSL", "SCRAM-SHA-256", user,
                                                 {{"sasl.password", SecretPlace::Keyring, {}}})},
        {QStringLiteral("scram-512"), sampleDraft()},
        {QStringLiteral("oauthbearer"),
         signedInBy("SASL_SSL", "OAUTHBEARER",
                    {{"sasl.oauthbearer.method", "oidc"},
                     {"sasl.oauthbearer.token.endpoint.url", "https://login.example/token"},
                     {"sasl.oauthbearer.client.id", "vigia"},
                     {"sasl.oauthbearer.scope", "kafka"}},
                    {{"sasl.oauthbearer.client.secret", SecretPlace::Command,
                      "vault kv get -field=secret kafka/vigia"}})},
        {QStringLiteral("gssapi"), signedInBy("SASL_SSL", "GSSAPI",
                                              {{"sasl.kerberos.service.name", "kafka"},
                                               {"sasl.kerberos.principal", "vigia@EXAMPLE.COM"},
                                               {"sasl.kerberos.keytab", "/etc/vigia.keytab"}},
                                              {})}};
}

void photographDialogs(Camera& camera, clusters::ConsoleShell& shell,
                       core::ops::ClusterDesk& desk) {
    for (const auto& [way, draft] : everyWayIn()) {
        auto* dialog = new clusters::ClusterDialog(shell.context(), desk, {}, &shell.console());
        dialog->form().set(draft);
        if (way == QStringLiteral("scram-512"))
            dialog->steps().set(refusedReport());
        camera.both(*dialog, QStringLiteral("cluster-dialog-add-") % way);
        delete dialog;
    }
}

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

void inBothSizes(Camera& camera, QWidget& widget, const QString& name) {
    camera.both(widget, name, kUsual);
    camera.both(widget, name % QStringLiteral("-1920"), kLarge);
}

void photographWatched(Camera& camera, Watching& on, const ConsoleSnapshot& snapshot) {
    on.connection.publish(refusedReport());
    on.window->tick();
    camera.both(*on.window, QStringLiteral("connecting"), kUsual);
    on.connection.publish(ConnectionReport{});
    on.snapshots.publish(snapshot);
    on.window->tick();
    inBothSizes(camera, *on.window, QStringLiteral("prod-locked"));
    auto* dialog =
        new widgets::UnlockDialog(on.context.theme(), on.context.writeLock(), on.window.get());
    camera.both(*dialog, QStringLiteral("prod-dialog-unlock"));
    delete dialog;
    on.context.writeLock().unlock(QString::fromStdString(snapshot.cluster),
                                  QStringLiteral("OPS-7"));
    inBothSizes(camera, *on.window, QStringLiteral("prod-unlocked"));
    on.window->openPage(QStringLiteral("fleet"));
    QEventLoop loop; // each cluster of the fleet is asked
    QTimer::singleShot(2500, &loop, &QEventLoop::quit);
    loop.exec();
    inBothSizes(camera, *on.window, QStringLiteral("fleet"));
}

} // namespace

int renderClusterShots(theme::Theme& theme, QSettings& settings, const ShotOptions& options,
                       const ConsoleSnapshot& live, const QString& folder, double scale) {
    Camera camera(theme, folder, scale);
    auto& desk = *options.desk;
    {
        clusters::ConsoleShell shell({theme, settings, desk, [&] { return live.sampledAt; }, {}});
        shell.show(QString());
        inBothSizes(camera, shell, QStringLiteral("start-choose"));
        photographDialogs(camera, shell, desk);
    }
    const auto snapshot = asWatched(live, "orders", "prod");
    Watching on(theme, settings, desk, snapshot);
    photographWatched(camera, on, snapshot);
    QMenu menu;
    clusters::fillClusterMenu(menu, on.context);
    camera.both(menu, QStringLiteral("cluster-menu"));
    return camera.written();
}

} // namespace vigia::ui
