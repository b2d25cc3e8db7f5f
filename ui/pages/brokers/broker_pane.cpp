#include "ui/pages/brokers/broker_pane.h"

#include "core/view/detail_tables.h"
#include "core/view/tables.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/common/events_tab.h"
#include "ui/widgets/event_look.h"

#include <QDialog>
#include <QPushButton>

#include <algorithm>
#include <cstring>

namespace vigia::ui::pages {
namespace {

using namespace core::view;
using core::ops::BrokerRow;

const BrokerRow* brokerIn(const core::ops::ConsoleSnapshot& snapshot, std::int32_t id) {
    const auto found = std::find_if(snapshot.brokers.begin(), snapshot.brokers.end(),
                                    [&](const BrokerRow& row) { return row.id == id; });
    return found == snapshot.brokers.end() ? nullptr : &*found;
}

} // namespace

BrokerPane::BrokerPane(widgets::ConsoleContext& context, QWidget* parent)
    : DetailPane(context, parent) {
    m_replicas = addTable(tr("Replicas"), QStringLiteral("brokers/replicas"),
                          replicaTable().plainColumns(), {{0, true}, {4, false}});
    m_events = addTable(tr("Events"), QStringLiteral("brokers/events"), eventTable().plainColumns(),
                        {{0, true}});
    m_replicas->setEmptyText(tr("No replicas"), tr("No partition has a replica here yet."));
    m_events->setEmptyText(tr("No events"),
                           tr("Going down, coming up and leader changes appear here."));
    m_actions = {
        addButton(tr("Pause…"), "", [this] { ask(tr("Pause brokers"), tr("Pause"), "pause"); }),
        addButton(tr("Resume…"), "", [this] { ask(tr("Resume brokers"), tr("Resume"), "resume"); }),
        addButton(tr("Restart…"), "",
                  [this] { ask(tr("Restart brokers"), tr("Restart"), "restart"); }),
        addButton(tr("Kill…"), "danger", [this] { ask(tr("Kill brokers"), tr("Kill"), "kill"); })};
}

std::vector<std::int32_t> BrokerPane::chosen() const {
    auto ids = m_chosen ? m_chosen() : std::vector<std::int32_t>();
    return ids.empty() ? std::vector<std::int32_t>{m_broker} : ids;
}

void BrokerPane::fill(const core::ops::ConsoleSnapshotPtr& snapshot) {
    m_broker = item().section(u' ', -1).toInt();
    const BrokerRow* broker = brokerIn(*snapshot, m_broker);
    for (auto* button : m_actions) {
        button->setEnabled(broker && broker->owned);
        button->setToolTip(broker && !broker->owned ? tr("Not a process of Vigia's local stack")
                                                    : QString());
    }
    if (!broker)
        return setGone();
    const Status state = plainStatus(broker->health);
    const QString role = broker->controller
                             ? tr("%1 · controller").arg(bridge::qtext(broker->address))
                             : bridge::qtext(broker->address);
    setHead(state.health, bridge::qtext(state.word),
            broker->reason.empty() ? role : widgets::said(broker->reason));
    auto replicas = replicasOf(*snapshot, m_broker);
    setTabCount(m_replicas, tr("Replicas"), replicas.size());
    m_replicas->setSource(rowsOf(std::move(replicas), replicaTable()), snapshot->sampledAt);
    setTabCount(m_events, tr("Events"), showEvents(*m_events, *snapshot, item().toStdString()));
}

QString BrokerPane::effect(const core::ops::ConsoleSnapshot& snapshot, std::int32_t broker,
                           const char* verb) const {
    if (std::strcmp(verb, "resume") == 0)
        return tr("Its process goes on; its replicas catch up.");
    const BrokerImpact impact = brokerImpact(snapshot, broker);
    QStringList parts;
    parts << tr("Leads %n partition(s), which move to other brokers.", nullptr,
                static_cast<int>(impact.led));
    if (impact.unavailable > 0)
        parts << tr("%n partition(s) have no other replica in sync and go offline.", nullptr,
                    static_cast<int>(impact.unavailable));
    if (impact.belowMinimum > 0)
        parts << tr(
            "%n partition(s) keep a single replica in sync: writes with acks=all may be refused.",
            nullptr, static_cast<int>(impact.belowMinimum));
    if (impact.controller)
        parts << tr("It is the controller: another one is elected.");
    if (std::strcmp(verb, "pause") == 0)
        parts << tr("It stays paused until you resume it.");
    else
        parts << tr("The guard starts it again.");
    return parts.join(u' ');
}

void BrokerPane::ask(const QString& title, const QString& verbText, const char* verb) {
    if (auto* asked = dialog(title, verbText, verb))
        asked->open();
}

std::vector<QDialog*> BrokerPane::makeDialogs() {
    std::vector<QDialog*> made{dialog(tr("Kill brokers"), tr("Kill"), "kill"),
                               dialog(tr("Pause brokers"), tr("Pause"), "pause")};
    std::erase(made, nullptr);
    return made;
}

/// Null where nothing of what is chosen can be touched.
QDialog* BrokerPane::dialog(const QString& title, const QString& verbText, const char* verb) {
    if (!snapshot())
        return nullptr;
    std::vector<ActionTarget> targets;
    for (const std::int32_t id : chosen()) {
        const BrokerRow* broker = brokerIn(*snapshot(), id);
        if (!broker || !broker->owned)
            continue;
        targets.push_back(
            {tr("Broker %1").arg(id), effect(*snapshot(), id, verb),
             [&control = context().control(), id,
              word = std::string(verb)](core::ops::PlatformControl::Done done) {
                 control.process("broker-" + std::to_string(id), word, std::move(done));
             },
             auditOf("broker-" + std::to_string(id), verb, broker->reason, broker->pid),
             processCommand(verb, "broker-" + std::to_string(id))});
    }
    if (targets.empty())
        return nullptr;
    return new ActionDialog(context(), title, verbText, std::move(targets), this);
}

} // namespace vigia::ui::pages
