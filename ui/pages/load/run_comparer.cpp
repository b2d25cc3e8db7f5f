#include "ui/pages/load/run_comparer.h"

#include "ui/bridge/data_table.h"
#include "ui/pages/load/compare_pane.h"
#include "ui/pages/load/run_pane.h"
#include "ui/pages/load/trend_pane.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/gui_answer.h"

#include <algorithm>

namespace vigia::ui::pages {

using core::load::RunState;
using core::load::RunSummary;
using core::ops::Health;

namespace {
constexpr std::size_t kMostCompared = 8;
} // namespace

RunComparer::RunComparer(widgets::ConsoleContext& context, core::load::LoadDesk& desk,
                         bridge::DataTable& table, RunPane& pane, QObject* parent)
    : QObject(parent), m_context(context), m_desk(desk), m_table(table), m_pane(pane) {}

void RunComparer::setRuns(std::shared_ptr<const std::vector<RunSummary>> runs) {
    m_runs = std::move(runs);
}

void RunComparer::compareAll() {
    compareChosen();
    showAgainst();
}

void RunComparer::showAnother() {
    m_pane.setAgainst({});
    m_against.clear();
    showAgainst();
    compareChosen();
}

std::vector<std::string> RunComparer::chosen() const {
    std::vector<std::string> ids;
    for (const auto& key : m_table.selected())
        ids.push_back(key.text);
    if (ids.empty() && m_pane.run())
        ids.push_back(m_pane.run()->head.id);
    return ids;
}

std::vector<std::string> RunComparer::chosenThatEnded() const {
    auto ids = chosen();
    std::erase_if(ids, [this](const std::string& id) {
        return std::any_of(m_runs->begin(), m_runs->end(), [&](const RunSummary& run) {
            return run.head.id == id && run.state == RunState::Running;
        });
    });
    return ids;
}

void RunComparer::ask(std::string before, std::vector<std::string> others,
                      std::function<void(Compared)> use) {
    m_desk.compare(std::move(before), std::move(others),
                   widgets::onGuiThread(this, [this, use](const core::Result<Compared>& answer) {
                       if (answer)
                           return use(*answer);
                       m_context.notify(Health::Broken, widgets::localized(answer.error().message));
                   }));
}

void RunComparer::showNone(const QString& title, const QString& advice) {
    m_compared.clear();
    m_pane.comparePane().showEmpty(title, advice);
}

/// Asks once for each choice; the list comes anew every two seconds.
void RunComparer::compareChosen() {
    if (!m_runs || !m_pane.run())
        return;
    m_pane.setChosen(chosen().size());
    if (m_pane.view() == RunPane::View::Trend)
        return m_pane.trendPane().show(m_runs, m_pane.run()->head);
    if (m_pane.view() != RunPane::View::Compare)
        return;
    auto ids = chosenThatEnded();
    if (ids.size() > kMostCompared)
        return showNone(tr("Too many runs for one comparison"),
                        tr("Choose %1 at most.").arg(kMostCompared));
    const auto* before = core::load::heldAgainst(*m_runs, ids);
    if (before == nullptr)
        return showNone(tr("Nothing to compare with"),
                        tr("Choose two or more runs in the list, or make one the baseline (B)."));
    std::erase(ids, before->head.id);
    auto asked = ids;
    asked.push_back(before->head.id);
    if (asked == m_compared)
        return;
    m_compared = asked;
    ask(before->head.id, std::move(ids), [this, asked](const auto& runs) {
        if (asked == m_compared)
            m_pane.comparePane().show(runs);
    });
}

/// The run that is shown beside its scenario's baseline, in a sentence.
void RunComparer::showAgainst() {
    const auto& run = m_pane.run();
    if (!m_runs || !run || run->state == RunState::Running)
        return;
    const auto* base = core::load::heldAgainst(*m_runs, {run->head.id});
    if (base == nullptr)
        return m_pane.setAgainst({});
    const std::vector<std::string> asked{run->head.id, base->head.id};
    if (asked == m_against)
        return;
    m_against = asked;
    ask(base->head.id, {run->head.id}, [this, asked](const auto& runs) {
        if (asked == m_against && m_pane.run() && m_pane.run()->head.id == asked.front())
            m_pane.setAgainst(ComparePane::sentenceOf(runs->others.front().comparison));
    });
}

} // namespace vigia::ui::pages
