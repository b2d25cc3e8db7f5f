#include "ui/pages/common/action_dialog.h"

#include "ui/bridge/plain_text.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_mark.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::ops::Health;

ActionDialog::ActionDialog(widgets::ConsoleContext& context, const QString& title,
                           const QString& verb, std::vector<ActionTarget> targets, QWidget* parent)
    : QDialog(parent), m_context(context), m_targets(std::move(targets)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(context.theme().px(480));
    build(title, verb);
}

void ActionDialog::build(const QString& title, const QString& verb) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(widgets::makeLabel(title, "title"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        addTarget(*grid, static_cast<int>(i));
    column->addLayout(grid);
    addNameField(*column);
    auto* row = new QHBoxLayout;
    m_close = new QPushButton(tr("Cancel"), this);
    m_run = new QPushButton(verb, this);
    m_run->setProperty("kind", QStringLiteral("danger"));
    m_run->setEnabled(m_name == nullptr);
    m_close->setAutoDefault(false);
    m_run->setAutoDefault(false);
    row->addStretch(1);
    row->addWidget(m_close);
    row->addWidget(m_run);
    column->addLayout(row);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &ActionDialog::run);
    m_close->setFocus();
}

void ActionDialog::addTarget(QGridLayout& grid, int row) {
    const ActionTarget& target = m_targets[static_cast<std::size_t>(row)];
    auto* mark = new widgets::StatusMark(m_context.theme(), this);
    mark->setHealth(Health::Degraded);
    mark->setWord(tr("not done yet"));
    auto* name = widgets::makeLabel(target.name, "strong");
    auto* effect = widgets::makeLabel(target.effect, "", "muted");
    effect->setWordWrap(true);
    grid.addWidget(mark, row, 0, Qt::AlignTop | Qt::AlignHCenter);
    grid.addWidget(name, row, 1, Qt::AlignTop);
    grid.addWidget(effect, row, 2);
    m_lines.push_back({mark, effect});
}

void ActionDialog::addNameField(QLayout& column) {
    const auto newest = m_context.newest();
    if (!newest || newest->tag != "prod")
        return;
    const QString cluster = bridge::qtext(newest->cluster);
    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Name of the cluster"));
    m_name->setPlaceholderText(tr("Type %1 to go on").arg(cluster));
    column.addWidget(m_name);
    connect(m_name, &QLineEdit::textChanged, this,
            [this, cluster](const QString& text) { m_run->setEnabled(text == cluster); });
}

void ActionDialog::run() {
    m_run->setEnabled(false);
    if (m_name)
        m_name->setEnabled(false);
    m_close->setText(tr("Close"));
    m_open = m_targets.size();
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        m_lines[i].mark->setHealth(Health::Working);
        m_lines[i].mark->setWord(QString());
        m_targets[i].run(widgets::onGuiThread(
            this, [this, i](const core::Result<std::string>& result) { finished(i, result); }));
    }
}

void ActionDialog::finished(std::size_t target, const core::Result<std::string>& result) {
    const bool well = result.has_value();
    m_failed = m_failed || !well;
    m_lines[target].mark->setHealth(well ? Health::Ok : Health::Broken);
    m_lines[target].text->setText(bridge::qtext(well ? *result : result.error().message));
    if (--m_open > 0 || m_failed)
        return;
    m_context.notify(Health::Ok,
                     m_targets.size() == 1
                         ? bridge::qtext(*result)
                         : tr("%1: done for %2 items").arg(windowTitle()).arg(m_targets.size()));
    accept();
}

} // namespace vigia::ui::pages
