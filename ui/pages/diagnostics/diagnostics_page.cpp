#include "ui/pages/diagnostics/diagnostics_page.h"

#include "core/view/detail_tables.h"
#include "core/view/number_text.h"
#include "core/view/tables.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/common/detail_pane.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tile.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <numeric>

namespace vigia::ui::pages {
namespace {

using namespace core::view;
using core::ops::Health;

constexpr double kTurnP99Limit = 16;
constexpr double kTurnWorstLimit = 50;

QString millis(double value) {
    return QString::number(value, 'f', value < 10 ? 1 : 0);
}

std::vector<std::pair<QString, QString>> buildFacts() {
#ifdef NDEBUG
    const QString kind = DiagnosticsPage::tr("optimised");
#else
    const QString kind = DiagnosticsPage::tr("debug");
#endif
    const QString version = QCoreApplication::applicationVersion();
    return {{DiagnosticsPage::tr("Vigia"), version.isEmpty() ? QStringLiteral("—") : version},
            {DiagnosticsPage::tr("Build"), kind},
            {DiagnosticsPage::tr("Compiler"),
             QStringLiteral("GCC %1.%2").arg(__GNUC__).arg(__GNUC_MINOR__)},
            {DiagnosticsPage::tr("Qt"), QString::fromLatin1(qVersion())},
            {DiagnosticsPage::tr("Platform"), QGuiApplication::platformName()}};
}

/// A figure with its unit cut off its short text: "38.1 MB" → "38.1", "MB".
void setBytes(widgets::TileContent& content, double bytes) {
    const QString text = bytes > 0 ? bridge::qtext(shortBytes(bytes)) : QStringLiteral("—");
    content.value = text.section(u' ', 0, 0);
    content.unit = text.section(u' ', 1);
}

} // namespace

DiagnosticsPage::DiagnosticsPage(widgets::ConsoleContext& context, QWidget* parent)
    : Page(QStringLiteral("diagnostics"), context, parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(makeTiles());
    bridge::DataTableOptions options{settingsFolder(context, id()) % QStringLiteral("/queues"),
                                     tr("Queues"),
                                     {tr("%1 queue"), tr("%1 queues")},
                                     QStringLiteral("diagnostics"),
                                     {{4, true}, {3, true}},
                                     false};
    m_queues = new bridge::DataTable(theme(), context.settings(), queueTable().plainColumns(),
                                     std::move(options), this);
    m_queues->setEmptyText(tr("No queues yet"), tr("They appear with the first sample."));
    auto* below = new QHBoxLayout;
    below->setSpacing(12);
    below->addWidget(makeProcesses(), 3);
    below->addWidget(makeBuild(), 1);
    column->addWidget(m_queues, 1);
    column->addLayout(below, 1);
    addPageAction(tr("Forget the longest turn"), {}, [this] {
        this->context().watchdog().reset();
        showTurns();
    });
    auto* timer = new QTimer(this);
    timer->setInterval(1000);
    connect(timer, &QTimer::timeout, this, [this] {
        if (isVisible())
            showTurns();
    });
    timer->start();
}

QLayout* DiagnosticsPage::makeTiles() {
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    for (int i = 0; i < 5; ++i) {
        m_tiles.push_back(new widgets::Tile(theme(), this));
        row->addWidget(m_tiles.back(), 1);
    }
    return row;
}

widgets::Card* DiagnosticsPage::makeProcesses() {
    auto* card = new widgets::Card(theme(), this);
    card->setTitle(tr("Processes"), tr("of this platform on this machine"));
    bridge::DataTableOptions options{settingsFolder(context(), id()) % QStringLiteral("/processes"),
                                     tr("Processes"),
                                     {tr("%1 process"), tr("%1 processes")},
                                     QStringLiteral("services"),
                                     {{3, true}},
                                     true};
    m_processes = new bridge::DataTable(theme(), context().settings(),
                                        processTable().plainColumns(), std::move(options), card);
    card->body()->addWidget(m_processes);
    return card;
}

widgets::Card* DiagnosticsPage::makeBuild() {
    auto* card = new widgets::Card(theme(), this);
    card->setTitle(tr("Build"));
    auto* grid = new QGridLayout;
    grid->setContentsMargins(12, 4, 12, 12);
    grid->setHorizontalSpacing(16);
    QString text;
    int line = 0;
    for (const auto& [name, value] : buildFacts()) {
        grid->addWidget(widgets::makeLabel(name, "", "muted"), line, 0);
        grid->addWidget(widgets::makeLabel(value), line++, 1);
        text += name % QStringLiteral(": ") % value % u'\n';
    }
    grid->addWidget(widgets::makeLabel(tr("First paint"), "", "muted"), line, 0);
    m_firstPaint = widgets::makeLabel(QStringLiteral("—"));
    grid->addWidget(m_firstPaint, line, 1);
    grid->setColumnStretch(1, 1);
    auto* copy = new QPushButton(tr("Copy"), card);
    copy->setAccessibleName(tr("Copy build information"));
    connect(copy, &QPushButton::clicked, this,
            [text] { QGuiApplication::clipboard()->setText(text); });
    card->headRight()->addWidget(copy);
    card->body()->addLayout(grid);
    card->body()->addStretch(1);
    return card;
}

void DiagnosticsPage::setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) {
    m_snapshot = std::move(snapshot);
    context().measureMemory();
    m_queues->setSource(rowsOf<core::QueueStats>(m_snapshot, m_snapshot->queues, queueTable()),
                        m_snapshot->sampledAt);
    showProcesses();
    showTiles();
    showTurns();
}

void DiagnosticsPage::showProcesses() {
    auto rows = processesOf(*m_snapshot);
    const std::int64_t own = context().residentBytes();
    rows.push_back({"desktop",
                    "desktop",
                    QCoreApplication::applicationPid(),
                    own > 0 ? std::optional(own) : std::nullopt,
                    {},
                    Health::Ok});
    m_processes->setSource(rowsOf(std::move(rows), processTable()), m_snapshot->sampledAt);
}

void DiagnosticsPage::showTurns() {
    const auto turns = context().watchdog().turns();
    widgets::TileContent content;
    content.label = tr("GUI turn p99");
    content.value = turns.count > 0 ? millis(turns.p99Millis.wall) : QStringLiteral("—");
    content.unit = tr("ms");
    content.subLeft = tr("worst %1 ms").arg(millis(turns.maxMillis.wall));
    content.subRight = tr("%1 over 50 ms").arg(turns.over50);
    if (turns.count > 0)
        content.subHealth =
            turns.p99Millis.wall <= kTurnP99Limit && turns.maxMillis.wall <= kTurnWorstLimit
                ? Health::Ok
                : Health::Degraded;
    content.color = theme().tokens().series[0];
    content.tooltip =
        tr("Turns of the event loop: at most 16 ms at p99 and 50 ms at worst. Computing "
           "took %1 ms at p99 and %2 ms at worst; the rest waited for a processor.")
            .arg(millis(turns.p99Millis.cpu), millis(turns.maxMillis.cpu));
    m_tiles[0]->set(content);
    showAge();
    if (const auto first = context().firstPaintMillis())
        m_firstPaint->setText(tr("%1 ms after the start").arg(qRound(*first)));
}

void DiagnosticsPage::showAge() {
    widgets::TileContent content;
    const double age =
        m_snapshot ? std::chrono::duration<double>(context().now() - m_snapshot->sampledAt).count()
                   : -1;
    content.label = tr("Sample age");
    content.value = age >= 0 ? QString::number(age, 'f', 1) : QStringLiteral("—");
    content.unit = tr("s");
    content.subLeft = m_snapshot ? tr("snapshot %1").arg(m_snapshot->generation) : QString();
    content.color = theme().tokens().series[4];
    m_tiles[1]->set(content);
}

void DiagnosticsPage::showTiles() {
    const auto sum = [](const auto& rows) {
        return std::accumulate(rows.begin(), rows.end(), 0.0, [](double all, const auto& row) {
            return all + static_cast<double>(row.memoryBytes.value_or(0));
        });
    };
    widgets::TileContent content;
    content.label = tr("Desktop memory");
    setBytes(content, static_cast<double>(context().residentBytes()));
    content.subLeft = tr("at most 120 MB");
    content.color = theme().tokens().series[1];
    m_tiles[2]->set(content);
    content.label = tr("Brokers and workers");
    setBytes(content, sum(m_snapshot->brokers) + sum(m_snapshot->services));
    content.subLeft = tr("workers %1").arg(bridge::qtext(shortBytes(sum(m_snapshot->services))));
    m_tiles[3]->set(content);
    content = {};
    const auto& queues = m_snapshot->queues;
    const auto dropped =
        std::accumulate(queues.begin(), queues.end(), std::uint64_t{0},
                        [](auto all, const auto& queue) { return all + queue.dropped; });
    content.label = tr("Dropped");
    content.value = bridge::qtext(shortNumber(static_cast<double>(dropped)));
    content.unit = tr("items");
    content.subLeft = tr("%1 queues").arg(queues.size());
    content.subRight = dropped > 0 ? tr("see below") : tr("none");
    content.subHealth = dropped > 0 ? Health::Degraded : Health::Ok;
    content.color = theme().tokens().series[2];
    m_tiles[4]->set(content);
}

void DiagnosticsPage::setStale(bool stale) {
    m_queues->setStale(stale);
    m_processes->setStale(stale);
    for (std::size_t i = 2; i < m_tiles.size(); ++i)
        m_tiles[i]->setStale(stale);
}

QWidget* DiagnosticsPage::filterField() const {
    return m_queues->filterField();
}

} // namespace vigia::ui::pages
