#pragma once

#include "core/load/load_desk.h"
#include "ui/pages/load/figure_row.h"

#include <QCoreApplication>

#include <vector>

namespace vigia::ui::pages {

/// The figures in the head of a run, of one that goes on and of a finished one.
class RunFigures {
    Q_DECLARE_TR_FUNCTIONS(vigia::ui::pages::RunFigures)

public:
    static std::vector<Figure> of(const core::load::RunView& run);

private:
    explicit RunFigures(const core::load::RunView& run) : m_run(run) {}

    void put(const QString& label, const QString& value, const QString& unit, const QString& tip);
    void addRates();
    void addLatencies();
    void addErrors();
    void addResources();
    void addLag();
    [[nodiscard]] bool isLive() const;

    const core::load::RunView& m_run;
    std::vector<Figure> m_figures;
};

} // namespace vigia::ui::pages
