#pragma once

#include "core/load/scenario_desk.h"
#include "ui/widgets/console_context.h"

#include <QWidget>

namespace vigia::ui::widgets {
class ChartCard;
}

namespace vigia::ui::pages {

/// The course of a scenario before it is run: arrivals a second, or users, over the time since its
/// beginning. GUI thread only.
class ArrivalCurve : public QWidget {
    Q_OBJECT

public:
    ArrivalCurve(widgets::ConsoleContext& context, const QString& title, QWidget* parent);

    void show(core::load::Model model, std::vector<core::load::Stage> stages);
    /// "5 min 10 s, 20 users at most".
    [[nodiscard]] QString sentence() const;

private:
    void draw();

    widgets::ChartCard* m_card = nullptr;
    core::load::Model m_model = core::load::Model::Open;
    std::vector<core::load::Stage> m_stages;
};

} // namespace vigia::ui::pages
