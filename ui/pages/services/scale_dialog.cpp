#include "ui/pages/services/scale_dialog.h"

#include "ui/bridge/plain_text.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/label.h"

#include <QLabel>
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
    carryOut<std::string>(
        entry,
        [&control = context().control(), role = m_role, count = m_count->value()](
            core::ops::PlatformControl::Done done) { control.scale(role, count, std::move(done)); },
        sentenceOutcome,
        [this](const core::Result<std::string>& answer) {
            const QString sentence = widgets::localized(sentenceOutcome(answer).sentence);
            if (!answer)
                return refused(sentence);
            context().notify(core::ops::Health::Ok, sentence);
            accept();
        });
}

QString ScaleDialog::command() const {
    return QStringLiteral("vigia stack scale %1 %2")
        .arg(bridge::qtext(m_role))
        .arg(m_count->value());
}

void ScaleDialog::refused(const QString& sentence) {
    widgets::setTone(*m_effect, "bad");
    m_effect->setText(sentence);
    setReady(true);
}

} // namespace vigia::ui::pages
