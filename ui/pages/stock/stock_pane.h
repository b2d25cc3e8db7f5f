#pragma once

#include "core/view/stock_rows.h"
#include "ui/pages/common/detail_pane.h"
#include "ui/pages/stock/stock_feed.h"

#include <array>
#include <functional>

namespace vigia::ui::widgets {
class ChartCard;
}

namespace vigia::ui::pages {

struct FormSpec;
class RestForm;

/// One stock: what was done to its symbol per minute, its reservations, and every command of the
/// API.
class StockPane : public DetailPane {
    Q_OBJECT

public:
    StockPane(widgets::ConsoleContext& context, StockFeed& feed, QWidget* parent);

    /// The stock that is shown; nothing before it is known.
    [[nodiscard]] std::optional<core::view::StockRow> stock() const;
    [[nodiscard]] bridge::DataTable* reservations() const { return m_reservations; }
    /// Which stocks are selected in the list; several are deleted in one go.
    void setChosen(std::function<std::vector<std::string>()> chosen) {
        m_chosen = std::move(chosen);
    }

    void create();
    void reserve();
    void replenish();
    void changeQuantity();
    void changePrice();
    void changeStatus();
    void remove();
    void confirmReservation();
    void releaseReservation();
    void setStale(bool stale) override;
    [[nodiscard]] std::vector<QDialog*> makeDialogs() override;

protected:
    void fill(const core::ops::ConsoleSnapshotPtr& snapshot) override;
    void itemChanged() override;

private:
    QWidget* makeCharts();
    QWidget* makeReservations();
    void makeButtons();
    using CloseForm = FormSpec (*)(const core::view::StockRow&, const core::view::ReservationRow&);
    void closeReservation(CloseForm form);
    [[nodiscard]] std::optional<core::view::StockRow> stockOf(const std::string& id) const;
    [[nodiscard]] std::vector<core::view::StockRow> chosenStocks() const;
    QDialog* makeDeletions(const std::vector<core::view::StockRow>& stocks);
    void changed();
    RestForm* makeForm(FormSpec spec);
    void open(FormSpec spec);
    void askReservations();
    void askSeries();
    void showReservations(const core::Result<core::ops::RestAnswer>& answer);
    void showSeries(std::size_t line, const core::Result<core::ops::Series>& series);
    [[nodiscard]] std::optional<core::view::ReservationRow> reservation() const;
    void enableReservationButtons();

    static constexpr std::size_t kMetrics = 4;

    StockFeed& m_feed;
    std::function<std::vector<std::string>()> m_chosen;
    widgets::ChartCard* m_operations = nullptr;
    widgets::ChartCard* m_units = nullptr;
    bridge::DataTable* m_reservations = nullptr;
    QWidget* m_reservationTab = nullptr;
    std::vector<QPushButton*> m_reservationButtons;
    std::vector<core::view::ReservationRow> m_reservationRows;
    std::array<core::ops::Series, kMetrics> m_series;
    std::uint64_t m_question = 0; ///< answers about another stock are dropped
    core::UtcTime m_seriesAt{};
};

} // namespace vigia::ui::pages
