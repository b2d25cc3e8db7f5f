#pragma once

#include <QLabel>

namespace vigia::ui::widgets {

/// A label of plain text. `role` and `tone` are the style sheet's: `strong`, `small`, `caption`,
/// `title`, `value`, `mono`, `badge`, `key`; `muted`, `faint`, `accent`, `ok`, `warn`, `bad`.
/// Empty: body text.
QLabel* makeLabel(const QString& text, const char* role = "", const char* tone = "",
                  QWidget* parent = nullptr);

/// Changes the tone of a label that is already on screen.
void setTone(QWidget& widget, const char* tone);
/// Sets a style-sheet property and polishes the widget when it changed.
void setStyleProperty(QWidget& widget, const char* name, const QVariant& value);

} // namespace vigia::ui::widgets
