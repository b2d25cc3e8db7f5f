#pragma once

#include "ui/widgets/console_context.h"

#include <functional>

namespace vigia::ui::pages {

/// What a load test of the shown platform is started with. A locked one is opened in the top bar;
/// production where changes are allowed asks for its name and a reason here, once in 15 minutes.
/// GUI thread only.
class LoadGuard : public QObject {
    Q_OBJECT

public:
    using Go = std::function<void(const core::ops::WritePass& pass)>;

    LoadGuard(widgets::ConsoleContext& context, QWidget* parent);

    /// Calls `go` at once, or when what has to be typed was typed; never when that is refused.
    void ask(Go go);

private:
    widgets::ConsoleContext& m_context;
    QWidget& m_parent;
    widgets::WriteLock m_asked;
};

} // namespace vigia::ui::pages
