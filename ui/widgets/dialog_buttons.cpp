#include "ui/widgets/dialog_buttons.h"

#include "ui/widgets/console_context.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace vigia::ui::widgets {

namespace {

QString say(const char* text) {
    return QCoreApplication::translate("DialogButtons", text);
}

} // namespace

QPushButton* addDialogButton(QHBoxLayout& row, const QString& text) {
    auto* button = new QPushButton(text);
    button->setAutoDefault(false);
    row.addWidget(button); // its dialog owns it
    return button;
}

QPushButton* addCopyCommandButton(QHBoxLayout& row, ConsoleContext& context,
                                  std::function<QString()> command) {
    auto* button = addDialogButton(row, say(QT_TRANSLATE_NOOP("DialogButtons", "Copy as command")));
    button->setToolTip(say(QT_TRANSLATE_NOOP("DialogButtons", "What does the same in a terminal")));
    QObject::connect(button, &QPushButton::clicked, &context,
                     [&context, command = std::move(command)] { context.copyText(command()); });
    return button;
}

} // namespace vigia::ui::widgets
