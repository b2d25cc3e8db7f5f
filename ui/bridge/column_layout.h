#pragma once

#include "core/view/column.h"

#include <QObject>

#include <span>

class QHeaderView;
class QMenu;
class QSettings;
class QTableView;

namespace vigia::ui::bridge {

/// Widths, order and visibility of a table's columns: the starting widths fill the view until the
/// user drags one; what the user changes is kept under `key` in the settings. Owned by its view.
class ColumnLayout : public QObject {
    Q_OBJECT

public:
    ColumnLayout(QTableView& view, std::span<const core::view::Column> columns, QSettings& settings,
                 QString key);

    /// Fills `menu` with a check mark for each column and "Reset columns".
    void fillChooser(QMenu& menu);
    void setVisible(int column, bool visible);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QString settingsKey() const;
    void restore();
    void save();
    void reset();
    void fit();
    [[nodiscard]] int least(std::size_t column) const;
    [[nodiscard]] std::vector<int> fitted(int room) const;

    QTableView& m_view;
    QHeaderView& m_header;
    std::span<const core::view::Column> m_columns;
    QSettings& m_settings;
    QString m_key;
    bool m_byUser = false; ///< widths were dragged: no more fitting
    bool m_fitting = false;
};

} // namespace vigia::ui::bridge
