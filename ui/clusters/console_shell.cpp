#include "ui/clusters/console_shell.h"

#include "ui/clusters/close_dialog.h"
#include "ui/clusters/cluster_dialog.h"
#include "ui/clusters/connection_dialog.h"
#include "ui/clusters/remove_dialog.h"
#include "ui/pages/fleet/fleet_page.h"
#include "ui/pages/load/load_page.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QSettings>
#include <QStackedLayout>
#include <QTimer>

#include <algorithm>

namespace vigia::ui::clusters {

using core::ops::ClusterInfo;

/// The fleet stands before the last page, which is about the program.
std::vector<pages::PageInfo> shellPages(bool load) {
    auto all = pages::allPages(load);
    auto fleet = pages::fleetPage();
    std::swap(fleet.separatorBefore, all.back().separatorBefore);
    all.insert(all.end() - 1, std::move(fleet));
    return all;
}

/// What belongs to one cluster in one window. The widgets go first, then what they read from.
struct ConsoleShell::Console {
    ~Console() { delete window; }

    std::shared_ptr<core::ops::ClusterFeed> feed;
    std::unique_ptr<widgets::ConsoleContext> context;
    QPointer<widgets::MainWindow> window;
};

ConsoleShell::ConsoleShell(const ShellParts& parts, QWidget* parent)
    : QWidget(parent), m_parts(parts), m_layout(new QStackedLayout(this)) {
    setWindowIcon(QIcon(QStringLiteral(":/vigia/icons/vigia.svg")));
    setWindowTitle(QStringLiteral("Vigia"));
    resize(1280, 800);
    setMinimumSize(960, 600);
    restoreGeometry(m_parts.settings.value(QStringLiteral("window/geometry")).toByteArray());
}

ConsoleShell::~ConsoleShell() = default;

widgets::MainWindow& ConsoleShell::console() const {
    return *m_console->window;
}

widgets::ConsoleContext& ConsoleShell::context() const {
    return *m_console->context;
}

QString ConsoleShell::cluster() const {
    const auto& shown = m_console->context->cluster();
    return shown ? QString::fromStdString(shown->name) : QString();
}

void ConsoleShell::show(const QString& cluster) {
    auto console = std::make_unique<Console>();
    const auto known = m_parts.desk.clusters();
    const auto info = std::find_if(known.begin(), known.end(), [&](const ClusterInfo& each) {
        return each.name == cluster.toStdString();
    });
    std::optional<ClusterInfo> chosen;
    std::string problem;
    if (info != known.end()) {
        auto opened = m_parts.desk.open(info->name);
        if (opened) {
            console->feed = std::move(*opened);
            chosen = *info;
        } else {
            problem = opened.error().message;
        }
    } else if (!cluster.isEmpty()) {
        problem = tr("There is no cluster %1 any more.").arg(cluster).toStdString();
    }
    auto* feed = console->feed.get();
    console->context = std::make_unique<widgets::ConsoleContext>(
        m_parts.theme,
        feed != nullptr ? feed->control() : static_cast<core::ops::PlatformControl&>(m_noControl),
        m_parts.settings);
    console->context->setClusters(&m_parts.desk, chosen);
    console->context->audit().setWriter(m_parts.audit);
    console->context->setLoadDesk(m_parts.load);
    console->context->setScenarioDesk(m_parts.scenarios);
    console->context->setReportDesk(m_parts.reports);
    widgets::WindowSources sources{feed != nullptr ? feed->snapshots() : m_noSnapshots,
                                   feed != nullptr ? feed->progress() : m_noProgress, m_parts.now,
                                   feed != nullptr ? &feed->connection() : nullptr};
    console->window = new widgets::MainWindow(*console->context,
                                              shellPages(m_parts.load != nullptr), sources, this);
    put(std::move(console));
    if (!problem.empty())
        context().notify(core::ops::Health::Broken, widgets::localized(problem));
    if (chosen)
        m_parts.settings.setValue(QStringLiteral("window/cluster"), cluster);
}

void ConsoleShell::showAnew() {
    const QString shown = cluster();
    const auto known = m_parts.desk.clusters();
    if (std::any_of(known.begin(), known.end(),
                    [&](const ClusterInfo& each) { return each.name == shown.toStdString(); }))
        return show(shown);
    show(QString());
    context().notify(core::ops::Health::Ok, tr("%1 is no longer watched.").arg(shown));
}

void ConsoleShell::put(std::unique_ptr<Console> console) {
    if (m_console) {
        m_console->window->saveLayout();
        m_layout->removeWidget(m_console->window);
        m_console->window->hide();
        // It may be one of its own menus that asked: it goes when that has returned.
        QTimer::singleShot(
            0, this,
            [old = std::shared_ptr<Console>(std::move(m_console))]() mutable { old.reset(); });
    }
    m_console = std::move(console);
    m_layout->addWidget(m_console->window);
    m_layout->setCurrentWidget(m_console->window);
    setWindowTitle(m_console->window->windowTitle());
    connectConsole();
    m_console->window->setFocus();
}

void ConsoleShell::connectConsole() {
    using widgets::ConsoleContext;
    auto* context = m_console->context.get();
    connect(context, &ConsoleContext::clusterRequested, this, &ConsoleShell::request);
    connect(context, &ConsoleContext::clusterEditRequested, this, &ConsoleShell::edit);
    connect(context, &ConsoleContext::clusterImportRequested, this, &ConsoleShell::import);
    connect(context, &ConsoleContext::clusterTestRequested, this, &ConsoleShell::test);
    connect(context, &ConsoleContext::clusterRemoveRequested, this, &ConsoleShell::askToRemove);
    connect(m_console->window, &widgets::MainWindow::firstPainted, this, [this] {
        if (!std::exchange(m_painted, true))
            Q_EMIT firstPainted();
    });
}

void ConsoleShell::request(const QString& cluster, bool newWindow) {
    if (newWindow)
        Q_EMIT windowRequested(cluster);
    else
        show(cluster);
}

void ConsoleShell::edit(const QString& cluster) {
    auto* dialog = new ClusterDialog(context(), m_parts.desk, cluster, m_console->window);
    connect(dialog, &ClusterDialog::saved, this, &ConsoleShell::finishEdit);
    dialog->open();
}

void ConsoleShell::import() {
    const QString file = QFileDialog::getOpenFileName(
        this, tr("A Java client's properties"), QString(),
        tr("Properties (*.properties);;All files (*)"), nullptr, QFileDialog::DontUseNativeDialog);
    if (file.isEmpty())
        return;
    auto* dialog = new ClusterDialog(context(), m_parts.desk, {}, m_console->window);
    connect(dialog, &ClusterDialog::saved, this, &ConsoleShell::finishEdit);
    dialog->importFrom(file);
    dialog->open();
}

void ConsoleShell::test(const QString& cluster) {
    (new ConnectionDialog(context(), m_parts.desk, cluster, m_console->window))->open();
}

void ConsoleShell::askToRemove(const QString& cluster) {
    auto* dialog = new RemoveDialog(context(), m_parts.desk, cluster, m_console->window);
    connect(dialog, &RemoveDialog::removed, this, &ConsoleShell::clusterChanged);
    dialog->open();
}

/// A new one is what the user wants to see now.
void ConsoleShell::finishEdit(const QString& cluster) {
    if (cluster != this->cluster())
        show(cluster);
    Q_EMIT clusterChanged(cluster);
}

/// The last window takes the program with it, and so the run that goes on.
bool ConsoleShell::mayClose() {
    const auto status = m_parts.load != nullptr ? m_parts.load->status().read() : nullptr;
    const auto windows = QApplication::topLevelWidgets();
    const bool last = std::none_of(windows.begin(), windows.end(), [this](const QWidget* each) {
        return each != this && each->isVisible() && qobject_cast<const ConsoleShell*>(each);
    });
    if (!m_asking || !last || !status || !status->run)
        return true;
    if (!m_closing) {
        m_closing = new CloseDialog(m_parts.theme, *m_parts.load, this);
        connect(m_closing, &CloseDialog::mayClose, this, &QWidget::close);
    }
    m_closing->open();
    return false;
}

void ConsoleShell::closeEvent(QCloseEvent* event) {
    if (!mayClose())
        return event->ignore();
    if (m_console)
        m_console->window->saveLayout();
    QWidget::closeEvent(event);
}

} // namespace vigia::ui::clusters
