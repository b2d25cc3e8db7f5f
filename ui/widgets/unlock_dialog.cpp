#include "ui/widgets/unlock_dialog.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia::ui::widgets {

UnlockDialog::UnlockDialog(const theme::Theme& theme, WriteLock& lock, QWidget* parent,
                           const QString& why)
    : QDialog(parent), m_lock(lock) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Unlock %1").arg(lock.cluster()));
    setMinimumWidth(theme.px(420));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(8);
    column->addWidget(makeLabel(windowTitle(), "title"));
    auto* text =
        makeLabel(why.isEmpty() ? tr("It is read-only. Changes are allowed for 15 minutes, "
                                     "then it locks again; the reason goes into the audit file.")
                                : why,
                  "", "muted");
    text->setWordWrap(true);
    column->addWidget(text);
    m_name = addField(tr("Name of the cluster"), tr("Type %1 to go on").arg(lock.cluster()));
    m_reason = addField(tr("Reason"), tr("why, e.g. a ticket"));
    addButtons();
    check();
}

QLineEdit* UnlockDialog::addField(const QString& label, const QString& hint) {
    auto* field = new QLineEdit(this);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    field->setMaxLength(200);
    auto* name = makeLabel(label, "", "muted");
    name->setBuddy(field);
    layout()->addWidget(name);
    layout()->addWidget(field);
    connect(field, &QLineEdit::textChanged, this, &UnlockDialog::check);
    return field;
}

void UnlockDialog::addButtons() {
    auto* row = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_unlock = new QPushButton(tr("Unlock"), this);
    m_unlock->setProperty("kind", QStringLiteral("danger"));
    m_unlock->setDefault(true);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_unlock);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_unlock, &QPushButton::clicked, this, [this] {
        if (m_lock.unlock(m_name->text(), m_reason->text()))
            accept();
    });
}

void UnlockDialog::check() {
    if (m_unlock)
        m_unlock->setEnabled(m_name->text() == m_lock.cluster() &&
                             !m_reason->text().trimmed().isEmpty());
}

} // namespace vigia::ui::widgets
