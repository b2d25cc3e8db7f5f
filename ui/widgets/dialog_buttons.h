#pragma once

#include <QString>

#include <functional>

class QHBoxLayout;
class QPushButton;

namespace vigia::ui::widgets {

class ConsoleContext;

/// A button of the last row of a dialog, which Enter doesn't press.
QPushButton* addDialogButton(QHBoxLayout& row, const QString& text);

/// "Copy as command": copies what `command` gives at that moment and says so.
QPushButton* addCopyCommandButton(QHBoxLayout& row, ConsoleContext& context,
                                  std::function<QString()> command);

} // namespace vigia::ui::widgets
