#include "ui/pages/load/load_guard.h"

#include "ui/widgets/unlock_dialog.h"

namespace vigia::ui::pages {

LoadGuard::LoadGuard(widgets::ConsoleContext& context, QWidget* parent)
    : QObject(parent), m_context(context), m_parent(*parent) {}

void LoadGuard::ask(Go go) {
    const auto& lock = m_context.writeLock();
    const auto newest = m_context.newest();
    if (lock.production() || !newest || newest->tag != "prod")
        return go(lock.pass());
    m_asked.setCluster(newest->cluster, true);
    if (!m_asked.locked())
        return go(m_asked.pass());
    auto* dialog = new widgets::UnlockDialog(
        m_context.theme(), m_asked, &m_parent,
        tr("It is production, and a load test changes it. Load tests may be started for 15 "
           "minutes; the reason goes into the audit file."));
    connect(dialog, &QDialog::accepted, this, [this, go = std::move(go)] { go(m_asked.pass()); });
    dialog->open();
}

} // namespace vigia::ui::pages
