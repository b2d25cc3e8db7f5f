#include "ui/widgets/dialog_buttons.h"

#include "ui/widgets/console_context.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
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

void copyCommand(ConsoleContext& context, const QString& command) {
    QGuiApplication::clipboard()->setText(command);
    context.notify(core::ops::Health::Ok,
                   say(QT_TRANSLATE_NOOP("DialogButtons", "Copied: %1")).arg(command));
}

QPushButton* addCopyCommandButton(QHBoxLayout& row, ConsoleContext& context,
                                  std::function<QString()> command) {
    auto* button = addDialogButton(row, say(QT_TRANSLATE_NOOP("DialogButtons", "Copy as command")));
    button->setToolTip(say(QT_TRANSLATE_NOOP("DialogButtons", "What does the same in a terminal")));
    QObject::connect(
        button, &QPushButton::clicked, &context,
        [&context, command = std::move(command)] { copyCommand(context, command()); });
    return button;
}

} // namespace vigia::ui::widgets
