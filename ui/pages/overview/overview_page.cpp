#include "ui/pages/overview/overview_page.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/overview/overview_rows.h"
#include "ui/pages/overview/overview_tiles.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/health_banner.h"
#include "ui/widgets/mini_table.h"
#include "ui/widgets/tile.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using bridge::qtext;
using core::ops::ConsoleSnapshot;
using widgets::Card;
using widgets::ChartCard;
using widgets::MiniTable;
using widgets::said;
using widgets::shown;
using namespace core::view;

namespace {

constexpr std::size_t kMostRows = 12;

QPushButton* linkButton(Card& card) {
    auto* button = new QPushButton(&card);
    button->setProperty("kind", QStringLiteral("link"));
    card.headRight()->addWidget(button);
    return button;
}

void forbid(widgets::TileContent& tile, const QString& right) {
    if (right.isEmpty())
        return;
    tile.value = QStringLiteral("—");
    tile.unit.clear();
    tile.subLeft = OverviewPage::tr("not authorised");
    tile.subRight.clear();
    tile.subHealth.reset();
    tile.tooltip = right;
}

} // namespace

OverviewPage::OverviewPage(widgets::ConsoleContext& context, QWidget* parent)
    : Page(QStringLiteral("overview"), context, parent) {
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget(scroll);
    scroll->setWidget(inside);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(scroll);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    m_health = new widgets::HealthBanner(theme(), inside);
    column->addWidget(m_health);
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(12);
    for (int i = 0; i < 6; ++i) {
        m_tiles.push_back(new widgets::Tile(theme(), inside));
        tiles->addWidget(m_tiles.back(), 1);
    }
    column->addLayout(tiles);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    left->setSpacing(12);
    right->setSpacing(12);
    row->addLayout(left, 8);
    row->addLayout(right, 7);
    column->addLayout(row, 1);
    buildCharts(*left);
    buildTables(*right);
}

void OverviewPage::buildCharts(QVBoxLayout& column) {
    m_throughput = new ChartCard(context(), tr("Throughput"), tr("messages/s"), this);
    m_throughput->setLines({{tr("in"), 0, false}, {tr("out"), 1, false}});
    m_throughput->chart().setLeastTop(4);
    m_throughput->chart().setValueText([](double value) { return qtext(shortRate(value)); });
    m_latency = new ChartCard(context(), tr("End to end latency"), tr("commit → applied"), this);
    m_latency->chart().setRedrawDelay(plot::TimeChart::kAfterTheFirst);
    m_latency->setLines({{QStringLiteral("p50"), 0, false}, {QStringLiteral("p99"), 2, false}});
    m_latency->chart().setLeastTop(10);
    m_latency->chart().setValueText([](double value) { return qtext(latencyText(value)); });
    m_throughput->setFill([](ChartCard& card, const ConsoleSnapshot& s) {
        card.show(s, {&s.recordsIn.history, &s.recordsOut.history});
    });
    m_latency->setFill([](ChartCard& card, const ConsoleSnapshot& s) {
        card.show(s, {&s.endToEndP50.history, &s.endToEndP99.history});
    });
    m_throughput->setMinimumHeight(180);
    m_latency->setMinimumHeight(160);
    column.addWidget(m_throughput, 5);
    column.addWidget(m_latency, 4);
}

void OverviewPage::buildTables(QVBoxLayout& column) {
    m_groupsCard = new Card(theme(), this);
    m_groupsCard->setTitle(tr("Groups, worst first"));
    m_allGroups = linkButton(*m_groupsCard);
    connect(m_allGroups, &QPushButton::clicked, this,
            [this] { context().openPage(QStringLiteral("consumers")); });
    m_groups = new MiniTable(theme(),
                             {{tr("State"), 142, Qt::AlignLeft},
                              {tr("Group"), 0, Qt::AlignLeft},
                              {tr("Lag"), 58, Qt::AlignRight},
                              {tr("Time lag"), 78, Qt::AlignRight}},
                             m_groupsCard);
    m_groups->setAccessibleName(tr("Groups, worst first"));
    m_groups->setActive(true);
    connect(m_groups, &MiniTable::activated, &context(), &widgets::ConsoleContext::openGroup);
    m_noGroups = new widgets::EmptyState(theme(), QStringLiteral("consumers"), m_groupsCard);
    m_noGroups->setText(
        tr("No consumer group yet"),
        tr("Groups appear with their first commit. Switch on Demo traffic to see some."));
    m_groupsCard->body()->addWidget(m_groups);
    m_groupsCard->body()->addWidget(m_noGroups);
    m_servicesCard = new Card(theme(), this);
    m_servicesCard->setTitle(tr("Services"));
    m_allServices = linkButton(*m_servicesCard);
    connect(m_allServices, &QPushButton::clicked, this,
            [this] { context().openPage(QStringLiteral("services")); });
    m_services = new MiniTable(theme(),
                               {{tr("Service"), 0, Qt::AlignLeft},
                                {tr("req/s"), 72, Qt::AlignRight},
                                {tr("p95"), 84, Qt::AlignRight},
                                {tr("RSS"), 84, Qt::AlignRight}},
                               m_servicesCard);
    m_services->setAccessibleName(tr("Services"));
    m_services->setActive(true);
    connect(m_services, &MiniTable::activated, this,
            [this](const QString& id) { context().openItem(QStringLiteral("services"), id); });
    m_noServices = new widgets::EmptyState(theme(), QStringLiteral("services"), m_servicesCard);
    m_noServices->setText(tr("No service answers yet"),
                          tr("They start after the brokers and the database; the Services page "
                             "shows why one doesn't."));
    m_servicesCard->body()->addWidget(m_services);
    m_servicesCard->body()->addWidget(m_noServices);
    column.addWidget(m_groupsCard);
    column.addWidget(m_servicesCard);
    column.addWidget(makeTopics());
    column.addStretch(1);
}

QWidget* OverviewPage::makeTopics() {
    m_topicsCard = new Card(theme(), this);
    m_topicsCard->setTitle(tr("Topics, worst and busiest first"));
    m_allTopics = linkButton(*m_topicsCard);
    m_allTopics->setAccessibleName(tr("All topics"));
    connect(m_allTopics, &QPushButton::clicked, this,
            [this] { context().openPage(QStringLiteral("topics")); });
    m_topics = new MiniTable(theme(),
                             {{tr("Topic"), 0, Qt::AlignLeft},
                              {tr("rec/s"), 64, Qt::AlignRight},
                              {tr("Records"), 76, Qt::AlignRight},
                              {tr("Size"), 84, Qt::AlignRight}},
                             m_topicsCard);
    m_topics->setAccessibleName(tr("Topics, worst and busiest first"));
    m_topics->setActive(true);
    connect(m_topics, &MiniTable::activated, &context(), &widgets::ConsoleContext::openTopic);
    m_topicsCard->body()->addWidget(m_topics);
    return m_topicsCard;
}

void OverviewPage::showTopics(const ConsoleSnapshot& snapshot) {
    std::vector<widgets::MiniRow> rows;
    for (const auto* topic : worstTopics(snapshot))
        rows.push_back(topicRow(*topic));
    m_topicsCard->setVisible(!rows.empty());
    m_topics->setRows(std::move(rows));
    m_allTopics->setText(tr("all %1 →").arg(snapshot.topics.size()));
}

void OverviewPage::setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) {
    m_snapshot = std::move(snapshot);
    showHealth(*m_snapshot);
    showTiles(*m_snapshot);
    showCharts(*m_snapshot);
    showGroups(*m_snapshot);
    showServices(*m_snapshot);
    showTopics(*m_snapshot);
}

void OverviewPage::timeRangeChanged() {
    if (m_snapshot)
        showCharts(*m_snapshot);
}

void OverviewPage::setStale(bool stale) {
    m_stale = stale;
    if (m_snapshot)
        showHealth(*m_snapshot);
    for (widgets::Tile* tile : m_tiles)
        tile->setStale(stale);
    m_throughput->chart().setStale(stale);
    m_latency->chart().setStale(stale);
    m_groups->setStale(stale);
    m_services->setStale(stale);
    m_topics->setStale(stale);
}

void OverviewPage::showHealth(const ConsoleSnapshot& snapshot) {
    if (m_stale)
        return m_health->set(core::ops::Health::Unknown, tr("Not known"),
                             tr("Last known: %1").arg(said(snapshot.headline)),
                             said(snapshot.summary));
    QStringList all;
    for (const auto& [health, reason] : snapshot.notWell)
        all += said(reason);
    // The headline names the worst part; here the parts stand beside it.
    const QString word = said(snapshot.headline).section(QStringLiteral(": "), 0, 0);
    QString explanation = all.isEmpty() ? said(snapshot.summary)
                                        : QStringList(all.mid(0, 2)).join(QStringLiteral(" · "));
    if (all.size() > 2)
        explanation += QStringLiteral(" · ") % tr("and %1 more").arg(all.size() - 2);
    m_health->set(snapshot.health, word, explanation,
                  (all.isEmpty() ? QStringList{said(snapshot.summary)} : all).join(u'\n'));
}

void OverviewPage::showTiles(const ConsoleSnapshot& snapshot) {
    auto contents = overviewTiles(snapshot, theme().tokens());
    // What we may not see is no zero.
    constexpr std::size_t kReplicas = 1;
    constexpr std::size_t kGroups = 2;
    constexpr std::size_t kGrowing = 5;
    if (!snapshot.hasPlatform && snapshot.groups.empty())
        forbid(contents[kGroups], context().missingRight("groups"));
    if (!snapshot.hasPlatform && snapshot.topics.empty())
        for (const std::size_t tile : {kReplicas, kGrowing})
            forbid(contents[tile], context().missingRight("topics"));
    for (std::size_t i = 0; i < m_tiles.size() && i < contents.size(); ++i)
        m_tiles[i]->set(std::move(contents[i]));
}

void OverviewPage::showCharts(const ConsoleSnapshot& snapshot) {
    m_throughput->fill(snapshot);
    m_latency->setVisible(snapshot.hasPlatform);
    if (snapshot.hasPlatform)
        m_latency->fill(snapshot);
}

void OverviewPage::showGroups(const ConsoleSnapshot& snapshot) {
    std::vector<widgets::MiniRow> rows;
    for (std::size_t i = 0; i < std::min(kMostRows, snapshot.groups.size()); ++i)
        rows.push_back(groupRow(snapshot.groups[i]));
    m_groups->setVisible(!rows.empty());
    m_noGroups->setVisible(rows.empty());
    const QString right = context().missingRight("groups");
    if (!right.isEmpty())
        m_noGroups->setText(tr("Not authorised to see groups"), right);
    else if (snapshot.hasPlatform)
        m_noGroups->setText(
            tr("No consumer group yet"),
            tr("Groups appear with their first commit. Switch on Demo traffic to see some."));
    else
        m_noGroups->setText(tr("No consumer group yet"),
                            tr("Groups appear with their first commit."));
    m_groups->setRows(std::move(rows));
    m_allGroups->setText(tr("all %1 →").arg(snapshot.groups.size()));
    m_allGroups->setAccessibleName(tr("All consumer groups"));
    m_allGroups->setVisible(!snapshot.groups.empty());
}

void OverviewPage::showServices(const ConsoleSnapshot& snapshot) {
    std::vector<widgets::MiniRow> rows;
    for (std::size_t i = 0; i < std::min(kMostRows, snapshot.services.size()); ++i)
        rows.push_back(serviceRow(snapshot.services[i]));
    m_servicesCard->setVisible(snapshot.hasPlatform);
    m_services->setVisible(!rows.empty());
    m_noServices->setVisible(rows.empty());
    m_services->setRows(std::move(rows));
    m_allServices->setText(tr("all %1 →").arg(snapshot.services.size()));
    m_allServices->setAccessibleName(tr("All services"));
    m_allServices->setVisible(!snapshot.services.empty());
}

} // namespace vigia::ui::pages
