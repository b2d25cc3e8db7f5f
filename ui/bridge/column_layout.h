#pragma once

#include "core/view/column.h"
#include "ui/bridge/column_fit.h"
#include "ui/theme/theme.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <span>

class QHeaderView;
class QMenu;
class QModelIndex;
class QSettings;
class QTableView;

namespace vigia::ui::bridge {

/// What a ColumnLayout works on. All outlive it.
struct ColumnLayoutParts {
    QTableView& view;
    const theme::Theme& theme;
    std::span<const core::view::Column> columns;
    QSettings& settings;
    QString key;
    std::function<int(const QModelIndex&)> cellWidth; ///< what a cell needs, with its padding
    std::function<int(int column)> titleWidth; ///< what its title needs; Qt has none when hidden
};

/// Widths, order and visibility of a table's columns. The columns fill the view: figures have the
/// width of their contents and their title, the column that names the row is readable, and in a
/// narrow view the least important columns leave (the chooser says so and brings them back). One
/// that the user dragged keeps its width and its place, the others fit around it. What the user
/// changes is kept under `key` in the settings. Owned by its view.
class ColumnLayout : public QObject {
    Q_OBJECT

public:
    explicit ColumnLayout(ColumnLayoutParts parts);

    /// Fills `menu` with a check mark for each column and "Reset columns".
    void fillChooser(QMenu& menu);
    /// The user's word: a column he shows never leaves for want of room.
    void setVisible(int column, bool visible);
    /// Names of the columns that left for want of room.
    [[nodiscard]] QStringList leftOut() const;
    /// Contents may have other widths now: another font, another style of times.
    void remeasure();
    /// A cell of `column` was cut although it needs only `width`.
    void cellWasCut(int column, int width);

Q_SIGNALS:
    void leftOutChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Choice { None, Shown, Hidden };

    [[nodiscard]] QString settingsKey(const char* what = "") const;
    void restore();
    void restoreChoices(bool fromHeader);
    void save();
    void reset();
    void keepDragged(int column, int width);
    void measure();
    void fitSoon() { m_soon.start(); }
    void fit();
    void apply(const std::vector<int>& widths);
    [[nodiscard]] bool isWanted(std::size_t column) const;
    [[nodiscard]] int least(std::size_t column) const;
    [[nodiscard]] ColumnNeed need(std::size_t column) const;

    const ColumnLayoutParts m_parts;
    QHeaderView& m_header;
    std::vector<Choice> m_choices;
    std::vector<int> m_contents; ///< the widest cell seen of each column; only grows
    std::vector<int> m_dragged;  ///< design pixels that the user gave a column; 0: none
    int m_zoom;                  ///< for which `m_contents` was measured
    QTimer m_soon;
    bool m_measured = false;
    bool m_fitting = false;
};

} // namespace vigia::ui::bridge
