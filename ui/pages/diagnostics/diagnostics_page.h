#pragma once

#include "ui/bridge/data_table.h"
#include "ui/pages/page.h"

class QLabel;

namespace vigia::ui::widgets {
class Card;
class Tile;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

/// What the console knows of itself: turns of the GUI thread, age of the samples, memory of every
/// process, queues with capacity and drops, and which build this is.
class DiagnosticsPage : public Page {
    Q_OBJECT

public:
    DiagnosticsPage(widgets::ConsoleContext& context, QWidget* parent);

    void setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) override;
    void setStale(bool stale) override;
    [[nodiscard]] QWidget* filterField() const override;

private:
    QLayout* makeTiles();
    widgets::Card* makeProcesses();
    widgets::Card* makeBuild();
    void showTurns();
    void showAge();
    void showTiles();
    void showProcesses();

    core::ops::ConsoleSnapshotPtr m_snapshot;
    std::vector<widgets::Tile*> m_tiles;
    bridge::DataTable* m_queues = nullptr;
    bridge::DataTable* m_processes = nullptr;
    QLabel* m_firstPaint = nullptr;
};

} // namespace vigia::ui::pages
