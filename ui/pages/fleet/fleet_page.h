#pragma once

#include "core/ops/fleet.h"
#include "ui/pages/page.h"

#include <QTimer>

class QLabel;

namespace vigia::ui::bridge {
class DataTable;
}

namespace vigia::ui::pages {

/// Every cluster of the configuration at a glance, a row each; double click or Enter opens one. Not
/// about the window's own cluster: it reads the fleet, which is collected at a slow pace.
class FleetPage : public Page {
    Q_OBJECT

public:
    explicit FleetPage(widgets::ConsoleContext& context, QWidget* parent = nullptr);
    ~FleetPage() override;

    void setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) override;
    void openItem(const QString& item) override;
    [[nodiscard]] QWidget* filterField() const override;
    /// To the cluster of the current row.
    [[nodiscard]] core::ops::Link link() const override;
    [[nodiscard]] bridge::DataTable& table() const { return *m_table; }
    /// One look at the fleet; a timer calls it.
    void look();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void setLooking(bool looking);
    void addActions();
    void openCurrent(bool newWindow);
    [[nodiscard]] const core::ops::FleetRow* explained() const;
    void showReason();

    bridge::DataTable* m_table = nullptr;
    QLabel* m_reason = nullptr;
    QTimer m_timer;
    std::shared_ptr<const core::ops::Fleet> m_fleet;
    std::uint64_t m_generation = 0;
    core::UtcTime m_shownAt{};
    bool m_looking = false;
};

/// For windows that know the other clusters.
PageInfo fleetPage();

} // namespace vigia::ui::pages
