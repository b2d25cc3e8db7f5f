#pragma once

#include "ui/bridge/data_table.h"
#include "ui/widgets/card.h"
#include "ui/widgets/console_context.h"

class QAction;
class QDialog;
class QTabWidget;

namespace vigia::ui::widgets {
class Chip;
}

namespace vigia::ui::pages {

/// The detail below a list: state, name and reason of one item, buttons, and tabs. A list page owns
/// one and a detached window another; both hand it snapshots. GUI thread only.
class DetailPane : public widgets::Card {
    Q_OBJECT

public:
    DetailPane(widgets::ConsoleContext& context, QWidget* parent);

    [[nodiscard]] const QString& item() const { return m_item; }
    void setItem(const QString& item);
    void setSnapshot(core::ops::ConsoleSnapshotPtr snapshot);
    /// What the user looks at inside of the item, e.g. a partition; empty: the item itself.
    [[nodiscard]] const QString& inner() const { return m_inner; }
    /// How that is called: "Partition 3".
    [[nodiscard]] QString innerName() const;
    /// Selects it and opens its tab; empty: nothing inside is selected.
    virtual void openInner(const QString& inner);
    /// To what is looked at here; the cluster where nothing finer can be linked.
    [[nodiscard]] virtual core::ops::Link link() const { return m_context.clusterLink(); }
    /// For the menus of the tables: puts `link()` on the clipboard.
    [[nodiscard]] QAction* copyLinkAction() const { return m_copyLink; }
    /// Draws again, e.g. for another time range.
    void redraw();
    virtual void setStale(bool stale);
    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    /// Every dialog that its buttons open, for `Page::makeDialogs`.
    [[nodiscard]] virtual std::vector<QDialog*> makeDialogs() { return {}; }

Q_SIGNALS:
    /// The user chose something inside, or left it.
    void innerChanged();

protected:
    /// Shows `item()` as it is in `snapshot`.
    virtual void fill(const core::ops::ConsoleSnapshotPtr& snapshot) = 0;
    /// Another item is looked at; `fill` follows.
    virtual void itemChanged() {}

    [[nodiscard]] widgets::ConsoleContext& context() const { return m_context; }
    [[nodiscard]] const core::ops::ConsoleSnapshotPtr& snapshot() const { return m_snapshot; }
    void setHead(core::ops::Health health, const QString& word, const QString& reason);
    /// The name in the head where the item itself is none.
    void setName(const QString& name) { m_name = name; }
    /// The item isn't in the snapshot: its tabs stay as they were, or go when it never was.
    void setGone();
    QPushButton* addButton(const QString& text, const char* kind, std::function<void()> run);
    /// A table in a tab; `table` is part of its settings key.
    bridge::DataTable* addTable(const QString& title, const QString& table,
                                std::vector<core::view::Column> columns,
                                std::vector<core::view::SortKey> order = {});
    /// The rows of `table` are one step further in: `partition` of a topic.
    struct Inner {
        std::function<QString(const core::view::OwnedKey&)> id;
        std::function<core::view::OwnedKey(const QString& id)> key;
        std::function<QString(const QString& id)> name;
    };
    void setInnerTable(bridge::DataTable* table, Inner inner);
    /// Puts how many there are behind the title of a tab.
    void setTabCount(QWidget* tab, const QString& title, std::size_t count);

private:
    void buildHead();

    widgets::ConsoleContext& m_context;
    QString m_item;
    QString m_name;
    QString m_inner;
    bool m_seen = false; ///< the item was in a snapshot since it was chosen
    bridge::DataTable* m_innerTable = nullptr;
    Inner m_innerTexts;
    QAction* m_copyLink = nullptr;
    core::ops::ConsoleSnapshotPtr m_snapshot;
    widgets::Chip* m_chip = nullptr;
    widgets::ElidedLabel* m_title = nullptr;
    widgets::ElidedLabel* m_reason = nullptr;
    QHBoxLayout* m_buttons = nullptr;
    QTabWidget* m_tabs = nullptr;
};

/// Where a page keeps what belongs to this cluster: `<cluster>/<page>`.
QString settingsFolder(const widgets::ConsoleContext& context, const QString& page);

} // namespace vigia::ui::pages
