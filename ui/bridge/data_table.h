#pragma once

#include "core/view/table_export.h"
#include "ui/bridge/table_bridge.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>
#include <optional>

class QMenu;
class QSettings;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace vigia::ui::widgets {
class EmptyState;
}

namespace vigia::ui::bridge {

class CellDelegate;
class ColumnLayout;
class FilterBar;
class RowView;

/// How many rows there are: "%1 group", "%1 groups".
struct RowCaption {
    QString one;
    QString many;
};

/// How a DataTable begins.
struct DataTableOptions {
    QString key;  ///< `<cluster>/<page>/<table>`: where layout, filters and order are kept
    QString name; ///< accessible name: "Groups"
    RowCaption caption;
    QString icon;                           ///< of the empty state
    std::vector<core::view::SortKey> order; ///< worst first
    bool compact = false; ///< inside a tab: no card, the filter row appears with `/`
    QString example{};    ///< of a filter, in its empty field
};

/// A live table with everything console.md asks of one: sort, drag, resize, hide, a column chooser,
/// filter row, "faults only", a context menu on cells, copy and export, selection that follows its
/// row. GUI thread only.
class DataTable : public QWidget {
    Q_OBJECT

public:
    DataTable(const theme::Theme& theme, QSettings& settings,
              std::vector<core::view::Column> columns, DataTableOptions options,
              QWidget* parent = nullptr);

    /// The next moment of the table; times count from `now`.
    void setSource(core::view::RowSourcePtr source, core::UtcTime now);
    void setStale(bool stale);
    void setTimeStyle(core::view::TimeStyle style);
    /// What stands there while the source has no rows.
    void setEmptyText(const QString& title, const QString& advice);

    [[nodiscard]] const core::view::TableModel& table() const { return m_bridge->table(); }
    [[nodiscard]] TableBridge* bridge() const { return m_bridge; }
    [[nodiscard]] QTableView* view() const;
    [[nodiscard]] FilterBar* filterBar() const { return m_bar; }
    /// The field that `/` goes to; shows it in a compact table.
    [[nodiscard]] QWidget* filterField() const;
    /// Shows and enters the filter row.
    void enterFilter();

    /// The row the user is at; also while it is hidden.
    [[nodiscard]] std::optional<core::view::OwnedKey> current() const { return m_current; }
    /// Selects the row as soon as there is one.
    void select(const core::view::OwnedKey& key);
    /// No row is the user's any more.
    void deselect();
    [[nodiscard]] std::vector<core::view::OwnedKey> selected() const;
    /// The selected rows, or all when none is; in the columns that are visible, in their order.
    [[nodiscard]] core::view::ExportRange range(bool selectedOnly) const;
    [[nodiscard]] QString exported(core::view::ExportFormat format, bool selectedOnly) const;
    /// Also puts this into the menu of a cell, at its end.
    void setRowActions(QList<QAction*> actions) { m_rowActions = std::move(actions); }

Q_SIGNALS:
    void currentChanged();
    /// Chosen in the menu of columns; the window gives it to every table.
    void timeStyleChosen(vigia::core::view::TimeStyle style);
    void selectionChanged();
    void activated();
    /// Double click: the row wants a window of its own.
    void detachRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildView();
    void buildBar();
    void buildLayout();
    void connectView();
    void restoreOrder();
    void keepOrder();
    void change(const std::function<void()>& apply);
    void followSelection();
    void updateCaption();
    void showLeftOut();
    void hover(int row);
    void showCellMenu(const QPoint& position);
    void fillColumnMenu(QMenu& menu);
    void fillExportMenu(QMenu& menu);
    void addTimeStyles(QMenu& menu);
    void addCellActions(QMenu& menu, const QModelIndex& index);
    void addColumnActions(QMenu& menu, int column);
    void copy(core::view::ExportFormat format, bool selectedOnly);
    void saveAs(core::view::ExportFormat format);

    const theme::Theme& m_theme;
    QSettings& m_settings;
    DataTableOptions m_options;
    TableBridge* m_bridge = nullptr;
    RowView* m_view = nullptr;
    CellDelegate* m_delegate = nullptr;
    ColumnLayout* m_layout = nullptr;
    FilterBar* m_bar = nullptr;
    QToolButton* m_columnsButton = nullptr;
    QWidget* m_body = nullptr;
    widgets::EmptyState* m_empty = nullptr;
    QList<QAction*> m_rowActions;
    std::optional<core::view::OwnedKey> m_current;
    QString m_emptyTitle;
    QString m_emptyAdvice;
    bool m_following = false;
};

} // namespace vigia::ui::bridge
