#include "ui/clusters/close_dialog.h"

#include "ui/widgets/dialog_buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia::ui::clusters {

CloseDialog::CloseDialog(const theme::Theme& theme, core::load::LoadDesk& load, QWidget* parent)
    : QDialog(parent), m_load(load) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("A load test goes on"));
    setMinimumWidth(theme.px(440));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    m_text = widgets::makeLabel(tr("It runs inside this program and ends with it. What it measured "
                                   "so far is kept either way."),
                                "", "", this);
    m_text->setWordWrap(true);
    column->addWidget(m_text);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto* stay = widgets::addDialogButton(*buttons, tr("Let it go on"));
    stay->setDefault(true);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    m_stop = widgets::addDialogButton(*buttons, tr("Stop it and close"));
    m_stop->setProperty("kind", QStringLiteral("danger"));
    connect(m_stop, &QPushButton::clicked, this, &CloseDialog::stop);
    column->addLayout(buttons);
    m_looking.setInterval(100);
    connect(&m_looking, &QTimer::timeout, this, &CloseDialog::look);
    m_looking.start();
}

/// The first click waits for what is under way, the second doesn't.
void CloseDialog::stop() {
    m_load.stop();
    m_stopping = true;
    m_text->setText(tr("Waiting for the answers that are under way…"));
    m_stop->setText(tr("End now and close"));
}

void CloseDialog::look() {
    const auto status = m_load.status().read();
    if (status && status->run)
        return;
    m_looking.stop();
    accept();
    if (m_stopping)
        Q_EMIT mayClose();
}

} // namespace vigia::ui::clusters
