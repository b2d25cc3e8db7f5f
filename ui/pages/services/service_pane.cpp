#include "ui/pages/services/service_pane.h"

#include "core/base/text.h"
#include "core/view/cell_text.h"
#include "core/view/detail_tables.h"
#include "core/view/number_text.h"
#include "core/view/tables.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/common/events_tab.h"
#include "ui/pages/services/scale_dialog.h"
#include "ui/widgets/event_look.h"

#include <QDialog>
#include <QPushButton>

#include <algorithm>
#include <cstring>

namespace vigia::ui::pages {
namespace {

using namespace core::view;
using core::ops::ServiceRow;

const ServiceRow* serviceIn(const core::ops::ConsoleSnapshot& snapshot, const QString& name) {
    const auto found =
        std::find_if(snapshot.services.begin(), snapshot.services.end(),
                     [&](const ServiceRow& row) { return bridge::qtext(row.instance) == name; });
    return found == snapshot.services.end() ? nullptr : &*found;
}

QString whereabouts(const ServiceRow& service, core::UtcTime now) {
    QStringList parts;
    parts << bridge::qtext(service.roles);
    if (!service.host.empty())
        parts << bridge::qtext(service.host);
    if (service.pid > 0)
        parts << ServicePane::tr("process %1").arg(service.pid);
    if (!service.version.empty())
        parts << bridge::qtext(service.version);
    if (service.startedAt)
        parts << ServicePane::tr("up %1").arg(bridge::qtext(
            durationText(std::chrono::duration<double>(now - *service.startedAt).count())));
    if (!service.url.empty())
        parts << bridge::qtext(service.url);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

ServicePane::ServicePane(widgets::ConsoleContext& context, QWidget* parent)
    : DetailPane(context, parent) {
    m_events = addTable(tr("Events"), QStringLiteral("services/events"),
                        eventTable().plainColumns(), {{0, true}});
    m_events->setEmptyText(tr("No events"),
                           tr("Starts, exits and restarts of this instance appear here."));
    m_actions = {
        addButton(tr("Start…"), "", [this] { ask(tr("Start services"), tr("Start"), "start"); }),
        addButton(tr("Stop…"), "", [this] { ask(tr("Stop services"), tr("Stop"), "stop"); }),
        addButton(tr("Restart…"), "",
                  [this] { ask(tr("Restart services"), tr("Restart"), "restart"); }),
        addButton(tr("Kill…"), "danger", [this] { ask(tr("Kill services"), tr("Kill"), "kill"); }),
        addButton(tr("Scale…"), "", [this] { askScale(); })};
}

void ServicePane::fill(const core::ops::ConsoleSnapshotPtr& snapshot) {
    const ServiceRow* service = serviceIn(*snapshot, item());
    for (auto* button : m_actions) {
        button->setEnabled(service && service->owned);
        button->setToolTip(service && !service->owned
                               ? tr("Not started by Vigia's guard: use its own service manager")
                               : QString());
    }
    if (!service)
        return setGone();
    const Status state = plainStatus(service->health);
    const QString where = whereabouts(*service, snapshot->sampledAt);
    setHead(state.health, bridge::qtext(state.word),
            service->reason.empty() ? where
                                    : QString(widgets::said(service->reason) % u'\n' % where));
    setTabCount(m_events, tr("Events"), showEvents(*m_events, *snapshot, service->instance));
}

/// Instances that do the same work.
int ServicePane::others(const ServiceRow& service) const {
    const auto& all = snapshot()->services;
    const auto same = std::count_if(all.begin(), all.end(), [&](const ServiceRow& row) {
        return row.roles == service.roles && row.instance != service.instance &&
               row.health != core::ops::Health::Broken;
    });
    return static_cast<int>(same);
}

QString ServicePane::effect(const ServiceRow& service, const char* verb) const {
    if (std::strcmp(verb, "start") == 0)
        return tr("Starts its process; it joins its consumer groups, which rebalance once.");
    const int rest = others(service);
    QString text = rest > 0 ? tr("%n other instance(s) go on with %1.", nullptr, rest)
                                  .arg(bridge::qtext(service.roles))
                            : tr("Nobody else does %1: its requests fail and its records wait.")
                                  .arg(bridge::qtext(service.roles));
    text += u' ';
    if (std::strcmp(verb, "stop") == 0)
        return text % tr("It finishes what it began and stays stopped.");
    if (std::strcmp(verb, "restart") == 0)
        return text % tr("It finishes what it began and starts again.");
    return text % tr("SIGKILL: nothing is finished; the guard starts it again.");
}

void ServicePane::ask(const QString& title, const QString& verbText, const char* verb) {
    if (auto* asked = dialog(title, verbText, verb))
        asked->open();
}

std::vector<QDialog*> ServicePane::makeDialogs() {
    std::vector<QDialog*> made{dialog(tr("Stop services"), tr("Stop"), "stop"),
                               dialog(tr("Kill services"), tr("Kill"), "kill"), scaleDialog()};
    std::erase(made, nullptr);
    return made;
}

/// Null where nothing of what is chosen can be touched.
QDialog* ServicePane::dialog(const QString& title, const QString& verbText, const char* verb) {
    if (!snapshot())
        return nullptr;
    QStringList names = m_chosen ? m_chosen() : QStringList();
    if (names.isEmpty())
        names << item();
    std::vector<ActionTarget> targets;
    for (const QString& name : names) {
        const ServiceRow* service = serviceIn(*snapshot(), name);
        if (!service || !service->owned)
            continue;
        targets.push_back({name, effect(*service, verb),
                           [&control = context().control(), target = service->instance,
                            word = std::string(verb)](core::ops::PlatformControl::Done done) {
                               control.process(target, word, std::move(done));
                           },
                           auditOf(service->instance, verb, service->reason, service->pid),
                           processCommand(verb, service->instance)});
    }
    if (targets.empty())
        return nullptr;
    return new ActionDialog(context(), title, verbText, std::move(targets), this);
}

void ServicePane::askScale() {
    if (auto* asked = scaleDialog())
        asked->open();
}

QDialog* ServicePane::scaleDialog() {
    const ServiceRow* service = snapshot() ? serviceIn(*snapshot(), item()) : nullptr;
    if (!service)
        return nullptr;
    return new ScaleDialog(context(), service->roles, others(*service) + 1, this);
}

} // namespace vigia::ui::pages
