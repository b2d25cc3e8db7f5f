#pragma once

#include "ui/bridge/data_table.h"
#include "ui/pages/common/detail_pane.h"
#include "ui/pages/page.h"

class QSplitter;

namespace vigia::ui::pages {

/// A page with a list above and the detail of the selected row below; double click or Ctrl+Enter
/// opens the detail in a window of its own. The first row is selected until the user chooses
/// another.
class ListPage : public Page {
    Q_OBJECT

public:
    ListPage(QString id, widgets::ConsoleContext& context, QWidget* parent);

    void setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) override;
    void timeRangeChanged() override;
    void setStale(bool stale) override;
    void openItem(const QString& item) override;
    void goOut(int part) override;
    [[nodiscard]] QStringList breadcrumb() const override;
    [[nodiscard]] QWidget* filterField() const override;
    [[nodiscard]] core::ops::Link link() const override { return m_pane->link(); }
    [[nodiscard]] std::vector<QDialog*> makeDialogs() override { return m_pane->makeDialogs(); }

    [[nodiscard]] bridge::DataTable* table() const { return m_table; }
    [[nodiscard]] DetailPane* pane() const { return m_pane; }
    /// Opens the details of the current row in a window of their own.
    void detach();

protected:
    /// To be called at the end of the constructor of a page.
    void build(std::vector<core::view::Column> columns, bridge::DataTableOptions options,
               QWidget* above = nullptr);
    /// Reads `source` again for the snapshot that is shown.
    void refreshTable();
    [[nodiscard]] virtual core::view::RowSourcePtr
    source(const core::ops::ConsoleSnapshotPtr& snapshot) const = 0;
    virtual DetailPane* makePane(QWidget* parent) = 0;
    [[nodiscard]] virtual core::view::OwnedKey keyOf(const QString& item) const;
    [[nodiscard]] virtual QString itemOf(const core::view::OwnedKey& key) const;
    [[nodiscard]] const core::ops::ConsoleSnapshotPtr& snapshot() const { return m_snapshot; }

private:
    void connectTable();
    void selectFirst();
    void showCurrent();
    void innerChanged();
    void restoreLayout();

    core::ops::ConsoleSnapshotPtr m_snapshot;
    bridge::DataTable* m_table = nullptr;
    DetailPane* m_pane = nullptr;
    QSplitter* m_splitter = nullptr;
    bool m_opening = false; ///< asked for from outside: no step of Alt+←
};

} // namespace vigia::ui::pages
