#include "ui/pages/topics/topic_pane.h"

#include "core/view/cell_text.h"
#include "core/view/detail_tables.h"
#include "core/view/number_text.h"
#include "core/view/tables.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/page.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/gui_answer.h"

#include <QTabWidget>

#include <algorithm>

namespace vigia::ui::pages {
namespace {

using namespace core::view;

QString figures(const core::ops::TopicRow& topic) {
    const QString records = topic.records
                                ? bridge::qtext(shortNumber(static_cast<double>(*topic.records)))
                                : QStringLiteral("—");
    const QString rate = topic.recordsPerSecond ? bridge::qtext(shortRate(*topic.recordsPerSecond))
                                                : QStringLiteral("—");
    return TopicPane::tr("%n partition(s) · replication %1 · %2 records · %3/s", nullptr,
                         topic.partitionCount)
        .arg(topic.replicationFactor)
        .arg(records, rate);
}

} // namespace

TopicPane::TopicPane(widgets::ConsoleContext& context, QWidget* parent)
    : DetailPane(context, parent) {
    m_partitions = addTable(tr("Partitions"), QStringLiteral("topics/partitions"),
                            partitionTable().plainColumns());
    m_groups = addTable(tr("Consumers"), QStringLiteral("topics/consumers"),
                        topicGroupTable().plainColumns(), {{0, true}, {2, true}});
    m_configuration = addTable(tr("Configuration"), QStringLiteral("topics/configuration"),
                               configTable().plainColumns());
    m_groups->setEmptyText(tr("No consumer"),
                           tr("No group has committed an offset on this topic."));
    setInnerTable(m_partitions, {[](const OwnedKey& key) { return QString::number(key.number); },
                                 [](const QString& id) {
                                     return OwnedKey(RowKey{{}, id.toLongLong()});
                                 },
                                 [](const QString& id) { return tr("Partition %1").arg(id); }});
    connect(m_groups, &bridge::DataTable::activated, this, &TopicPane::openGroup);
    connect(tabs(), &QTabWidget::currentChanged, this, &TopicPane::askConfiguration);
}

void TopicPane::openInner(const QString& inner) {
    bool given = false;
    const auto offset = inner.section(kInside, 1, 1).toLongLong(&given);
    DetailPane::openInner(inner.section(kInside, 0, 0));
    m_offset = given ? std::optional<std::int64_t>(offset) : std::nullopt;
    m_offsetPartition = inner.section(kInside, 0, 0);
    redraw();
}

core::ops::Link TopicPane::link() const {
    auto link = context().clusterLink();
    link.topic = item().toStdString();
    bool chosen = false;
    const int partition = inner().toInt(&chosen);
    if (chosen)
        link.partition = partition;
    if (chosen && m_offset && inner() == m_offsetPartition)
        link.offset = m_offset;
    return link;
}

/// Where the record of a link is in the log.
QString TopicPane::placeOf(const core::ops::TopicRow& topic) const {
    const auto found =
        std::find_if(topic.partitions.begin(), topic.partitions.end(),
                     [&](const auto& row) { return QString::number(row.partition) == inner(); });
    if (!m_offset || inner() != m_offsetPartition || found == topic.partitions.end())
        return {};
    const QString place = tr("Offset %1 of partition %2").arg(*m_offset).arg(inner());
    if (!found->end)
        return place;
    if (*m_offset >= *found->end)
        return tr("%1: not written yet, the log ends at %2").arg(place).arg(*found->end);
    if (found->logStart && *m_offset < *found->logStart)
        return tr("%1: deleted, the log begins at %2").arg(place).arg(*found->logStart);
    return tr("%1: %2 before the end of the log").arg(place).arg(*found->end - *m_offset);
}

void TopicPane::openGroup() {
    if (const auto key = m_groups->current())
        context().openGroup(bridge::qtext(key->text));
}

void TopicPane::fill(const core::ops::ConsoleSnapshotPtr& snapshot) {
    const auto& topics = snapshot->topics;
    const auto topic = std::find_if(topics.begin(), topics.end(), [&](const auto& each) {
        return bridge::qtext(each.name) == item();
    });
    if (topic == topics.end())
        return setGone();
    const QString reason =
        topic->reason.empty() ? QString() : QString(u'\n' % widgets::said(topic->reason));
    const Value state = topicTable().columns.front().value(*topic);
    const QString place = placeOf(*topic);
    setHead(topic->health, bridge::qtext(textOf(state)),
            place.isEmpty() ? QString(figures(*topic) % reason) : QString(place % reason));
    m_partitions->setSource(
        rowsOf<core::ops::PartitionRow>(snapshot, topic->partitions, partitionTable()),
        snapshot->sampledAt);
    m_groups->setSource(rowsOf(groupsOf(*snapshot, *topic), topicGroupTable()),
                        snapshot->sampledAt);
    setTabCount(m_partitions, tr("Partitions"), topic->partitions.size());
    setTabCount(m_groups, tr("Consumers"), topic->groups.size());
}

void TopicPane::itemChanged() {
    askConfiguration();
}

void TopicPane::askConfiguration() {
    if (tabs()->currentWidget() != m_configuration || m_asked == item() || !snapshot())
        return;
    m_asked = item();
    m_configuration->setSource(nullptr, {});
    m_configuration->setEmptyText(tr("Asking the broker…"),
                                  tr("The configuration of %1 is on its way.").arg(item()));
    const std::uint64_t question = ++m_question;
    context().control().topicConfiguration(
        snapshot()->cluster, item().toStdString(),
        widgets::onGuiThread(this, [this, question](const core::Result<core::JsonValue>& entries) {
            if (question == m_question)
                showConfiguration(entries);
        }));
}

void TopicPane::showConfiguration(const core::Result<core::JsonValue>& entries) {
    const auto rows = entries ? readConfiguration(*entries)
                              : core::Result<std::vector<ConfigRow>>(entries.error());
    if (!rows) {
        m_asked.clear(); // the next look asks again
        return m_configuration->setEmptyText(tr("No configuration"),
                                             widgets::localized(rows.error().message));
    }
    setTabCount(m_configuration, tr("Configuration"), rows->size());
    m_configuration->setSource(rowsOf(*rows, configTable()), {});
}

} // namespace vigia::ui::pages
