#include "ui/pages/services/scale_dialog.h"

#include "ui/bridge/plain_text.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace vigia::ui::pages {

ScaleDialog::ScaleDialog(widgets::ConsoleContext& context, std::string role, int now,
                         QWidget* parent)
    : QDialog(parent), m_context(context), m_role(std::move(role)), m_now(now) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Scale %1").arg(bridge::qtext(m_role)));
    setMinimumWidth(context.theme().px(400));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(widgets::makeLabel(windowTitle(), "title"));
    m_count = new QSpinBox(this);
    m_count->setRange(0, 8);
    m_count->setValue(now);
    m_count->setAccessibleName(tr("Workers"));
    m_effect = widgets::makeLabel({}, "", "muted");
    m_effect->setWordWrap(true);
    column->addWidget(m_count);
    column->addWidget(m_effect);
    auto* row = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_run = new QPushButton(tr("Scale"), this);
    m_run->setDefault(true);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_run);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &ScaleDialog::run);
    connect(m_count, &QSpinBox::valueChanged, this, &ScaleDialog::describe);
    describe();
}

void ScaleDialog::describe() {
    const int change = m_count->value() - m_now;
    m_run->setEnabled(change != 0);
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
    m_run->setEnabled(false);
    m_context.control().scale(
        m_role, m_count->value(),
        widgets::onGuiThread(this, [this](const core::Result<std::string>& result) {
            if (!result) {
                widgets::setTone(*m_effect, "bad");
                m_effect->setText(bridge::qtext(result.error().message));
                m_run->setEnabled(true);
                return;
            }
            m_context.notify(core::ops::Health::Ok, bridge::qtext(*result));
            accept();
        }));
}

} // namespace vigia::ui::pages
