#pragma once

#include "ui/widgets/console_context.h"

#include <QWidget>

class QTimer;

namespace vigia::ui::pages {

class DetailPane;

/// A detail in a window of its own. It follows the newest snapshot twice a second, also while its
/// page isn't open, and is deleted when it is closed.
class DetachedWindow : public QWidget {
    Q_OBJECT

public:
    DetachedWindow(widgets::ConsoleContext& context, QWidget* parent);
    void open(DetailPane* pane, const QString& item);
    void setStale(bool stale);

private:
    void follow();

    widgets::ConsoleContext& m_context;
    DetailPane* m_pane = nullptr;
    core::ops::ConsoleSnapshotPtr m_shown;
};

} // namespace vigia::ui::pages
