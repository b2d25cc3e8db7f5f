#pragma once

#include "core/load/load_desk.h"
#include "ui/widgets/console_context.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace vigia::ui::pages {

/// Name, tags and notes of a run. Says what would not hold, and closes when it is kept. Deletes
/// itself.
class NoteDialog : public QDialog {
    Q_OBJECT

public:
    NoteDialog(widgets::ConsoleContext& context, const core::load::RunView& run, QWidget* parent);

    [[nodiscard]] core::load::RunAnnotation annotation() const;

Q_SIGNALS:
    void kept();

private:
    void keep();

    widgets::ConsoleContext& m_context;
    const std::string m_id;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_tags = nullptr;
    QPlainTextEdit* m_notes = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace vigia::ui::pages
