#pragma once

#include <QCoreApplication>
#include <QPointer>

#include <utility>

namespace vigia::ui::widgets {

/// Wraps an answer of `PlatformControl` (which comes on an unnamed thread) so that `use` runs on
/// the GUI thread, and only while `receiver` lives. Call it on the GUI thread.
template <class Use> auto onGuiThread(QObject* receiver, Use use) {
    return [alive = QPointer<QObject>(receiver), use = std::move(use)](auto answer) {
        auto* application = QCoreApplication::instance();
        if (application == nullptr)
            return;
        QMetaObject::invokeMethod(
            application,
            [alive, use, answer = std::move(answer)] {
                if (alive)
                    use(answer);
            },
            Qt::QueuedConnection);
    };
}

} // namespace vigia::ui::widgets
