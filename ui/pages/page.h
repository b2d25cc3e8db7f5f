#pragma once

#include "core/ops/console_snapshot.h"
#include "ui/widgets/console_context.h"

#include <QDialog>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace vigia::ui::pages {

/// Between an item and what is inside of it: "stock-updates", `kInside`, "3".
inline constexpr QChar kInside{0x1f};

/// One page of the console. The main window makes it when it is opened for the first time and hands
/// it snapshots only while it is visible (once when it becomes so) and not paused. A page's
/// QActions (`addAction`) with their shortcuts and texts appear in the palette and in the overlay
/// of keys; give them the `Qt::WidgetWithChildrenShortcut` context.
class Page : public QWidget {
    Q_OBJECT

public:
    Page(QString id, widgets::ConsoleContext& context, QWidget* parent = nullptr);

    [[nodiscard]] const QString& id() const { return m_id; }

    /// Never null. Called on the GUI thread, at most ten times a second; must return within a few
    /// milliseconds.
    virtual void setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) = 0;
    /// The time range of all charts changed (`context().timeRange()`); the newest snapshot follows.
    virtual void timeRangeChanged() {}
    /// Three refresh intervals went by without data: grey what is shown, keep it.
    virtual void setStale(bool /*stale*/) {}
    /// Selects a topic, group, … that another page or the palette asked for; it may appear only
    /// with a later snapshot.
    virtual void openItem(const QString& /*item*/) {}
    /// What the user looks at inside the page, from outer to inner, e.g. {"stock-updates",
    /// "Partition 3"}.
    [[nodiscard]] virtual QStringList breadcrumb() const { return {}; }
    /// A part of the breadcrumb was chosen, counted with the page itself as 0: goes out to it.
    virtual void goOut(int /*part*/) { setFocus(); }
    /// Brings somebody else to what is looked at here; the cluster where nothing finer can be
    /// linked.
    [[nodiscard]] virtual core::ops::Link link() const { return m_context.clusterLink(); }
    /// Every dialog that this page can open, filled from the newest snapshot, for pictures and for
    /// tests of their layout. The caller deletes them.
    [[nodiscard]] virtual std::vector<QDialog*> makeDialogs() { return {}; }
    /// The field that `/` and Ctrl+F go to; null: none.
    [[nodiscard]] virtual QWidget* filterField() const { return nullptr; }

Q_SIGNALS:
    /// The user went somewhere inside the page: one step of Alt+←; `openItem(item)` brings it back.
    void wentTo(const QString& item);
    void breadcrumbChanged();

protected:
    [[nodiscard]] widgets::ConsoleContext& context() const { return m_context; }
    [[nodiscard]] const theme::Theme& theme() const { return m_context.theme(); }
    /// An action of this page: in its shortcuts, the palette and the overlay of keys.
    QAction* addPageAction(const QString& text, const QKeySequence& keys,
                           std::function<void()> run);

private:
    QString m_id;
    widgets::ConsoleContext& m_context;
};

/// What stands at the right of a rail row.
struct RailState {
    QString count; ///< "38"; empty: none
    std::optional<core::ops::Health>
        mark; ///< the worst state inside; absent or OK: the count alone
};

/// A page as the rail knows it before it is made.
struct PageInfo {
    QString id;    ///< `topics`; part of settings keys
    QString title; ///< translated
    QString icon;  ///< of resources/icons
    bool separatorBefore = false;
    std::function<Page*(widgets::ConsoleContext&, QWidget* parent)> make;
    std::function<RailState(const core::ops::ConsoleSnapshot&)> rail;
    std::function<bool(const core::ops::ConsoleSnapshot&)> available; ///< empty: always
};

/// All pages of this build in the rail's order, titles in the language that is installed; the
/// load tests where the program has any.
std::vector<PageInfo> allPages(bool load = false);

} // namespace vigia::ui::pages
