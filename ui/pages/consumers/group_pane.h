#pragma once

#include "ui/pages/common/detail_pane.h"

namespace vigia::ui::widgets {
class ChartCard;
}

namespace vigia::ui::pages {

/// One consumer group: its verdict with the reason, the course of lag and time lag, its partitions,
/// members and events.
class GroupPane : public DetailPane {
    Q_OBJECT

public:
    GroupPane(widgets::ConsoleContext& context, QWidget* parent);

    void setStale(bool stale) override;
    /// With the time range of the charts.
    [[nodiscard]] core::ops::Link link() const override;

protected:
    void fill(const core::ops::ConsoleSnapshotPtr& snapshot) override;
    void itemChanged() override;

private:
    QWidget* makeCharts();
    void openPartition();
    void fillCharts(const core::ops::ConsoleSnapshot& snapshot, const core::ops::GroupRow& group);

    widgets::ChartCard* m_lag = nullptr;
    widgets::ChartCard* m_timeLag = nullptr;
    bridge::DataTable* m_partitions = nullptr;
    bridge::DataTable* m_members = nullptr;
    bridge::DataTable* m_events = nullptr;
};

} // namespace vigia::ui::pages
