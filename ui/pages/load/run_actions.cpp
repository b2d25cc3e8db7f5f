#include "ui/pages/load/run_actions.h"

#include "ui/bridge/data_table.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/common/report_dialog.h"
#include "ui/pages/load/note_dialog.h"
#include "ui/pages/load/run_pane.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/gui_answer.h"

#include <algorithm>

namespace vigia::ui::pages {

using core::load::RunState;
using core::load::RunSummary;
using core::ops::Health;

RunActions::RunActions(widgets::ConsoleContext& context, core::load::LoadDesk& desk,
                       bridge::DataTable& table, RunPane& pane, QWidget* parent)
    : QObject(parent), m_context(context), m_desk(desk), m_table(table), m_pane(pane) {
    connect(&pane, &RunPane::noteRequested, this, &RunActions::note);
    connect(&pane, &RunPane::baselineRequested, this, &RunActions::makeBaseline);
    connect(&pane, &RunPane::copyRequested, this, &RunActions::copyCommand);
    connect(&pane, &RunPane::reportRequested, this, &RunActions::report);
    connect(&pane, &RunPane::removeRequested, this, &RunActions::remove);
}

QWidget* RunActions::parentWidget() const {
    return static_cast<QWidget*>(parent());
}

void RunActions::say(const core::Result<std::string>& answer) {
    m_context.notify(answer ? Health::Ok : Health::Broken,
                     widgets::localized(answer ? *answer : answer.error().message));
    Q_EMIT changed();
}

void RunActions::note() {
    if (!m_pane.run() || m_pane.run()->state == RunState::Running)
        return;
    auto* dialog = new NoteDialog(m_context, *m_pane.run(), parentWidget());
    connect(dialog, &NoteDialog::kept, this, [this, id = m_pane.run()->head.id] {
        Q_EMIT changed();
        Q_EMIT noted(id);
    });
    dialog->open();
}

void RunActions::makeBaseline() {
    if (m_pane.run())
        m_desk.makeBaseline(
            m_pane.run()->head.id,
            widgets::onGuiThread(this, [this](const core::Result<std::string>& a) { say(a); }));
}

void RunActions::copyCommand() {
    const auto& settings = m_pane.run()->head.settings;
    const auto command = settings.find("command");
    if (command == settings.end())
        return;
    m_context.copyText(widgets::shown(command->second));
}

std::vector<QDialog*> RunActions::makeDialogs() {
    return {new NoteDialog(m_context, *m_pane.run(), parentWidget()), makeReport()};
}

QDialog* RunActions::makeReport() {
    const auto& run = *m_pane.run();
    return new ReportDialog(
        m_context, run.head.id,
        widgets::shown(run.annotation.name.empty() ? run.head.title : run.annotation.name),
        parentWidget());
}

void RunActions::report() {
    if (m_pane.run() && m_pane.run()->state != RunState::Running)
        makeReport()->show();
}

void RunActions::remove() {
    const auto chosen = m_table.selected();
    std::vector<ActionTarget> targets;
    for (const auto& run : m_runs ? *m_runs : std::vector<RunSummary>()) {
        const bool wanted = std::any_of(chosen.begin(), chosen.end(),
                                        [&](const auto& key) { return key.text == run.head.id; });
        if (!wanted || run.state == RunState::Running)
            continue;
        ActionTarget target;
        target.name = widgets::shown(run.shownName());
        target.effect = tr("The run of %1 goes, with its notes.")
                            .arg(widgets::clockTime(run.head.begunAt, m_context.clockText()));
        target.run = [desk = &m_desk, id = run.head.id](core::ops::PlatformControl::Done done) {
            desk->remove(id, std::move(done));
        };
        target.audit.verb = "load delete";
        target.audit.target = run.head.id;
        target.command =
            QStringLiteral("vigia load delete %1 --yes").arg(bridge::qtext(run.head.id));
        targets.push_back(std::move(target));
    }
    if (targets.empty())
        return;
    auto* dialog = new ActionDialog(m_context, tr("Remove runs"), tr("Remove"), std::move(targets),
                                    parentWidget());
    connect(dialog, &QDialog::finished, this, [this] {
        m_table.deselect();
        Q_EMIT changed();
    });
    dialog->open();
}

} // namespace vigia::ui::pages
