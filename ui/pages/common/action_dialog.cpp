#include "ui/pages/common/action_dialog.h"

#include "ui/bridge/plain_text.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_mark.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::ops::Health;

core::ops::AuditEntry auditOf(const std::string& target, const char* verb, const std::string& state,
                              std::optional<std::int64_t> pid) {
    core::ops::AuditEntry entry;
    entry.verb = verb;
    entry.target = target;
    if (pid.value_or(0) > 0)
        entry.before = "process " + std::to_string(*pid);
    if (!state.empty())
        entry.before += (entry.before.empty() ? "" : ", ") + state;
    return entry;
}

QString processCommand(const char* verb, const std::string& process) {
    return QStringLiteral("vigia stack %1 %2")
        .arg(QString::fromLatin1(verb), bridge::qtext(process));
}

ActionDialog::ActionDialog(widgets::ConsoleContext& context, const QString& title,
                           const QString& verb, std::vector<ActionTarget> targets, QWidget* parent)
    : ChangeDialog(context, title, 480, parent), m_targets(std::move(targets)) {
    if (!m_targets.empty())
        setObjectName(bridge::qtext(m_targets.front().audit.verb));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        addTarget(*grid, static_cast<int>(i));
    column().addLayout(grid);
    addEnd(verb, true);
    closeButton().setFocus();
}

void ActionDialog::addTarget(QGridLayout& grid, int row) {
    const ActionTarget& target = m_targets[static_cast<std::size_t>(row)];
    auto* mark = new widgets::StatusMark(context().theme(), this);
    mark->setHealth(Health::Degraded);
    mark->setWord(tr("not done yet"));
    auto* name = widgets::makeLabel(target.name, "strong");
    auto* effect = widgets::makeLabel(target.effect, "", "muted");
    effect->setWordWrap(true);
    grid.addWidget(mark, row, 0, Qt::AlignTop | Qt::AlignHCenter);
    grid.addWidget(name, row, 1, Qt::AlignTop);
    grid.addWidget(effect, row, 2);
    m_lines.push_back({mark, effect});
}

QString ActionDialog::command() const {
    QStringList lines;
    for (const ActionTarget& target : m_targets) {
        if (!target.command.isEmpty())
            lines << target.command;
    }
    return lines.join(u'\n');
}

void ActionDialog::run() {
    setReady(false);
    closeButton().setText(tr("Close"));
    m_open = m_targets.size();
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        m_lines[i].mark->setHealth(Health::Working);
        m_lines[i].mark->setWord(QString());
        carryOut<std::string>(m_targets[i].audit, m_targets[i].run, sentenceOutcome,
                              [this, i](const core::Result<std::string>& answer) {
                                  const Outcome came = sentenceOutcome(answer);
                                  finished(i, came.well, came.sentence);
                              });
    }
}

void ActionDialog::refused(const QString& sentence) {
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].mark->health() == Health::Working)
            return finished(i, false, sentence.toStdString());
    }
}

void ActionDialog::finished(std::size_t target, bool well, const std::string& sentence) {
    m_failed = m_failed || !well;
    m_lines[target].mark->setHealth(well ? Health::Ok : Health::Broken);
    m_lines[target].text->setText(widgets::localized(sentence));
    if (--m_open > 0 || m_failed)
        return;
    context().notify(Health::Ok,
                     m_targets.size() == 1
                         ? widgets::localized(sentence)
                         : tr("%1: done for %2 items").arg(windowTitle()).arg(m_targets.size()));
    accept();
}

} // namespace vigia::ui::pages
