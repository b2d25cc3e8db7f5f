#include "ui/clusters/connection_dialog.h"

#include "ui/clusters/connection_view.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/dialog_buttons.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vigia::ui::clusters {

using core::ops::ClusterDraft;
using core::ops::ConnectionReport;
using widgets::onGuiThread;

ConnectionDialog::ConnectionDialog(widgets::ConsoleContext& context, core::ops::ClusterDesk& desk,
                                   const QString& cluster, QWidget* parent)
    : QDialog(parent), m_context(context), m_desk(desk), m_cluster(cluster) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Connection to %1").arg(cluster));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(widgets::makeLabel(windowTitle(), "title"));
    m_summary = widgets::makeLabel({}, "", "muted", this);
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    m_steps = new ConnectionView(context.theme(), this);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_steps);
    m_steps->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    addButtons();
    resize(context.theme().px(640), context.theme().px(520));
    test();
}

void ConnectionDialog::addButtons() {
    auto* row = new QHBoxLayout;
    auto* report = widgets::addDialogButton(*row, tr("Copy the report"));
    connect(report, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(core::ops::connectionText(m_report)));
        m_context.notify(core::ops::Health::Ok, tr("The report is copied."));
    });
    widgets::addCopyCommandButton(
        *row, m_context, [this] { return QStringLiteral("vigia cluster test %1").arg(m_cluster); });
    row->addStretch(1);
    m_again = widgets::addDialogButton(*row, tr("Test again"));
    connect(m_again, &QPushButton::clicked, this, &ConnectionDialog::test);
    auto* close = widgets::addDialogButton(*row, tr("Close"));
    close->setAutoDefault(true);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void ConnectionDialog::test() {
    m_again->setEnabled(false);
    m_summary->setText(tr("Looking at each step…"));
    m_desk.draft(m_cluster.toStdString(),
                 onGuiThread(this, [this](const core::Result<ClusterDraft>& draft) {
                     if (!draft) {
                         m_again->setEnabled(true);
                         return m_summary->setText(QString::fromStdString(draft.error().message));
                     }
                     m_desk.test(*draft, onGuiThread(this, [this](const ConnectionReport& report) {
                         showReport(report);
                     }));
                 }));
}

void ConnectionDialog::showReport(const ConnectionReport& report) {
    m_report = report;
    m_steps->set(report);
    m_summary->setText(ConnectionView::summary(report));
    m_again->setEnabled(report.finished);
}

} // namespace vigia::ui::clusters
