#pragma once

#include "ui/pages/page.h"

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace vigia::ui::widgets {
class Card;
class ChartCard;
class EmptyState;
class HealthBanner;
class MiniTable;
class Tile;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

/// Health first, then six figures, throughput and latency with the events as marks, the worst
/// groups and the services.
class OverviewPage : public Page {
    Q_OBJECT

public:
    explicit OverviewPage(widgets::ConsoleContext& context, QWidget* parent = nullptr);

    void setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) override;
    void timeRangeChanged() override;
    void setStale(bool stale) override;

    [[nodiscard]] widgets::ChartCard& throughput() const { return *m_throughput; }

private:
    void buildCharts(QVBoxLayout& column);
    void buildTables(QVBoxLayout& column);
    void showHealth(const core::ops::ConsoleSnapshot& snapshot);
    void showTiles(const core::ops::ConsoleSnapshot& snapshot);
    void showCharts(const core::ops::ConsoleSnapshot& snapshot);
    void showGroups(const core::ops::ConsoleSnapshot& snapshot);
    void showServices(const core::ops::ConsoleSnapshot& snapshot);
    QWidget* makeTopics();
    void showTopics(const core::ops::ConsoleSnapshot& snapshot);

    core::ops::ConsoleSnapshotPtr m_snapshot;
    bool m_stale = false;
    widgets::HealthBanner* m_health = nullptr;
    std::vector<widgets::Tile*> m_tiles;
    widgets::ChartCard* m_throughput = nullptr;
    widgets::ChartCard* m_latency = nullptr;
    widgets::Card* m_groupsCard = nullptr;
    widgets::Card* m_servicesCard = nullptr;
    widgets::MiniTable* m_groups = nullptr;
    widgets::MiniTable* m_services = nullptr;
    widgets::Card* m_topicsCard = nullptr;
    widgets::MiniTable* m_topics = nullptr;
    QPushButton* m_allTopics = nullptr;
    widgets::EmptyState* m_noGroups = nullptr;
    widgets::EmptyState* m_noServices = nullptr;
    QPushButton* m_allGroups = nullptr;
    QPushButton* m_allServices = nullptr;
};

} // namespace vigia::ui::pages
