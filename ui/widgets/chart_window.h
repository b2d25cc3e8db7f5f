#pragma once

#include "ui/widgets/console_context.h"

namespace vigia::ui::widgets {

class ChartCard;

/// A chart in a window of its own: takes the newest snapshot twice a second and follows the shared
/// time range. Owns its card; deletes itself when it is closed. GUI thread only.
class ChartWindow : public QWidget {
    Q_OBJECT

public:
    ChartWindow(ConsoleContext& context, ChartCard& card, QWidget* parent);

private:
    void follow();

    ConsoleContext& m_context;
    ChartCard& m_card;
    core::ops::ConsoleSnapshotPtr m_shown;
};

} // namespace vigia::ui::widgets
