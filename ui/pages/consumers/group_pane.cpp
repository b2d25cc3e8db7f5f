#include "ui/pages/consumers/group_pane.h"

#include "core/view/number_text.h"
#include "core/view/tables.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/common/events_tab.h"
#include "ui/pages/page.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/event_look.h"

#include <QHBoxLayout>
#include <QTabWidget>

#include <algorithm>

namespace vigia::ui::pages {
namespace {

using namespace core::view;
using core::ops::GroupPartitionRow;
using core::ops::GroupRow;
using core::ops::Series;

constexpr std::size_t kMostLines = 5;

/// The partitions with a history, largest lag first; few enough to tell their lines apart.
std::vector<const GroupPartitionRow*> drawnPartitions(const GroupRow& group) {
    std::vector<const GroupPartitionRow*> drawn;
    for (const auto& partition : group.partitions) {
        if (!partition.lagHistory.empty())
            drawn.push_back(&partition);
    }
    std::stable_sort(drawn.begin(), drawn.end(), [](const auto* a, const auto* b) {
        return a->lag.value_or(-1) > b->lag.value_or(-1);
    });
    if (drawn.size() > kMostLines)
        drawn.resize(kMostLines);
    std::sort(drawn.begin(), drawn.end(), [](const auto* a, const auto* b) {
        return std::tie(a->topic, a->partition) < std::tie(b->topic, b->partition);
    });
    return drawn;
}

const GroupRow* groupIn(const core::ops::ConsoleSnapshot& snapshot, const std::string& name) {
    const auto found = std::find_if(snapshot.groups.begin(), snapshot.groups.end(),
                                    [&](const GroupRow& each) { return each.name == name; });
    return found == snapshot.groups.end() ? nullptr : &*found;
}

/// Of "stock-updates/3".
OwnedKey partitionKey(const QString& id) {
    OwnedKey key;
    key.text = id.section(u'/', 0, -2).toStdString();
    key.number = id.section(u'/', -1).toLongLong();
    return key;
}

/// A line a partition, or one of them all where no partition has a history.
void showLag(widgets::ChartCard& card, const core::ops::ConsoleSnapshot& snapshot,
             const GroupRow& group) {
    std::vector<const Series*> series;
    std::vector<plot::ChartLine> lines;
    for (const auto* partition : drawnPartitions(group)) {
        const QString name =
            bridge::qtext(partition->topic) % u'-' % QString::number(partition->partition);
        lines.push_back({name, lines.size(), false});
        series.push_back(&partition->lagHistory);
    }
    if (series.empty()) {
        lines.push_back({GroupPane::tr("all partitions"), 0, false});
        series.push_back(&group.lagHistory);
    }
    card.setLines(lines);
    card.show(snapshot, series);
}

} // namespace

GroupPane::GroupPane(widgets::ConsoleContext& context, QWidget* parent)
    : DetailPane(context, parent) {
    tabs()->addTab(makeCharts(), tr("History"));
    m_partitions = addTable(tr("Partitions"), QStringLiteral("consumers/partitions"),
                            groupPartitionTable().plainColumns(), {{0, true}, {5, true}});
    m_members =
        addTable(tr("Members"), QStringLiteral("consumers/members"), memberTable().plainColumns());
    m_events = addTable(tr("Events"), QStringLiteral("consumers/events"),
                        eventTable().plainColumns(), {{0, true}});
    setInnerTable(
        m_partitions,
        {[](const OwnedKey& key) {
             return QString(bridge::qtext(key.text) % u'/' % QString::number(key.number));
         },
         partitionKey,
         [](const QString& id) {
             return tr("%1, partition %2").arg(id.section(u'/', 0, -2), id.section(u'/', -1));
         }});
    connect(m_partitions, &bridge::DataTable::activated, this, &GroupPane::openPartition);
    m_members->setEmptyText(tr("No members"),
                            tr("Nobody reads for this group now. Start its consumer."));
    m_events->setEmptyText(tr("No events"),
                           tr("Rebalances and verdicts of this group appear here."));
    m_partitions->setEmptyText(tr("No commits"), tr("The group has not committed an offset yet."));
}

QWidget* GroupPane::makeCharts() {
    auto* room = new QWidget(this);
    auto* row = new QHBoxLayout(room);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_lag = new widgets::ChartCard(context(), tr("Lag"), tr("records, by partition"), room);
    m_timeLag = new widgets::ChartCard(context(), tr("Time lag"),
                                       tr("age of the oldest waiting record"), room);
    for (auto* card : {m_lag, m_timeLag}) {
        card->setFlat();
        row->addWidget(card, 1);
    }
    m_lag->chart().setLeastTop(10);
    m_lag->chart().setValueText([](double value) { return bridge::qtext(shortNumber(value)); });
    m_timeLag->chart().setLeastTop(10);
    m_timeLag->chart().setRedrawDelay(plot::TimeChart::kAfterTheFirst);
    m_timeLag->chart().setValueText(
        [](double value) { return bridge::qtext(durationText(value)); });
    m_timeLag->setLines({{tr("time lag"), 5, false}});
    return room;
}

void GroupPane::openPartition() {
    if (const auto key = m_partitions->current())
        context().openTopic(bridge::qtext(key->text) % kInside % QString::number(key->number));
}

core::ops::Link GroupPane::link() const {
    auto link = context().clusterLink();
    link.group = item().toStdString();
    const auto newest = snapshot() ? snapshot()->sampledAt : context().now();
    link.from = context().timeRange().begin(newest);
    link.to = context().timeRange().end(newest);
    return link;
}

void GroupPane::itemChanged() {
    const auto newest = context().newest();
    const auto& known = snapshot() ? snapshot() : newest;
    context().control().watchGroup(known ? known->cluster : std::string(), item().toStdString());
}

void GroupPane::fill(const core::ops::ConsoleSnapshotPtr& snapshot) {
    const auto group =
        std::find_if(snapshot->groups.begin(), snapshot->groups.end(),
                     [&](const GroupRow& each) { return bridge::qtext(each.name) == item(); });
    if (group == snapshot->groups.end())
        return setGone();
    const Status state = verdictStatus(group->verdict);
    const QString reason = group->reason.empty() ? tr("%1 · %2 of %3 partitions known")
                                                       .arg(bridge::qtext(group->state))
                                                       .arg(group->partitionsKnown)
                                                       .arg(group->partitionCount)
                                                 : widgets::said(group->reason);
    setHead(state.health, bridge::qtext(state.word), reason);
    m_partitions->setSource(
        rowsOf<GroupPartitionRow>(snapshot, group->partitions, groupPartitionTable()),
        snapshot->sampledAt);
    m_members->setSource(rowsOf<core::ops::MemberRow>(snapshot, group->memberRows, memberTable()),
                         snapshot->sampledAt);
    setTabCount(m_partitions, tr("Partitions"), group->partitions.size());
    setTabCount(m_members, tr("Members"), group->memberRows.size());
    setTabCount(m_events, tr("Events"), showEvents(*m_events, *snapshot, group->name));
    fillCharts(*snapshot, *group);
}

void GroupPane::fillCharts(const core::ops::ConsoleSnapshot& snapshot, const GroupRow& group) {
    m_lag->setFill([name = group.name](widgets::ChartCard& card, const auto& newer) {
        if (const auto* found = groupIn(newer, name))
            showLag(card, newer, *found);
    });
    m_timeLag->setFill([name = group.name](widgets::ChartCard& card, const auto& newer) {
        if (const auto* found = groupIn(newer, name))
            card.show(newer, {&found->timeLagHistory});
    });
    m_lag->fill(snapshot);
    m_timeLag->fill(snapshot);
}

void GroupPane::setStale(bool stale) {
    DetailPane::setStale(stale);
    m_lag->chart().setStale(stale);
    m_timeLag->chart().setStale(stale);
}

} // namespace vigia::ui::pages
