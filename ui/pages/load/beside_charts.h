#pragma once

#include "core/load/load_desk.h"
#include "ui/plot/time_chart.h"
#include "ui/widgets/console_context.h"

#include <QWidget>

#include <memory>

namespace vigia::ui::widgets {
class ChartCard;
class ElidedLabel;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

/// What was seen beside a run while it went on: the lag of the consumers, and the CPU of the
/// generator and of the workers. Where nothing is known a sentence says why. GUI thread only.
class BesideCharts : public QWidget {
    Q_OBJECT

public:
    explicit BesideCharts(widgets::ConsoleContext& context, QWidget* parent = nullptr);

    /// `ours`: this program runs it.
    void show(std::shared_ptr<const core::load::RunView> run, bool ours);
    [[nodiscard]] plot::TimeChart& lag() const;
    [[nodiscard]] plot::TimeChart& cpu() const;
    /// The sentences under the charts; empty where the lines say all.
    [[nodiscard]] QString lagRemark() const;
    [[nodiscard]] QString cpuRemark() const;

private:
    /// A chart with the sentence that stands below it, or in its place.
    struct Part {
        widgets::ChartCard* card = nullptr;
        QWidget* room = nullptr; ///< of the sentence
        widgets::ElidedLabel* remark = nullptr;
    };
    struct Drawn {
        QString name;
        core::ops::Series series;
    };

    Part makePart(const QString& title, const QString& remark);
    void draw();
    void fill(const Part& part, const std::vector<Drawn>& lines, const QString& remark);
    [[nodiscard]] std::vector<Drawn> lagLines() const;
    [[nodiscard]] std::vector<Drawn> cpuLines() const;
    [[nodiscard]] QString whyUnknown() const;

    widgets::ConsoleContext& m_context;
    Part m_lag, m_cpu;
    std::shared_ptr<const core::load::RunView> m_run;
    bool m_ours = false;
};

} // namespace vigia::ui::pages
