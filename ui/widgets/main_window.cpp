#include "ui/widgets/main_window.h"

#include "core/ops/console_snapshot.h"
#include "core/view/number_text.h"
#include "ui/bridge/data_table.h"
#include "ui/pages/start/start_page.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/events_lane.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/keys_overlay.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/status_bar.h"
#include "ui/widgets/status_items.h"
#include "ui/widgets/switch_button.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/top_bar.h"

#include <algorithm>

#include <QGridLayout>
#include <QSettings>

namespace vigia::ui::widgets {

using core::ops::ConsoleSnapshotPtr;

MainWindow::MainWindow(ConsoleContext& context, std::vector<pages::PageInfo> pages,
                       WindowSources sources, QWidget* parent)
    : QWidget(parent), m_context(context), m_pages(std::move(pages)),
      m_sources(std::move(sources)) {
    m_context.setClock(m_sources.now);
    build();
    connectParts();
    addActions();
    restoreLayout();
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, &MainWindow::tick);
    m_timer.start();
    askForACluster();
    showLane();
    showStatus();
}

MainWindow::~MainWindow() = default;

void MainWindow::build() {
    const auto& cluster = m_context.cluster();
    setWindowTitle(cluster ? QString(shown(cluster->name) % QStringLiteral(" — Vigia"))
                           : QStringLiteral("Vigia"));
    setWindowIcon(QIcon(QStringLiteral(":/vigia/icons/vigia.svg")));
    resize(1280, 800);
    setMinimumSize(960, 600);
    setFocusPolicy(Qt::StrongFocus); // so that no button looks chosen before the first key
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    m_rail = new Rail(m_context.theme(), m_pages, this);
    m_top = new TopBar(m_context, this);
    m_top->setFixedHeight(m_context.theme().px(44));
    m_banner = makeLabel({}, "medium", "", this);
    m_banner->setContentsMargins(16, 6, 16, 6);
    m_banner->setWordWrap(true);
    m_banner->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_banner->setWordWrap(true);
    m_banner->hide();
    m_stack = new PageStack(m_context, m_pages, this);
    m_lane = new EventsLane(m_context.theme(), this);
    m_status = new StatusBar(m_context.theme(), this);
    grid->addWidget(m_rail, 0, 0, 4, 1);
    grid->addWidget(m_top, 0, 1);
    grid->addWidget(m_banner, 1, 1);
    grid->addWidget(m_stack, 2, 1);
    grid->addWidget(m_lane, 3, 1);
    grid->addWidget(m_status, 4, 0, 1, 2);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(1, 1);
    m_toasts = new Toasts(m_context.theme(), this);
    m_palette = new CommandPalette(m_context.theme(), this);
    m_keys = new KeysOverlay(m_context.theme(), this);
    for (QWidget* part : std::initializer_list<QWidget*>{m_rail, m_top, m_banner, m_lane, m_status,
                                                         m_toasts, m_palette, m_keys})
        m_context.stylePart(*part);
}

void MainWindow::connectParts() {
    connect(m_rail, &Rail::pageChosen, this, [this](const QString& page) { openPage(page); });
    connect(m_rail, &Rail::themeToggled, this, [this] {
        auto& theme = m_context.theme();
        theme.setMode(theme.mode() == theme::Mode::Dark ? theme::Mode::Light : theme::Mode::Dark);
    });
    connect(m_top, &TopBar::crumbChosen, this, [this](int part) {
        if (auto* page = m_stack->current())
            page->goOut(part);
    });
    connect(m_top, &TopBar::searchRequested, this, &MainWindow::openPalette);
    connect(m_top, &TopBar::timeLengthChosen, &m_context, &ConsoleContext::setTimeLength);
    connect(m_top, &TopBar::zoomBackRequested, this, [this] { m_context.zoomBack(); });
    connect(m_top, &TopBar::refreshChosen, this, &MainWindow::setRefresh);
    connect(m_top, &TopBar::pauseToggled, this, [this] { setPaused(!isPaused()); });
    connect(m_top, &TopBar::demoToggled, this, &MainWindow::setDemo);
    connect(m_stack, &PageStack::pageMade, this, &MainWindow::adopt);
    connect(&m_context, &ConsoleContext::timeRangeChanged, this, &MainWindow::timeRangeChanged);
    connect(&m_context, &ConsoleContext::timeStyleChanged, this, &MainWindow::timeStyleChanged);
    connect(&m_context, &ConsoleContext::notified, this,
            [this](core::ops::Health health, const QString& text) {
                m_toasts->say(health, text, clockTime(m_sources.now(), m_context.clockText()));
            });
    connect(&m_context, &ConsoleContext::itemRequested, this, &MainWindow::openPage);
    connect(&m_context.theme(), &theme::Theme::changed, this, [this] {
        m_top->setFixedHeight(m_context.theme().px(44));
        if (auto* page = m_stack->current(); page != nullptr && shownSnapshot())
            page->setSnapshot(shownSnapshot());
    });
}

void MainWindow::tick() {
    ++m_ticks;
    takeStart();
    takeConnection();
    takeSnapshot();
    checkAge();
    showStatus();
    if (m_ticks % 8 == 1)
        m_context.measureMemory();
    if (m_ticks % 4 == 0 && m_context.desk() != nullptr && !m_context.cluster())
        showChoice();
}

void MainWindow::takeStart() {
    const auto generation = m_sources.start.generation();
    if (generation == m_startGeneration)
        return;
    m_startGeneration = generation;
    if (const auto progress = m_sources.start.read())
        m_stack->startPage().set(*progress);
}

/// Before anything is chosen, and while a watched cluster has not answered.
void MainWindow::askForACluster() {
    if (m_context.desk() == nullptr)
        return;
    auto& page = m_stack->startPage();
    if (!m_context.cluster())
        showChoice();
    else if (watches())
        page.connectTo(*m_context.cluster());
    connect(&page, &pages::StartPage::clusterChosen, this,
            [this](const QString& name) { Q_EMIT m_context.clusterRequested(name, false); });
    connect(&page, &pages::StartPage::addRequested, this,
            [this] { Q_EMIT m_context.clusterEditRequested({}); });
    connect(&page, &pages::StartPage::editRequested, &m_context,
            &ConsoleContext::clusterEditRequested);
    connect(&page, &pages::StartPage::importRequested, &m_context,
            &ConsoleContext::clusterImportRequested);
}

/// Also what a command or an editor put into the configuration meanwhile.
void MainWindow::showChoice() {
    auto clusters = m_context.desk()->clusters();
    if (clusters == m_choice)
        return;
    m_choice = std::move(clusters);
    m_stack->startPage().choose(*m_choice);
}

bool MainWindow::watches() const {
    return m_context.cluster() && !m_context.cluster()->own;
}

void MainWindow::takeConnection() {
    if (m_sources.connection == nullptr ||
        m_sources.connection->generation() == m_connectionGeneration)
        return;
    m_connectionGeneration = m_sources.connection->generation();
    m_context.setConnection(m_sources.connection->read());
    if (m_stack->atStart())
        m_stack->startPage().set(*m_context.connection());
    else
        showBanner();
}

void MainWindow::takeSnapshot() {
    const auto start = m_sources.start.read();
    const auto generation = m_sources.snapshots.generation();
    // Once the start is over a broker that starts again must not stop the window.
    if (m_stack->atStart() ? start && !start->ready : generation == m_snapshotGeneration)
        return;
    ConsoleSnapshotPtr snapshot = m_sources.snapshots.read();
    // A watched cluster is shown once it has answered; until then the doctor has the page.
    if (!snapshot || (m_stack->atStart() && watches() && snapshot->sampledAt == core::UtcTime{}))
        return;
    m_snapshotGeneration = generation;
    m_context.setNewest(std::move(snapshot));
    m_rail->setSnapshot(m_context.newest().get());
    m_top->setSnapshot(m_context.newest().get());
    if (!m_demoKnown) { // follows the traffic until it was seen, or the user has said what he wants
        m_demoKnown = m_context.newest()->demoSharePercent > 0 || m_context.newest()->demoElsewhere;
        m_top->demoSwitch().setChecked(m_demoKnown);
    }
    if (m_stack->atStart())
        leaveStart();
    else
        deliver();
}

void MainWindow::leaveStart() {
    showBanner();
    m_context.control().setSampleInterval(std::chrono::seconds(m_refreshSeconds));
    const QStringList pages = m_rail->visiblePages();
    if (pages.contains(m_wantedPage))
        openPage(m_wantedPage, m_wantedItem);
    else
        openPage(pages.value(0));
    m_stack->makeAhead(pages);
}

void MainWindow::deliver() {
    if (isPaused())
        return showBanner();
    if (auto* page = m_stack->current())
        page->setSnapshot(m_context.newest());
    showLane();
}

ConsoleSnapshotPtr MainWindow::shownSnapshot() const {
    return isPaused() ? m_pausedAt : m_context.newest();
}

void MainWindow::openPage(const QString& page, const QString& item) {
    if (!m_context.newest()) {
        m_wantedPage = page;
        m_wantedItem = item;
        return;
    }
    if (m_stack->showPage(page, shownSnapshot()) == nullptr)
        return;
    m_rail->setCurrent(page);
    m_stack->current()->setStale(m_stale);
    if (!item.isEmpty())
        m_stack->current()->openItem(item);
    m_history.visit({page, item});
    showCrumbs();
    showLane();
}

void MainWindow::goTo(const History::Place& place) {
    m_stack->showPage(place.page, shownSnapshot());
    m_rail->setCurrent(place.page);
    if (!place.item.isEmpty())
        m_stack->current()->openItem(place.item);
    showCrumbs();
}

void MainWindow::adopt(pages::Page* page) {
    for (auto* table : page->findChildren<bridge::DataTable*>()) {
        table->setTimeStyle(m_context.timeStyle());
        connect(table, &bridge::DataTable::timeStyleChosen, &m_context,
                &ConsoleContext::setTimeStyle);
    }
    connect(page, &pages::Page::breadcrumbChanged, this, &MainWindow::showCrumbs);
    connect(page, &pages::Page::wentTo, this, [this, page](const QString& item) {
        m_history.visit({page->id(), item});
    });
}

void MainWindow::showCrumbs() {
    const auto* page = m_stack->current();
    if (page == nullptr)
        return m_top->setBreadcrumb({});
    const auto info = std::find_if(m_pages.begin(), m_pages.end(),
                                   [page](const auto& each) { return each.id == page->id(); });
    m_top->setBreadcrumb(QStringList{info->title} + page->breadcrumb());
}

void MainWindow::setPaused(bool paused) {
    m_pausedAt = paused ? m_context.newest() : nullptr;
    m_context.setFrozen(m_pausedAt);
    m_top->setPaused(isPaused());
    showBanner();
    if (!paused && m_context.newest())
        deliver();
}

std::int64_t MainWindow::newRecords() const {
    const auto ends = [](const core::ops::ConsoleSnapshot& snapshot) {
        std::int64_t sum = 0;
        for (const auto& topic : snapshot.topics)
            for (const auto& partition : topic.partitions)
                sum += partition.end.value_or(0);
        return sum;
    };
    return std::max<std::int64_t>(0, ends(*m_context.newest()) - ends(*m_pausedAt));
}

void MainWindow::showBanner() {
    const QString unseen = whatIsNotSeen();
    m_banner->setVisible(isPaused() || m_stale || !unseen.isEmpty());
    if (isPaused()) {
        setStyleProperty(*m_banner, "look", QStringLiteral("pauseBanner"));
        m_banner->setText(
            tr("Paused: what you see stands still, collecting goes on. +%1 new. P goes on.")
                .arg(QString::fromStdString(core::view::groupedText(newRecords()))));
    } else if (m_stale) {
        const auto age =
            std::chrono::duration<double>(m_sources.now() - m_context.newest()->sampledAt).count();
        setStyleProperty(*m_banner, "look", QStringLiteral("staleBanner"));
        m_banner->setText(tr("No new data from %1 for %2, since %3: what you see is old. %4")
                              .arg(shown(m_context.newest()->cluster),
                                   QString::fromStdString(core::view::durationText(age)),
                                   clockTime(m_context.newest()->sampledAt, m_context.clockText()),
                                   whySilent()));
    } else if (!unseen.isEmpty()) {
        setStyleProperty(*m_banner, "look", QStringLiteral("staleBanner"));
        m_banner->setText(unseen);
    }
}

/// An empty list could also mean that we may not see more: that is said on every page.
QString MainWindow::whatIsNotSeen() const {
    struct Kind {
        const char* about;
        QString sentence;
    };
    const Kind kinds[] = {{"topics", tr("Not authorised to see all topics: %1")},
                          {"groups", tr("Not authorised to see all groups: %1")},
                          {"cluster", tr("Not authorised to describe the cluster: %1")}};
    for (const auto& kind : kinds)
        if (const QString right = m_context.missingRight(kind.about); !right.isEmpty())
            return kind.sentence.arg(right);
    return {};
}

/// The step of the connection that fails, as the doctor found it.
QString MainWindow::whySilent() const {
    const auto report = m_context.connection();
    const auto* failed = report ? report->firstFailure() : nullptr;
    if (failed == nullptr || failed->step == "rights")
        return tr("Its brokers or the sampler don't answer; Brokers and Diagnostics tell more.");
    return QString(said(failed->about) % QStringLiteral(": ") % said(failed->found) %
                   QStringLiteral(". ") % said(failed->next));
}

void MainWindow::checkAge() {
    if (!m_context.newest())
        return;
    const auto limit = std::chrono::seconds(3 * m_refreshSeconds);
    const bool stale =
        m_refreshSeconds > 0 && m_sources.now() - m_context.newest()->sampledAt > limit;
    if (stale != m_stale && m_stack->current() != nullptr)
        m_stack->current()->setStale(stale);
    const bool changed = stale != m_stale;
    m_stale = stale;
    if (changed)
        m_rail->setStale(stale);
    if (changed || stale)
        showBanner();
}

void MainWindow::showLane() {
    const auto snapshot = shownSnapshot();
    const core::UtcTime now = snapshot ? snapshot->sampledAt : m_sources.now();
    const TimeRange& range = m_context.timeRange();
    m_lane->set(snapshot, range.begin(now), range.end(now), TopBar::rangeName(range).toLower(),
                m_context.clockText());
}

void MainWindow::showStatus() {
    m_status->set(statusItems(m_context, m_sources.now(), m_stale));
}

void MainWindow::timeRangeChanged() {
    m_top->setTimeRange(m_context.timeRange());
    if (auto* page = m_stack->current())
        page->timeRangeChanged();
    showLane();
}

void MainWindow::setRefresh(int seconds) {
    m_refreshSeconds = seconds;
    m_top->setRefreshSeconds(seconds);
    m_context.control().setSampleInterval(std::chrono::seconds(seconds));
}

void MainWindow::setDemo(bool on) {
    m_demoKnown = true;
    m_top->demoSwitch().setEnabled(false);
    core::ops::AuditEntry entry;
    entry.verb = "demo";
    entry.target = "demo traffic";
    entry.before = on ? "off" : "on";
    entry.after = on ? "on" : "off";
    m_context.audit().begin(
        entry,
        [this, on, entry] {
            m_context.control().setDemoTraffic(
                on, onGuiThread(this, [this, on, entry](const core::Result<std::string>& answer) {
                    const std::string sentence = answer ? *answer : answer.error().message;
                    m_context.audit().end(entry, answer.has_value(), sentence);
                    demoAnswered(on, answer.has_value(), localized(sentence));
                }));
        },
        [this, on](const QString& sentence) { demoAnswered(on, false, sentence); });
}

void MainWindow::demoAnswered(bool on, bool well, const QString& sentence) {
    m_top->demoSwitch().setEnabled(true);
    if (!well)
        m_top->demoSwitch().setChecked(!on);
    m_context.notify(well ? core::ops::Health::Ok : core::ops::Health::Broken, sentence);
}

void MainWindow::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    setFocus();
}

void MainWindow::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    if (m_painted)
        return;
    m_painted = true;
    QMetaObject::invokeMethod(this, &MainWindow::firstPainted, Qt::QueuedConnection);
}

} // namespace vigia::ui::widgets
