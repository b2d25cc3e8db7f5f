#pragma once

#include "ui/pages/common/list_page.h"
#include "ui/pages/stock/stock_feed.h"

namespace vigia::ui::widgets {
class Tile;
}

namespace vigia::ui::pages {

class StockPane;

/// Totals, every stock in a live table, and for the selected one its course, reservations and
/// commands.
class StockPage : public ListPage {
    Q_OBJECT

public:
    StockPage(widgets::ConsoleContext& context, QWidget* parent);

    void setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) override;
    void setStale(bool stale) override;
    [[nodiscard]] QStringList breadcrumb() const override;

protected:
    [[nodiscard]] core::view::RowSourcePtr
    source(const core::ops::ConsoleSnapshotPtr& snapshot) const override;
    DetailPane* makePane(QWidget* parent) override;
    [[nodiscard]] core::view::OwnedKey keyOf(const QString& item) const override;

private:
    QWidget* makeTiles();
    void addActions();
    void showTotals(const core::ops::ConsoleSnapshot& snapshot);
    void showRows();
    void showFailure(const QString& sentence);
    void applyStale();
    [[nodiscard]] StockPane* stockPane() const;

    StockFeed m_feed;
    std::vector<widgets::Tile*> m_tiles;
    bool m_stale = false;  ///< the cluster is silent
    bool m_failed = false; ///< the stock service is
};

} // namespace vigia::ui::pages
