#include "ui/camera.h"
#include "ui/cluster_shots.h"
#include "ui/desktop.h"
#include "ui/desktop_parts.h"
#include "ui/load_shots.h"
#include "ui/pages/common/report_dialog.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>

#include <cstdio>
#include <thread>

namespace vigia::ui {

using core::ops::ConsoleSnapshot;
using core::ops::Health;
using core::ops::StartProgress;

namespace {

/// A snapshot as it would be if broker 2 (or the last) were down: for the pictures of failing
/// states.
ConsoleSnapshot failing(ConsoleSnapshot snapshot) {
    if (snapshot.brokers.empty())
        return snapshot;
    auto& broker = snapshot.brokers[std::min<std::size_t>(1, snapshot.brokers.size() - 1)];
    const std::string name = "broker " + std::to_string(broker.id);
    broker.health = Health::Broken;
    broker.reason = "Not in the metadata any more; its process ended by signal 9.";
    broker.leaders = 0;
    broker.memoryBytes.reset();
    broker.cpuPercent.reset();
    snapshot.health = Health::Degraded;
    snapshot.headline = "Degraded: " + name + " is down";
    snapshot.notWell.insert(
        snapshot.notWell.begin(),
        {Health::Broken, "B" + name.substr(1) +
                             " is down; every topic still has its minimum of in-sync replicas."});
    for (auto& topic : snapshot.topics) {
        topic.underReplicated = topic.partitionCount;
        topic.health = Health::Degraded;
        topic.reason = "Every partition misses its replica on " + name + ".";
        snapshot.underReplicated += topic.partitionCount;
    }
    for (auto& service : snapshot.services)
        service.errorPercent = service.errorPercent ? std::optional<double>(12.5) : std::nullopt;
    snapshot.events.push_back({snapshot.events.empty() ? 1 : snapshot.events.back().sequence + 1,
                               snapshot.cluster,
                               snapshot.sampledAt - std::chrono::seconds(40),
                               {},
                               Health::Broken,
                               "broker_down",
                               name,
                               name + " down",
                               "its process ended by signal 9"});
    return snapshot;
}

/// A platform that has just come up: brokers only.
ConsoleSnapshot empty(const ConsoleSnapshot& live) {
    ConsoleSnapshot snapshot;
    snapshot.cluster = live.cluster;
    snapshot.tag = live.tag;
    snapshot.kafkaVersion = live.kafkaVersion;
    snapshot.sampledAt = live.sampledAt;
    snapshot.hasPlatform = live.hasPlatform;
    snapshot.health = Health::Working;
    snapshot.headline = "Starting";
    snapshot.summary = "No topic, group or service yet";
    snapshot.brokers = live.brokers;
    return snapshot;
}

StartProgress starting(bool failed) {
    StartProgress progress;
    progress.seconds = 2.9;
    progress.steps = {{"Data folder and ports", Health::Ok, "9092–9094, 5432 free", 0.1, {}},
                      {"PostgreSQL", Health::Ok, "ready", 0.9, {}},
                      {"Broker 1", Health::Ok, "controller", 2.2, {}},
                      {"Broker 2", Health::Ok, "joined", 2.4, {}},
                      {"Broker 3", Health::Working, "waiting for the quorum", 2.9, {}},
                      {"Topics and tables", Health::Unknown, "", 0, {}},
                      {"Services", Health::Unknown, "", 0, {}}};
    if (failed) {
        progress.steps[4] = {"Broker 3", Health::Broken, "stopped with exit code 1", 1.4,
                             "ERROR Exiting Kafka due to fatal exception\njava.io.IOException: No "
                             "space left on device"};
        progress.failure = "Broker 3 didn't start: the disk is full. Free at least 1 GB, then "
                           "start again; nothing was lost.";
    }
    return progress;
}

/// Draws the window page by page. The snapshots it shows are published to sources of its own, so
/// that they stand still.
class Photographer {
public:
    Photographer(theme::Theme& theme, widgets::ConsoleContext& context, QString folder,
                 double scale, core::UtcTime now)
        : m_context(context), m_camera(theme, std::move(folder), scale), m_now(now),
          m_window(context, pages::allPages(context.loadDesk() != nullptr),
                   {m_snapshots, m_start, [this] { return m_now; }}) {}

    void start(const QString& name, StartProgress progress) {
        m_start.publish(std::move(progress));
        m_window.tick();
        both(name, {1280, 800});
    }

    void show(ConsoleSnapshot snapshot, core::UtcTime now) {
        m_now = now;
        StartProgress ready;
        ready.ready = true;
        m_start.publish(std::move(ready));
        m_snapshots.publish(std::move(snapshot));
        m_window.tick();
    }

    void everyPage(const QString& state, bool large) {
        for (const QString& page : m_window.rail().visiblePages()) {
            m_window.openPage(page);
            m_camera.settle(); // some pages ask for more than the snapshot
            both(page % state, {1280, 800});
            if (large)
                both(page % state % QStringLiteral("-1920"), {1920, 1080});
            if (large)
                dialogs(page);
        }
    }

    void onePage(const QString& page, const QString& item, const QString& state) {
        m_window.openPage(m_window.rail().visiblePages().value(0));
        m_window.openPage(page, item);
        m_camera.settle();
        both(page % state, {1280, 800});
        both(page % state % QStringLiteral("-1920"), {1920, 1080});
    }

    /// What a key of a page leads to.
    void afterKey(const QString& page, const char* key, const QString& state) {
        m_window.openPage(page);
        m_camera.settle();
        for (QAction* action : m_window.stack().current()->actions())
            if (action->shortcut() == QKeySequence(QLatin1String(key)))
                action->trigger();
        m_camera.settle();
        both(page % state, {1280, 800});
    }

    void report() {
        const QString cluster = QStringLiteral("local");
        auto* dialog = new pages::ReportDialog(m_context, {}, cluster, &m_window);
        m_camera.both(*dialog, QStringLiteral("dialog-report"));
        delete dialog;
    }

    void overlays() {
        m_window.openPage(m_window.rail().visiblePages().value(0));
        m_window.openPalette();
        both(QStringLiteral("palette"), {1280, 800});
        m_window.openKeys();
        both(QStringLiteral("keys"), {1280, 800});
        m_window.openPage(m_window.rail().visiblePages().value(0));
        m_window.closeOverlays();
    }

    [[nodiscard]] int written() const { return m_camera.written(); }

private:
    void both(const QString& name, QSize size) { m_camera.both(m_window, name, size); }

    void dialogs(const QString& page) {
        if (m_window.stack().current() == nullptr)
            return;
        for (QDialog* dialog : m_window.stack().current()->makeDialogs()) {
            m_camera.both(*dialog, page % QStringLiteral("-dialog-") % slug(dialog->windowTitle()));
            delete dialog;
        }
    }

    /// `Kill brokers` → `kill-brokers`.
    static QString slug(const QString& title) {
        QString name = title.toLower();
        for (QChar& each : name)
            each = each.isLetterOrNumber() ? each : QChar(u'-');
        return name;
    }

    core::Published<ConsoleSnapshot> m_snapshots;
    core::Published<StartProgress> m_start;
    widgets::ConsoleContext& m_context;
    Camera m_camera;
    core::UtcTime m_now;
    widgets::MainWindow m_window;
};

/// Rates and services need a few looks.
bool isTelling(const core::ops::ConsoleSnapshotPtr& snapshot) {
    constexpr std::uint64_t kLooks = 8;
    return snapshot && snapshot->sampledAt != core::UtcTime{} && snapshot->generation >= kLooks;
}

/// Null when the platform told nothing worth a picture in two minutes.
core::ops::ConsoleSnapshotPtr waitForSnapshot(const core::Published<ConsoleSnapshot>& source) {
    constexpr qint64 kPatienceMillis = 120'000;
    QElapsedTimer timer;
    timer.start();
    while (!isTelling(source.read()) && timer.elapsed() < kPatienceMillis)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const auto seen = source.read();
    return isTelling(seen) ? seen : nullptr;
}

int failed(const std::string& sentence) {
    std::fprintf(stderr, "%s\n", sentence.c_str());
    return 1;
}

} // namespace

int renderShots(int& argc, char** argv, const ShotOptions& options, const std::string& folder,
                double scale) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (scale > 1.01)
        qputenv("QT_SCALE_FACTOR", QByteArray::number(scale));
    QApplication application(argc, argv);
    QApplication::setApplicationVersion(QString::fromStdString(options.version));
    const QString target = QString::fromStdString(folder);
    if (!QDir().mkpath(target))
        return failed("The folder " + folder + " can't be made; choose another one.");
    LayoutSettings settings(folder + "/.desktop.ini");
    QTranslator translator;
    installLanguage(application, translator, options.language);
    theme::Theme theme;
    theme.install(application);
    widgets::ConsoleContext context(theme, options.control, settings);
    std::optional<StillLoads> loads;
    if (options.load != nullptr)
        context.setLoadDesk(&loads.emplace(*options.load));
    context.setReportDesk(options.reports);
    context.setScenarioDesk(options.scenarios);
    const auto at = [&loads](StillLoads::Moment moment) { return loads && loads->set(moment); };
    const auto live = waitForSnapshot(options.snapshots);
    if (!live)
        return failed(
            "No look at the cluster succeeded in two minutes; is the platform running? See "
            "vigia status.");
    Photographer camera(theme, context, target, scale, live->sampledAt);
    camera.start(QStringLiteral("start"), starting(false));
    camera.start(QStringLiteral("start-failed"), starting(true));
    camera.show(*live, live->sampledAt + std::chrono::milliseconds(800));
    camera.everyPage({}, true);
    if (at(StillLoads::Moment::Live))
        camera.onePage(QStringLiteral("load"), QLatin1String(StillLoads::kLiveRun),
                       QStringLiteral("-live"));
    if (at(StillLoads::Moment::Kept)) {
        camera.afterKey(QStringLiteral("load"), "C", QStringLiteral("-compare"));
        camera.afterKey(QStringLiteral("load"), "T", QStringLiteral("-trend"));
    }
    camera.overlays();
    camera.report();
    if (options.desk != nullptr)
        renderClusterShots(theme, settings, options, *live, target, scale);
    if (scale > 1.01) // the states differ by nothing that a scale could spoil
        return camera.written() > 0 ? 0 : failed("Nothing could be written to " + folder + ".");
    camera.show(*live, live->sampledAt + std::chrono::seconds(75));
    camera.everyPage(QStringLiteral("-stale"), false);
    at(StillLoads::Moment::Unreadable);
    camera.show(failing(*live), live->sampledAt + std::chrono::milliseconds(800));
    camera.everyPage(QStringLiteral("-failing"), false);
    at(StillLoads::Moment::Empty);
    camera.show(empty(*live), live->sampledAt + std::chrono::milliseconds(800));
    camera.everyPage(QStringLiteral("-empty"), false);
    return camera.written() > 0 ? 0 : failed("Nothing could be written to " + folder + ".");
}

} // namespace vigia::ui
