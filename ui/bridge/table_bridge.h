#pragma once

#include "core/view/table_model.h"

#include <QAbstractTableModel>
#include <QHash>

namespace vigia::ui::bridge {

/// A core::view::TableModel as Qt sees it: turns the steps of a change into Qt's signals and
/// formats the cells that the view asks for. GUI thread only.
class TableBridge : public QAbstractTableModel, private core::view::TableObserver {
    Q_OBJECT

public:
    /// Beside Qt's own roles.
    enum Role {
        HintRole = Qt::UserRole + 1, ///< where a figure comes from: "exact"
        KindRole,                    ///< core::view::ColumnKind as int
        HealthRole,                  ///< of the cell's state or of its row, as int
        SparkRole,                   ///< core::view::Spark as void*
    };

    explicit TableBridge(std::vector<core::view::Column> columns, QObject* parent = nullptr);

    [[nodiscard]] const core::view::TableModel& table() const { return m_table; }
    void update(core::view::RowSourcePtr source) { m_table.update(std::move(source)); }
    void setFilter(std::shared_ptr<const core::view::Filter> filter) {
        m_table.setFilter(std::move(filter));
    }
    void setFaultsOnly(bool on) { m_table.setFaultsOnly(on); }
    void setOrder(std::vector<core::view::SortKey> keys) { m_table.setOrder(std::move(keys)); }
    /// Style and reference of times; repaints them.
    void setTextOptions(const core::view::TextOptions& options);
    [[nodiscard]] const core::view::TextOptions& textOptions() const { return m_options; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    /// Sorts by this column first and by the former ones after it (three in all).
    void sort(int column, Qt::SortOrder order) override;

private:
    void aboutToReorder() override;
    void reordered(std::span<const std::uint32_t> newRowOf) override;
    void aboutToRemove(std::size_t first, std::size_t count) override;
    void removed() override;
    void aboutToInsert(std::size_t first, std::size_t count) override;
    void inserted() override;
    void changed(std::size_t first, std::size_t count) override;

    [[nodiscard]] QVariant text(std::size_t row, std::size_t column, int role) const;
    [[nodiscard]] QString spoken(const std::string& sentence) const;
    [[nodiscard]] core::ops::Health healthOf(std::size_t row, std::size_t column) const;

    core::view::TableModel m_table;
    core::view::TextOptions m_options;
    /// Sentences of core in the language of the window, at most 512.
    mutable QHash<QByteArray, QString> m_spoken;
};

} // namespace vigia::ui::bridge
