#include "ui/pages/load/note_dialog.h"

#include "ui/widgets/core_texts.h"
#include "ui/widgets/dialog_buttons.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia::ui::pages {

NoteDialog::NoteDialog(widgets::ConsoleContext& context, const core::load::RunView& run,
                       QWidget* parent)
    : QDialog(parent), m_context(context), m_id(run.head.id) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Notes of a run"));
    resize(context.theme().px(480), context.theme().px(320));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    const auto add = [&](int row, const QString& label, auto* field) {
        grid->addWidget(widgets::makeLabel(label, "", "muted", this), row, 0, Qt::AlignTop);
        grid->addWidget(field, row, 1);
        field->setAccessibleName(label);
        return field;
    };
    m_name = add(0, tr("Name"), new QLineEdit(QString::fromStdString(run.annotation.name), this));
    m_name->setPlaceholderText(widgets::shown(run.head.title));
    QStringList tags;
    for (const std::string& tag : run.annotation.tags)
        tags << QString::fromStdString(tag);
    m_tags = add(1, tr("Tags"), new QLineEdit(tags.join(QStringLiteral(", ")), this));
    m_tags->setPlaceholderText(tr("separated by commas"));
    m_notes = add(2, tr("Notes"), new QPlainTextEdit(this));
    m_notes->setPlainText(QString::fromStdString(run.annotation.notes));
    m_notes->setTabChangesFocus(true);
    column->addLayout(grid, 1);
    m_problem = widgets::makeLabel({}, "", "bad", this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    connect(widgets::addDialogButton(*buttons, tr("Cancel")), &QPushButton::clicked, this,
            &QDialog::reject);
    auto* save = widgets::addDialogButton(*buttons, tr("Save"));
    save->setDefault(true);
    connect(save, &QPushButton::clicked, this, &NoteDialog::keep);
    column->addLayout(buttons);
}

core::load::RunAnnotation NoteDialog::annotation() const {
    core::load::RunAnnotation note;
    note.name = m_name->text().trimmed().toStdString();
    for (const QString& tag : m_tags->text().split(u',', Qt::SkipEmptyParts))
        if (!tag.trimmed().isEmpty())
            note.tags.push_back(tag.trimmed().toStdString());
    note.notes = m_notes->toPlainText().toStdString();
    return note;
}

void NoteDialog::keep() {
    m_context.loadDesk()->annotate(
        m_id, annotation(),
        widgets::onGuiThread(this, [this](const core::Result<std::string>& answer) {
            if (answer) {
                Q_EMIT kept();
                return accept();
            }
            m_problem->setText(widgets::localized(answer.error().message));
            m_problem->show();
        }));
}

} // namespace vigia::ui::pages
