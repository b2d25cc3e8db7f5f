#pragma once

#include "ui/pages/common/detail_pane.h"

namespace vigia::ui::pages {

/// One instance of the platform's services: where it runs, its events, and what may be done to it.
class ServicePane : public DetailPane {
    Q_OBJECT

public:
    ServicePane(widgets::ConsoleContext& context, QWidget* parent);

    /// The instances that an action is for; by default the one that is shown.
    void setChosen(std::function<QStringList()> chosen) { m_chosen = std::move(chosen); }
    [[nodiscard]] std::vector<QDialog*> makeDialogs() override;

protected:
    void fill(const core::ops::ConsoleSnapshotPtr& snapshot) override;

private:
    [[nodiscard]] QDialog* dialog(const QString& title, const QString& verbText, const char* verb);
    [[nodiscard]] QDialog* scaleDialog();
    void ask(const QString& title, const QString& verbText, const char* verb);
    void askScale();
    [[nodiscard]] QString effect(const core::ops::ServiceRow& service, const char* verb) const;
    [[nodiscard]] int others(const core::ops::ServiceRow& service) const;

    std::function<QStringList()> m_chosen;
    bridge::DataTable* m_events = nullptr;
    std::vector<QPushButton*> m_actions;
};

} // namespace vigia::ui::pages
