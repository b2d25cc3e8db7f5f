#include "ui/pages/common/change_dialog.h"

#include "ui/widgets/dialog_buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/unlock_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia::ui::pages {

ChangeDialog::ChangeDialog(widgets::ConsoleContext& context, const QString& title, int width,
                           QWidget* parent)
    : QDialog(parent), m_context(context), m_column(new QVBoxLayout(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(context.theme().px(width));
    m_column->setContentsMargins(20, 20, 20, 16);
    m_column->setSpacing(12);
    m_column->addWidget(widgets::makeLabel(title, "title"));
    // Where no window manager does it, the window would stay inactive and deaf to its shortcuts.
    connect(this, &QDialog::finished, this, [this] {
        if (parentWidget() != nullptr)
            parentWidget()->window()->activateWindow();
    });
}

void ChangeDialog::addEnd(const QString& verb, bool destructive) {
    if (destructive && m_context.writeLock().production())
        addName();
    addLockLine();
    addButtons(verb, destructive);
    connect(&m_context.writeLock(), &widgets::WriteLock::changed, this, &ChangeDialog::enable);
    enable();
}

void ChangeDialog::addName() {
    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Name of the cluster"));
    m_name->setPlaceholderText(tr("Type %1 to go on").arg(m_context.writeLock().cluster()));
    m_column->addWidget(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &ChangeDialog::enable);
}

void ChangeDialog::addLockLine() {
    m_lockLine = new QWidget(this);
    auto* row = new QHBoxLayout(m_lockLine);
    row->setContentsMargins(0, 0, 0, 0);
    auto* text =
        widgets::makeLabel(tr("%1 is read-only.").arg(m_context.writeLock().cluster()), "", "bad");
    text->setWordWrap(true);
    auto* unlock = new QPushButton(tr("Unlock…"), m_lockLine);
    unlock->setAutoDefault(false);
    connect(unlock, &QPushButton::clicked, this, [this] {
        (new widgets::UnlockDialog(m_context.theme(), m_context.writeLock(), this))->open();
    });
    row->addWidget(text, 1);
    row->addWidget(unlock);
    m_column->addWidget(m_lockLine);
}

void ChangeDialog::addButtons(const QString& verb, bool destructive) {
    auto* row = new QHBoxLayout;
    if (!command().isEmpty())
        widgets::addCopyCommandButton(*row, m_context, [this] { return command(); });
    row->addStretch(1);
    m_close = widgets::addDialogButton(*row, tr("Cancel"));
    m_run = widgets::addDialogButton(*row, verb);
    m_run->setAutoDefault(!destructive);
    m_run->setDefault(!destructive);
    if (destructive)
        m_run->setProperty("kind", QStringLiteral("danger"));
    m_column->addLayout(row);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &ChangeDialog::run);
}

void ChangeDialog::setReady(bool ready) {
    m_ready = ready;
    enable();
}

void ChangeDialog::enable() {
    const bool locked = m_context.writeLock().locked();
    const bool named = !m_name || m_name->text() == m_context.writeLock().cluster();
    m_lockLine->setVisible(locked);
    m_run->setEnabled(m_ready && named && !locked);
}

ChangeDialog::Outcome ChangeDialog::sentenceOutcome(const core::Result<std::string>& answer) {
    return {answer.has_value(), answer ? *answer : answer.error().message};
}

void ChangeDialog::begin(const core::ops::AuditEntry& entry, std::function<void()> go) {
    m_context.audit().begin(entry, std::move(go),
                            [alive = QPointer<ChangeDialog>(this)](const QString& sentence) {
                                if (alive)
                                    alive->refused(sentence);
                            });
}

} // namespace vigia::ui::pages
