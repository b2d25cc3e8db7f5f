#pragma once

#include "ui/pages/common/detail_pane.h"

namespace vigia::ui::pages {

/// One broker: its replicas and events, and what may be done to its process where it is ours.
class BrokerPane : public DetailPane {
    Q_OBJECT

public:
    BrokerPane(widgets::ConsoleContext& context, QWidget* parent);

    /// The brokers that an action is for; by default the one that is shown.
    void setChosen(std::function<std::vector<std::int32_t>()> chosen) {
        m_chosen = std::move(chosen);
    }
    [[nodiscard]] std::vector<QDialog*> makeDialogs() override;

protected:
    void fill(const core::ops::ConsoleSnapshotPtr& snapshot) override;

private:
    [[nodiscard]] QDialog* dialog(const QString& title, const QString& verbText, const char* verb);
    void ask(const QString& title, const QString& verbText, const char* verb);
    [[nodiscard]] QString effect(const core::ops::ConsoleSnapshot& snapshot, std::int32_t broker,
                                 const char* verb) const;
    [[nodiscard]] std::vector<std::int32_t> chosen() const;

    std::function<std::vector<std::int32_t>()> m_chosen;
    std::int32_t m_broker = -1;
    bridge::DataTable* m_replicas = nullptr;
    bridge::DataTable* m_events = nullptr;
    std::vector<QPushButton*> m_actions;
};

} // namespace vigia::ui::pages
