#include "ui/bridge/data_table.h"
#include "ui/pages/common/report_dialog.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/events_lane.h"
#include "ui/widgets/keys_overlay.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/top_bar.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

namespace vigia::ui::widgets {

QAction* MainWindow::addWindowAction(const QString& text, const QKeySequence& keys,
                                     std::function<void()> run) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    addAction(action);
    return action;
}

void MainWindow::addActions() {
    theme::Theme& theme = m_context.theme();
    addWindowAction(tr("Search or run a command"), QKeySequence(QStringLiteral("Ctrl+K")),
                    [this] { openPalette(); });
    addWindowAction(tr("Keys of this page"), QKeySequence(QStringLiteral("?")),
                    [this] { openKeys(); });
    addWindowAction(tr("Pause or go on"), QKeySequence(QStringLiteral("P")),
                    [this] { setPaused(!isPaused()); });
    addWindowAction(tr("Back"), QKeySequence(QStringLiteral("Alt+Left")), [this] {
        if (const auto place = m_history.back())
            goTo(*place);
    });
    addWindowAction(tr("Forward"), QKeySequence(QStringLiteral("Alt+Right")), [this] {
        if (const auto place = m_history.forward())
            goTo(*place);
    });
    addWindowAction(tr("Zoom the charts back"), QKeySequence(QStringLiteral("Ctrl+Z")),
                    [this] { m_context.zoomBack(); });
    const auto filter = [this] { enterFilter(); };
    addWindowAction(tr("Filter"), QKeySequence(QStringLiteral("/")), filter);
    addWindowAction(tr("Find"), QKeySequence(QStringLiteral("Ctrl+F")), filter);
    addWindowAction(tr("Hide or show the events"), QKeySequence(QStringLiteral("Ctrl+E")),
                    [this] { m_lane->setCollapsed(!m_lane->isCollapsed()); });
    addWindowAction(tr("Times: UTC, local, relative, epoch"), QKeySequence(QStringLiteral("U")),
                    [this] { nextTimeStyle(); });
    addWindowAction(tr("Light or dark"), QKeySequence(QStringLiteral("Ctrl+T")),
                    [this] { Q_EMIT m_rail->themeToggled(); });
    addWindowAction(tr("Dense rows"), QKeySequence(QStringLiteral("Ctrl+D")),
                    [&theme] { theme.setDense(!theme.dense()); });
    addWindowAction(tr("Larger text"), QKeySequence(QStringLiteral("Ctrl++")),
                    [&theme] { theme.setZoom(theme.zoom() + 10); });
    addWindowAction(tr("Smaller text"), QKeySequence(QStringLiteral("Ctrl+-")),
                    [&theme] { theme.setZoom(theme.zoom() - 10); });
    addWindowAction(tr("Normal text"), QKeySequence(QStringLiteral("Ctrl+0")),
                    [&theme] { theme.setZoom(100); });
    addWindowAction(tr("Unlock or lock the cluster"), QKeySequence(QStringLiteral("Ctrl+L")),
                    [this] { m_top->toggleLock(); });
    addWindowAction(tr("Copy link"), QKeySequence(QStringLiteral("Ctrl+Shift+L")),
                    [this] { copyLink(); });
    addWindowAction(tr("Copy incident note"), QKeySequence(QStringLiteral("Ctrl+Shift+I")),
                    [this] { m_context.copyIncidentNote(); });
    addWindowAction(tr("Report…"), QKeySequence(QStringLiteral("Ctrl+R")),
                    [this] { openReport(); });
    connect(&m_context, &ConsoleContext::reportRequested, this, &MainWindow::openReport);
    connect(&m_context, &ConsoleContext::linkRequested, this, &MainWindow::copyLink);
    addWindowAction(tr("Full screen"), QKeySequence(QStringLiteral("F11")), [this] {
        window()->setWindowState(window()->windowState() ^ Qt::WindowFullScreen);
    });
    addWindowAction(tr("Quit"), QKeySequence(QStringLiteral("Ctrl+Q")),
                    [] { QApplication::closeAllWindows(); });
}

/// To what the page shows; to the cluster while there is none.
void MainWindow::copyLink() {
    const auto* page = m_stack->current();
    const auto link = page != nullptr ? page->link() : m_context.clusterLink();
    if (link.cluster.empty())
        return m_context.notify(core::ops::Health::Unknown, tr("Choose a cluster first."));
    m_context.copyText(QString::fromStdString(core::ops::linkText(link)));
}

/// Of what the window watches; it stays open beside the window while it is written.
void MainWindow::openReport() {
    const auto snapshot = m_context.newest();
    if (!snapshot || m_context.reportDesk() == nullptr)
        return m_context.notify(core::ops::Health::Unknown, tr("There is nothing to report yet."));
    (new pages::ReportDialog(m_context, {}, shown(snapshot->cluster), this))->show();
}

/// Of the table that the user is in, else of the page.
void MainWindow::enterFilter() {
    for (QWidget* at = focusWidget(); at != nullptr; at = at->parentWidget())
        if (auto* table = qobject_cast<bridge::DataTable*>(at))
            return table->enterFilter();
    if (auto* page = m_stack->current(); page != nullptr && page->filterField() != nullptr)
        page->filterField()->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::timeStyleChanged() {
    for (auto* table : findChildren<bridge::DataTable*>())
        table->setTimeStyle(m_context.timeStyle());
    timeRangeChanged();
    showStatus();
}

void MainWindow::nextTimeStyle() {
    constexpr int kStyles = 4;
    const int next = (static_cast<int>(m_context.timeStyle()) + 1) % kStyles;
    m_context.setTimeStyle(static_cast<core::view::TimeStyle>(next));
    const QString names[] = {tr("Times in UTC"), tr("Local times"), tr("Times relative to now"),
                             tr("Times in milliseconds since 1970")};
    m_context.notify(core::ops::Health::Ok, names[next]);
}

/// What can be done with the item that a page shows: "Restart… · broker 1".
void MainWindow::addButtons(const pages::Page& page, std::vector<PaletteEntry>& entries) const {
    const QString item = page.breadcrumb().join(QStringLiteral(" › "));
    for (auto* button : page.findChildren<QPushButton*>()) {
        if (!button->isVisible() || !button->isEnabled() || button->accessibleName().isEmpty())
            continue;
        entries.push_back({item.isEmpty() ? button->accessibleName()
                                          : button->accessibleName() % QStringLiteral(" · ") % item,
                           tr("This page"),
                           {},
                           [button] { button->click(); }});
    }
}

std::vector<PaletteEntry> MainWindow::paletteEntries() {
    std::vector<PaletteEntry> entries;
    const QStringList visible = m_rail->visiblePages();
    for (const auto& page : m_pages)
        if (visible.contains(page.id))
            entries.push_back({page.title, tr("Page"), {}, [this, id = page.id] { openPage(id); }});
    const auto addOf = [&entries](const QWidget& owner, const QString& kind) {
        for (QAction* action : owner.actions())
            if (action->isEnabled() && !action->text().isEmpty())
                entries.push_back({action->text(), kind,
                                   action->shortcut().toString(QKeySequence::NativeText),
                                   [action] { action->trigger(); }});
    };
    if (const auto* page = m_stack->current()) {
        addOf(*page, tr("This page"));
        addButtons(*page, entries);
    }
    addOf(*this, tr("Action"));
    for (const QAction* choice : m_top->choices())
        entries.push_back({choice->text(), choice->data().toString(), {}, [choice] {
                               const_cast<QAction*>(choice)->trigger();
                           }});
    const auto snapshot = m_context.newest();
    if (!snapshot)
        return entries;
    for (const auto& topic : snapshot->topics)
        entries.push_back(
            {shown(topic.name), tr("Topic"), {}, [this, name = QString::fromStdString(topic.name)] {
                 m_context.openTopic(name);
             }});
    for (const auto& group : snapshot->groups)
        entries.push_back(
            {shown(group.name), tr("Group"), {}, [this, name = QString::fromStdString(group.name)] {
                 m_context.openGroup(name);
             }});
    return entries;
}

void MainWindow::openPalette() {
    m_palette->open(paletteEntries());
}

void MainWindow::openKeys() {
    const auto keysOf = [](const QString& title, const QWidget& owner) {
        KeysOverlay::Section section{title, {}};
        for (const QAction* action : owner.actions())
            if (!action->shortcut().isEmpty())
                section.keys.emplace_back(action->shortcut().toString(QKeySequence::NativeText),
                                          action->text());
        return section;
    };
    std::vector<KeysOverlay::Section> sections;
    if (const auto* page = m_stack->current(); page != nullptr && !page->actions().isEmpty())
        sections.push_back(keysOf(tr("This page"), *page));
    sections.push_back(keysOf(tr("Everywhere"), *this));
    sections.push_back({tr("In tables and charts"),
                        {{tr("↑ ↓"), tr("Row above or below")},
                         {tr("Shift+↑ ↓"), tr("Choose several rows")},
                         {tr("Ctrl+A"), tr("Choose all rows")},
                         {tr("Enter"), tr("Go into the row")},
                         {tr("Ctrl+C"), tr("Copy rows as TSV")},
                         {tr("Menu"), tr("Filter by the cell, copy, columns")},
                         {tr("Esc"), tr("Clear the filter, then leave it")},
                         {tr("Ctrl+Space"), tr("Suggestions in a filter")},
                         {tr("Double-click"), tr("Open in a window")},
                         {tr("Drag in a chart"), tr("Zoom all charts")}}});
    m_keys->open(std::move(sections));
}

void MainWindow::closeOverlays() {
    m_palette->hide();
    m_keys->hide();
    setFocus();
}

void MainWindow::restoreLayout() {
    const QSettings& settings = m_context.settings();
    m_wantedPage = settings.value(QStringLiteral("window/page")).toString();
    if (isWindow()) // else the window around it knows
        restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_lane->setCollapsed(settings.value(QStringLiteral("window/laneCollapsed"), false).toBool());
    // A window that began with "Off" would never show anything.
    const int refresh = settings.value(QStringLiteral("window/refreshSeconds"), 2).toInt();
    m_refreshSeconds = refresh > 0 ? refresh : 2;
    m_top->setRefreshSeconds(m_refreshSeconds);
    m_context.setTimeLength(
        std::chrono::seconds(settings.value(QStringLiteral("window/timeSeconds"), 900).toInt()));
    m_top->setTimeRange(m_context.timeRange());
    const int style = settings.value(QStringLiteral("window/times"), 0).toInt();
    if (style > 0 && style <= static_cast<int>(core::view::TimeStyle::Epoch))
        m_context.setTimeStyle(static_cast<core::view::TimeStyle>(style));
}

void MainWindow::saveLayout() {
    QSettings& settings = m_context.settings();
    const theme::Theme& theme = m_context.theme();
    if (const auto* page = m_stack->current())
        settings.setValue(QStringLiteral("window/page"), page->id());
    settings.setValue(QStringLiteral("window/geometry"), window()->saveGeometry());
    settings.setValue(QStringLiteral("window/laneCollapsed"), m_lane->isCollapsed());
    settings.setValue(QStringLiteral("window/refreshSeconds"), m_refreshSeconds);
    settings.setValue(QStringLiteral("window/timeSeconds"),
                      qint64(m_context.timeRange().length.count()));
    settings.setValue(QStringLiteral("window/theme"), theme.mode() == theme::Mode::Light
                                                          ? QStringLiteral("light")
                                                          : QStringLiteral("dark"));
    settings.setValue(QStringLiteral("window/times"), static_cast<int>(m_context.timeStyle()));
    settings.setValue(QStringLiteral("window/dense"), theme.dense());
    settings.setValue(QStringLiteral("window/zoom"), theme.zoom());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveLayout();
    QWidget::closeEvent(event);
}

} // namespace vigia::ui::widgets
