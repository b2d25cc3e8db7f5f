#include "ui/pages/common/action_dialog.h"

#include "ui/bridge/plain_text.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_mark.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vigia::ui::pages {

using core::ops::Health;

namespace {
constexpr std::size_t kInSight = 8; ///< items without a scroll bar
constexpr std::size_t kAtOnce = 4;  ///< items in work; the others wait and can be called off
} // namespace

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
    column().addWidget(makeList());
    m_progress = widgets::makeLabel({}, "", "muted", this);
    m_progress->hide();
    column().addWidget(m_progress);
    addEnd(verb, true);
    closeButton().setFocus();
}

/// A line an item; many of them scroll.
QWidget* ActionDialog::makeList() {
    auto* list = new QWidget(this);
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        addTarget(*grid, static_cast<int>(i));
    if (m_targets.size() <= kInSight)
        return list;
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    list->setAutoFillBackground(false);
    scroll->setMinimumHeight(context().theme().px(260));
    return scroll;
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
    m_since.start();
    beginMore();
}

/// An answer may come before the call returns: the loop goes on then, not a second one.
void ActionDialog::beginMore() {
    if (m_beginning)
        return;
    m_beginning = true;
    while (m_begun < m_targets.size() && m_begun - m_done < kAtOnce)
        beginOne(m_begun++);
    m_beginning = false;
    closeButton().setText(waiting() ? tr("Stop") : tr("Close"));
    showProgress();
}

void ActionDialog::beginOne(std::size_t target) {
    m_lines[target].mark->setHealth(Health::Working);
    m_lines[target].mark->setWord(QString());
    carryOut<std::string>(m_targets[target].audit, m_targets[target].run, sentenceOutcome,
                          [this, target](const core::Result<std::string>& answer) {
                              const Outcome came = sentenceOutcome(answer);
                              finished(target, came.well, came.sentence);
                          });
}

void ActionDialog::showProgress() {
    if (m_targets.size() <= kAtOnce)
        return;
    const double seconds = std::max(0.001, double(m_since.elapsed()) / 1000);
    const double rate = double(m_done) / seconds;
    QString text = tr("%1 of %2 done").arg(m_done).arg(m_targets.size());
    if (m_failed > 0)
        text += QStringLiteral(" · ") % tr("%1 failed").arg(m_failed);
    if (rate > 0 && m_done < m_targets.size())
        text +=
            QStringLiteral(" · ") % tr("%1/s, ~%2 s left")
                                        .arg(rate, 0, 'f', 1)
                                        .arg(std::ceil(double(m_targets.size() - m_done) / rate));
    m_progress->setText(text);
    m_progress->show();
}

void ActionDialog::reject() {
    if (!waiting())
        return ChangeDialog::reject();
    for (std::size_t i = m_begun; i < m_lines.size(); ++i) {
        m_lines[i].mark->setHealth(Health::Unknown);
        m_lines[i].text->setText(tr("called off, nothing was done"));
    }
    m_targets.resize(m_begun);
    closeButton().setText(tr("Close"));
    showProgress();
}

void ActionDialog::refused(const QString& sentence) {
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].mark->health() == Health::Working)
            return finished(i, false, sentence.toStdString());
    }
}

void ActionDialog::finished(std::size_t target, bool well, const std::string& sentence) {
    ++m_done;
    m_failed += well ? 0 : 1;
    m_lines[target].mark->setHealth(well ? Health::Ok : Health::Broken);
    m_lines[target].text->setText(widgets::localized(sentence));
    beginMore();
    if (m_done == m_lines.size() && m_failed == 0)
        ended();
}

void ActionDialog::ended() {
    context().notify(Health::Ok,
                     m_targets.size() == 1
                         ? m_lines.front().text->text()
                         : tr("%1: done for %2 items").arg(windowTitle()).arg(m_targets.size()));
    accept();
}

} // namespace vigia::ui::pages
