// The part of the page that holds runs against each other.

#include "ui/bridge/data_table.h"
#include "ui/pages/load/compare_pane.h"
#include "ui/pages/load/load_page.h"
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

std::vector<std::string> LoadPage::chosen() const {
    std::vector<std::string> ids;
    for (const auto& key : m_table->selected())
        ids.push_back(key.text);
    if (ids.empty() && m_pane->run())
        ids.push_back(m_pane->run()->head.id);
    return ids;
}

void LoadPage::askToCompare(
    std::string before, std::vector<std::string> others,
    std::function<void(std::shared_ptr<const core::load::RunsCompared>)> use) {
    using Answer = core::Result<std::shared_ptr<const core::load::RunsCompared>>;
    m_desk->compare(std::move(before), std::move(others),
                    widgets::onGuiThread(this, [this, use](const Answer& answer) {
                        if (answer)
                            return use(*answer);
                        context().notify(Health::Broken,
                                         widgets::localized(answer.error().message));
                    }));
}

/// Asks once for each choice; the list comes anew every two seconds.
void LoadPage::compareChosen() {
    if (!m_runs || !m_pane->run())
        return;
    auto ids = chosen();
    m_pane->setChosen(ids.size());
    if (m_pane->view() == RunPane::View::Trend)
        return m_pane->trendPane().show(m_runs, m_pane->run()->head);
    if (m_pane->view() != RunPane::View::Compare)
        return;
    auto& pane = m_pane->comparePane();
    std::erase_if(ids, [this](const std::string& id) {
        return std::any_of(m_runs->begin(), m_runs->end(), [&](const RunSummary& run) {
            return run.head.id == id && run.state == RunState::Running;
        });
    });
    const auto none = [&](const QString& title, const QString& advice) {
        m_compared.clear();
        pane.showEmpty(title, advice);
    };
    if (ids.size() > kMostCompared)
        return none(tr("Too many runs for one comparison"),
                    tr("Choose %1 at most.").arg(kMostCompared));
    const auto* before = core::load::heldAgainst(*m_runs, ids);
    if (before == nullptr)
        return none(tr("Nothing to compare with"),
                    tr("Choose two or more runs in the list, or make one the baseline (B)."));
    std::erase(ids, before->head.id);
    auto asked = ids;
    asked.push_back(before->head.id);
    if (asked == m_compared)
        return;
    m_compared = asked;
    askToCompare(before->head.id, std::move(ids), [this, asked](const auto& runs) {
        if (asked == m_compared)
            m_pane->comparePane().show(runs);
    });
}

/// The run that is shown beside its scenario's baseline, in a sentence.
void LoadPage::showAgainst() {
    const auto& run = m_pane->run();
    if (!m_runs || !run || run->state == RunState::Running)
        return;
    const auto* base = core::load::heldAgainst(*m_runs, {run->head.id});
    if (base == nullptr)
        return m_pane->setAgainst({});
    const std::vector<std::string> asked{run->head.id, base->head.id};
    if (asked == m_against)
        return;
    m_against = asked;
    askToCompare(base->head.id, {run->head.id}, [this, asked](const auto& runs) {
        if (asked == m_against && m_pane->run() && m_pane->run()->head.id == asked.front())
            m_pane->setAgainst(ComparePane::sentenceOf(runs->others.front().comparison));
    });
}

} // namespace vigia::ui::pages
