#include "ui/clusters/cluster_dialog.h"

#include "ui/clusters/cluster_form.h"
#include "ui/clusters/connection_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/dialog_buttons.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia::ui::clusters {

using core::ops::ClusterDraft;
using core::ops::ConnectionReport;
using widgets::makeLabel;
using widgets::onGuiThread;
using widgets::said;

namespace {

QScrollArea* scrolling(QWidget* inside, QWidget* parent) {
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    inside->setAutoFillBackground(false); // the card's surface shows through
    return scroll;
}

} // namespace

ClusterDialog::ClusterDialog(widgets::ConsoleContext& context, core::ops::ClusterDesk& desk,
                             const QString& cluster, QWidget* parent)
    : QDialog(parent), m_context(context), m_desk(desk), m_isNew(cluster.isEmpty()) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("cluster"));
    setWindowTitle(m_isNew ? tr("Add a cluster") : tr("Edit %1").arg(cluster));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(windowTitle(), "title"));
    auto* promise = makeLabel(tr("Nothing is ever written to a cluster that you only watch."), "",
                              "muted", this);
    promise->setWordWrap(true);
    column->addWidget(promise);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(16);
    halves->addWidget(makeForm(), 6);
    halves->addWidget(makeSteps(), 5);
    column->addLayout(halves, 1);
    m_problem = makeLabel({}, "", "muted", this);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    column->addLayout(makeButtons());
    // At larger text the halves scroll: the dialog stays inside of the window.
    resize(std::min(context.theme().px(980), 1200), std::min(context.theme().px(740), 740));
    connect(m_form, &ClusterForm::changed, this, &ClusterDialog::check);
    if (!m_isNew)
        m_desk.draft(
            cluster.toStdString(),
            onGuiThread(this, [this](const core::Result<ClusterDraft>& draft) { take(draft); }));
    m_desk.keyring(onGuiThread(this, [this](const std::string& problem) {
        m_form->setKeyring(widgets::localized(problem));
    }));
    check();
    m_form->focusFirst();
}

QWidget* ClusterDialog::makeForm() {
    auto* inside = new QWidget(this);
    m_form = new ClusterForm(m_context.theme(), m_isNew, inside);
    auto* column = new QVBoxLayout(inside); // what is to spare goes below the rows, not between
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    column->addStretch(1);
    return scrolling(inside, this);
}

QWidget* ClusterDialog::makeSteps() {
    m_stepsCard = new widgets::Card(m_context.theme(), this);
    m_stepsCard->setTitle(tr("Connection"));
    m_summary = makeLabel(tr("Test takes each step by itself: name, network, TLS, sign-in, every "
                             "broker's address, rights. It says what each found, and what to do."),
                          "", "muted", m_stepsCard);
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(12, 0, 12, 4);
    m_steps = new ConnectionView(m_context.theme(), m_stepsCard);
    auto* inside = new QWidget(m_stepsCard);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_steps);
    column->addStretch(1);
    m_stepsCard->body()->addWidget(m_summary);
    m_stepsCard->body()->addWidget(scrolling(inside, m_stepsCard), 1);
    return m_stepsCard;
}

QPushButton* ClusterDialog::addButton(QHBoxLayout& row, const QString& text,
                                      void (ClusterDialog::*run)()) {
    auto* button = widgets::addDialogButton(row, text);
    connect(button, &QPushButton::clicked, this, run);
    return button;
}

QHBoxLayout* ClusterDialog::makeButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    addButton(*row, tr("From a file…"), &ClusterDialog::chooseFile)
        ->setToolTip(tr("A Java client's client.properties: JAAS line, PEM, PKCS12 and JKS are "
                        "understood"));
    m_test = addButton(*row, tr("Test"), &ClusterDialog::test);
    m_copy = widgets::addCopyCommandButton(
        *row, m_context, [this] { return clusterCommand(m_form->draft(), m_isNew); });
    row->addStretch(1);
    addButton(*row, tr("Cancel"), &ClusterDialog::reject);
    m_save = addButton(*row, m_isNew ? tr("Add") : tr("Save"), &ClusterDialog::save);
    m_save->setAutoDefault(true);
    m_save->setDefault(true);
    return row;
}

void ClusterDialog::chooseFile() {
    const QString file = QFileDialog::getOpenFileName(
        this, tr("A Java client's properties"), {}, tr("Properties (*.properties);;All files (*)"),
        nullptr, QFileDialog::DontUseNativeDialog);
    if (!file.isEmpty())
        importFrom(file);
}

void ClusterDialog::importFrom(const QString& file) {
    m_desk.import(
        file.toStdString(),
        onGuiThread(this, [this](const core::Result<ClusterDraft>& draft) { take(draft); }));
}

/// An import leaves the name and the tag as they are.
void ClusterDialog::take(const core::Result<ClusterDraft>& draft) {
    if (!draft)
        return say(said(draft.error().message), "bad");
    ClusterDraft filled = *draft;
    if (filled.name.empty()) {
        const auto now = m_form->draft();
        filled.name = now.name;
        filled.tag = now.tag;
        filled.colour = now.colour;
    }
    m_form->set(filled);
    QStringList remarks;
    for (const auto& remark : filled.remarks)
        remarks += said(remark);
    check();
    if (!remarks.isEmpty())
        say(remarks.join(QStringLiteral(". ")), "muted");
}

void ClusterDialog::say(const QString& sentence, const char* tone) {
    m_problem->setText(sentence);
    widgets::setTone(*m_problem, tone);
}

void ClusterDialog::check() {
    const QString problem = m_form->problem();
    say(problem, "muted");
    m_test->setEnabled(!m_busy && !m_form->draft().servers.empty());
    m_copy->setEnabled(problem.isEmpty());
    m_save->setEnabled(!m_busy && problem.isEmpty());
}

void ClusterDialog::test() {
    const int number = ++m_tests;
    m_busy = true;
    check();
    m_steps->clear();
    m_summary->setText(tr("Looking at each step…"));
    m_desk.test(m_form->draft(), onGuiThread(this, [this, number](const ConnectionReport& report) {
                    if (number == m_tests)
                        showReport(report);
                }));
}

void ClusterDialog::showReport(const ConnectionReport& report) {
    m_steps->set(report);
    m_summary->setText(ConnectionView::summary(report));
    m_stepsCard->setEdge(!report.finished     ? &theme::Tokens::line
                         : report.connected() ? &theme::Tokens::ok
                                              : &theme::Tokens::bad);
    if (!report.finished)
        return;
    m_busy = false;
    check();
}

void ClusterDialog::save() {
    m_busy = true;
    check();
    const auto draft = m_form->draft();
    core::ops::AuditEntry entry;
    entry.cluster = draft.name;
    entry.verb = m_isNew ? "cluster add" : "cluster edit";
    entry.target = draft.name;
    entry.after = draft.servers + " " + draft.tag;
    const auto shown = onGuiThread(this, [this, name = QString::fromStdString(draft.name)](
                                             const core::Result<std::string>& answer) {
        m_busy = false;
        check();
        if (!answer)
            return say(said(answer.error().message), "bad");
        m_context.notify(core::ops::Health::Ok, said(*answer));
        Q_EMIT saved(name);
        accept();
    });
    m_desk.save(draft, m_isNew,
                [shown, noted = m_context.audit().follow(entry)](const auto& answer) {
                    noted(answer); // before the window may show another cluster
                    shown(answer);
                });
}

} // namespace vigia::ui::clusters
