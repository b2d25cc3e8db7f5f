#include "ui/clusters/remove_dialog.h"

#include "ui/widgets/console_context.h"
#include "ui/widgets/dialog_buttons.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia::ui::clusters {

RemoveDialog::RemoveDialog(widgets::ConsoleContext& context, core::ops::ClusterDesk& desk,
                           const QString& cluster, QWidget* parent)
    : QDialog(parent), m_context(context), m_desk(desk), m_cluster(cluster) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Remove %1").arg(cluster));
    setMinimumWidth(context.theme().px(460));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(widgets::makeLabel(windowTitle(), "title"));
    auto* what = widgets::makeLabel(
        tr("It is taken out of the configuration file, with the secrets that Vigia keeps for it. "
           "The cluster itself stays as it is."),
        "", "muted", this);
    what->setWordWrap(true);
    column->addWidget(what);
    m_problem = widgets::makeLabel({}, "", "bad", this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    addButtons();
}

void RemoveDialog::addButtons() {
    auto* row = new QHBoxLayout;
    widgets::addCopyCommandButton(*row, m_context, [this] {
        return QStringLiteral("vigia cluster remove %1").arg(m_cluster);
    });
    row->addStretch(1);
    auto* cancel = widgets::addDialogButton(*row, tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_remove = widgets::addDialogButton(*row, tr("Remove"));
    m_remove->setProperty("kind", QStringLiteral("danger"));
    connect(m_remove, &QPushButton::clicked, this, &RemoveDialog::remove);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    cancel->setFocus();
}

void RemoveDialog::remove() {
    m_remove->setEnabled(false);
    core::ops::AuditEntry entry;
    entry.cluster = m_cluster.toStdString();
    entry.verb = "cluster remove";
    entry.target = entry.cluster;
    const auto shown = widgets::onGuiThread(this, [this](const core::Result<std::string>& answer) {
        if (!answer) {
            m_remove->setEnabled(true);
            m_problem->setText(widgets::said(answer.error().message));
            m_problem->show();
            return;
        }
        m_context.notify(core::ops::Health::Ok, widgets::said(*answer));
        Q_EMIT removed(m_cluster);
        accept();
    });
    m_desk.remove(entry.cluster,
                  [shown, noted = m_context.audit().follow(entry)](const auto& answer) {
                      noted(answer); // before the window may show another cluster
                      shown(answer);
                  });
}

} // namespace vigia::ui::clusters
