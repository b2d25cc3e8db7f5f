#include "ui/pages/services/scale_dialog.h"

#include "ui/bridge/plain_text.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QPointer>
#include <QSpinBox>
#include <QVBoxLayout>

namespace vigia::ui::pages {

ScaleDialog::ScaleDialog(widgets::ConsoleContext& context, std::string role, int now,
                         QWidget* parent)
    : ChangeDialog(context, tr("Scale %1").arg(bridge::qtext(role)), 400, parent),
      m_role(std::move(role)), m_now(now) {
    setObjectName(QStringLiteral("scale"));
    m_count = new QSpinBox(this);
    m_count->setRange(0, 8);
    m_count->setValue(now);
    m_count->setAccessibleName(tr("Workers"));
    m_effect = widgets::makeLabel({}, "", "muted");
    m_effect->setWordWrap(true);
    column().addWidget(m_count);
    column().addWidget(m_effect);
    addEnd(tr("Scale"), false);
    connect(m_count, &QSpinBox::valueChanged, this, &ScaleDialog::describe);
    describe();
}

void ScaleDialog::describe() {
    const int change = m_count->value() - m_now;
    widgets::setTone(*m_effect, "muted");
    setReady(change != 0);
    if (change == 0)
        m_effect->setText(tr("There are %n worker(s) now.", nullptr, m_now));
    else if (change > 0)
        m_effect->setText(
            tr("%n worker(s) more; their consumer groups rebalance.", nullptr, change));
    else if (m_count->value() == 0)
        m_effect->setText(tr("Nobody does this work any more: requests fail and records wait."));
    else
        m_effect->setText(tr("%n worker(s) fewer; they finish what they began.", nullptr, -change));
}

void ScaleDialog::run() {
    setReady(false);
    core::ops::AuditEntry entry;
    entry.verb = "scale";
    entry.target = m_role;
    entry.before = std::to_string(m_now);
    entry.after = std::to_string(m_count->value());
    begin(entry, [alive = QPointer<ScaleDialog>(this), entry, role = m_role,
                  count = m_count->value(), &context = context()] {
        context.control().scale(
            role, count,
            widgets::onGuiThread(
                &context, [alive, entry, &context](const core::Result<std::string>& result) {
                    const std::string sentence = result ? *result : result.error().message;
                    context.audit().end(entry, result.has_value(), sentence);
                    if (result)
                        context.notify(core::ops::Health::Ok, widgets::localized(sentence));
                    if (alive && result)
                        alive->accept();
                    else if (alive)
                        alive->refused(widgets::localized(sentence));
                }));
    });
}

void ScaleDialog::refused(const QString& sentence) {
    widgets::setTone(*m_effect, "bad");
    m_effect->setText(sentence);
    setReady(true);
}

} // namespace vigia::ui::pages
