#pragma once

#include <QMenu>

namespace vigia::ui::widgets {
class ConsoleContext;
}

namespace vigia::ui::clusters {

/// Fills the menu of the top bar: every cluster with its colour and tag to switch to, one to open
/// in a new window, and add, test, edit, remove. What is chosen is asked for through `context`.
void fillClusterMenu(QMenu& menu, widgets::ConsoleContext& context);

/// The colour of a cluster's stripe: its own, else by its tag.
QColor stripeColour(const widgets::ConsoleContext& context, const QString& tag,
                    const QString& colour);

} // namespace vigia::ui::clusters
