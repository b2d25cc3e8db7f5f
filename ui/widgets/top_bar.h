#pragma once

#include "core/ops/console_snapshot.h"
#include "ui/widgets/console_context.h"

#include <QFrame>

class QPushButton;
class QToolButton;

namespace vigia::ui::widgets {

class Breadcrumb;
class SwitchButton;

/// Which cluster, where in it, and what holds for all pages: search, time range, refresh, pause,
/// demo traffic.
class TopBar : public QFrame {
    Q_OBJECT

public:
    explicit TopBar(ConsoleContext& context, QWidget* parent = nullptr);

    void setSnapshot(const core::ops::ConsoleSnapshot* snapshot);
    void setBreadcrumb(const QStringList& parts);
    void setPaused(bool paused);
    void setRefreshSeconds(int seconds);
    /// Asks for name and reason, or locks at once.
    void toggleLock();
    /// Marks `length` in the menu and names a zoomed range.
    void setTimeRange(const TimeRange& range);
    [[nodiscard]] static QString rangeName(const TimeRange& range);
    /// Every time range and refresh interval, for the palette; `data` is what it is of.
    [[nodiscard]] QList<QAction*> choices() const;
    [[nodiscard]] const Breadcrumb& breadcrumb() const { return *m_crumbs; }
    [[nodiscard]] SwitchButton& demoSwitch() const { return *m_demo; }

Q_SIGNALS:
    /// A part of the breadcrumb; 0 is the page.
    void crumbChosen(int part);
    void searchRequested();
    void timeLengthChosen(std::chrono::seconds length);
    void zoomBackRequested();
    void refreshChosen(int seconds); ///< 0: off
    void pauseToggled();
    void demoToggled(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* makeMenuButton(const QString& name);
    QPushButton* makeFind();
    void fillRangeMenu();
    void fillRefreshMenu();
    [[nodiscard]] static QString refreshName(int seconds);
    QToolButton* makeLock();
    void showLock();
    void showCluster(const core::ops::ConsoleSnapshot* snapshot);
    [[nodiscard]] bool isOurs() const;
    void fit();

    ConsoleContext& m_context;
    QToolButton* m_cluster = nullptr;
    Breadcrumb* m_crumbs = nullptr;
    QLabel* m_production = nullptr; ///< the word, beside the colour
    QLabel* m_badge = nullptr;
    QPushButton* m_find = nullptr;
    QLabel* m_findKey = nullptr;
    QToolButton* m_range = nullptr;
    QToolButton* m_refresh = nullptr;
    QToolButton* m_pause = nullptr;
    QToolButton* m_lock = nullptr; ///< on PROD only
    SwitchButton* m_demo = nullptr;
    QString m_tag;
};

} // namespace vigia::ui::widgets
