#include "ui/pages/stock/stock_pane.h"

#include "core/base/time_text.h"
#include "core/view/number_text.h"
#include "core/view/tables.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/stock/stock_forms.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

#include <fmt/format.h>

namespace vigia::ui::pages {
namespace {

using namespace core::view;

constexpr std::array<const char*, 4> kMetricNames{"updated", "reserved", "confirmed", "units"};
constexpr std::chrono::seconds kSeriesEvery{10};

std::string percentEncoded(const std::string& text) {
    return QUrl::toPercentEncoding(bridge::qtext(text)).toStdString();
}

/// A REST answer as a series, on the thread it came on.
core::Result<core::ops::Series> asSeries(const core::Result<core::ops::RestAnswer>& answer) {
    if (!answer)
        return answer.error();
    if (answer->status != 200)
        return core::failure(core::ErrorCode::Rejected,
                             readApiError(answer->status, answer->body).message);
    return readSeries(answer->body);
}

} // namespace

StockPane::StockPane(widgets::ConsoleContext& context, StockFeed& feed, QWidget* parent)
    : DetailPane(context, parent), m_feed(feed) {
    tabs()->addTab(makeCharts(), tr("Course"));
    tabs()->addTab(m_reservationTab = makeReservations(), tr("Reservations"));
    makeButtons();
    connect(tabs(), &QTabWidget::currentChanged, this, [this] { redraw(); });
}

QWidget* StockPane::makeCharts() {
    auto* room = new QWidget(this);
    auto* row = new QHBoxLayout(room);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_operations =
        new widgets::ChartCard(context(), tr("Commands"), tr("a minute, of this symbol"), room);
    m_units = new widgets::ChartCard(context(), tr("Units reserved"),
                                     tr("a minute, of this symbol"), room);
    m_units->chart().setRedrawDelay(plot::TimeChart::kAfterTheFirst);
    m_operations->setLines(
        {{tr("updated"), 0, false}, {tr("reserved"), 1, false}, {tr("confirmed"), 4, true}});
    m_units->setLines({{tr("units"), 2, false}});
    for (auto* card : {m_operations, m_units}) {
        card->setFlat();
        card->chart().setLeastTop(5);
        card->chart().setValueText([](double value) { return bridge::qtext(shortNumber(value)); });
        row->addWidget(card, 1);
    }
    return room;
}

QWidget* StockPane::makeReservations() {
    auto* room = new QWidget(this);
    auto* column = new QVBoxLayout(room);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 6, 12, 6);
    buttons->setSpacing(8);
    const auto add = [&](const QString& text, auto run) {
        auto* button = new QPushButton(text, room);
        button->setAccessibleName(text);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, run);
        buttons->addWidget(button);
        m_reservationButtons.push_back(button);
    };
    add(tr("Confirm…"), &StockPane::confirmReservation);
    add(tr("Release…"), &StockPane::releaseReservation);
    buttons->addStretch(1);
    bridge::DataTableOptions options{
        settingsFolder(context(), QStringLiteral("stock/reservations")),
        tr("Reservations"),
        {tr("%1 reservation"), tr("%1 reservations")},
        QStringLiteral("stock"),
        {{3, true}},
        true};
    m_reservations =
        new bridge::DataTable(context().theme(), context().settings(),
                              reservationTable().plainColumns(), std::move(options), room);
    m_reservations->setEmptyText(tr("No reservations"),
                                 tr("Reserve… takes units aside for a while."));
    connect(m_reservations, &bridge::DataTable::selectionChanged, this,
            &StockPane::enableReservationButtons);
    column->addLayout(buttons);
    column->addWidget(m_reservations, 1);
    enableReservationButtons();
    return room;
}

void StockPane::makeButtons() {
    addButton(tr("Reserve…"), "primary", [this] { reserve(); });
    addButton(tr("Replenish…"), "", [this] { replenish(); });
    auto* change = addButton(tr("Change"), "", [] {});
    auto* menu = new QMenu(change);
    menu->addAction(tr("Quantity…"), this, &StockPane::changeQuantity);
    menu->addAction(tr("Price…"), this, &StockPane::changePrice);
    menu->addAction(tr("Status…"), this, &StockPane::changeStatus);
    change->setMenu(menu);
    widgets::setStyleProperty(*change, "menu", true);
    addButton(tr("Delete…"), "danger", [this] { remove(); });
}

std::optional<StockRow> StockPane::stock() const {
    return stockOf(item().toStdString());
}

std::optional<StockRow> StockPane::stockOf(const std::string& id) const {
    if (!m_feed.rows())
        return std::nullopt;
    const auto& rows = *m_feed.rows();
    const auto found = std::lower_bound(
        rows.begin(), rows.end(), id,
        [](const StockRow& row, const std::string& wanted) { return row.id < wanted; });
    return found != rows.end() && found->id == id ? std::optional(*found) : std::nullopt;
}

void StockPane::itemChanged() {
    ++m_question;
    m_seriesAt = {};
    m_series = {};
    m_reservationRows.clear();
    m_reservations->setSource(nullptr, {});
    askReservations();
}

void StockPane::fill(const core::ops::ConsoleSnapshotPtr& snapshot) {
    const auto shown = stock();
    if (!shown)
        return setGone();
    const QString price =
        shown->price ? bridge::qtext(shown->price->dollars()) : QStringLiteral("—");
    setName(bridge::qtext(shown->symbol.empty() ? shown->productId : shown->symbol));
    setHead(stockHealth(shown->status), bridge::qtext(shown->status),
            tr("%1 · %2 available · %3 reserved · %4 each")
                .arg(bridge::qtext(shown->name), bridge::qtext(groupedText(shown->quantity)),
                     bridge::qtext(groupedText(shown->reserved)), price));
    if (tabs()->currentWidget() == m_reservationTab)
        askReservations();
    else if (snapshot->sampledAt - m_seriesAt > kSeriesEvery)
        askSeries();
    m_operations->show(*snapshot, {&m_series[0], &m_series[1], &m_series[2]});
    m_units->show(*snapshot, {&m_series[3]});
}

void StockPane::askReservations() {
    if (item().isEmpty())
        return;
    context().control().rest(
        "GET",
        "/api/v1/virtual-stock/stocks/" + percentEncoded(item().toStdString()) +
            "/reservations?size=500",
        {},
        widgets::onGuiThread(
            this, [this, question = m_question](const core::Result<core::ops::RestAnswer>& answer) {
                if (question == m_question)
                    showReservations(answer);
            }));
}

void StockPane::showReservations(const core::Result<core::ops::RestAnswer>& answer) {
    auto page =
        !answer ? core::Result<RowPage<ReservationRow>>(answer.error())
        : answer->status != 200
            ? core::Result<RowPage<ReservationRow>>(core::failure(
                  core::ErrorCode::Rejected, readApiError(answer->status, answer->body).message))
            : readReservations(answer->body);
    if (!page)
        return m_reservations->setEmptyText(tr("Reservations unknown"),
                                            widgets::localized(page.error().message));
    m_reservations->setEmptyText(tr("No reservations"),
                                 tr("Reserve… takes units aside for a while."));
    setTabCount(m_reservationTab, tr("Reservations"), static_cast<std::size_t>(page->total));
    m_reservationRows = page->rows;
    m_reservations->setSource(rowsOf(std::move(page->rows), reservationTable()),
                              snapshot() ? snapshot()->sampledAt : core::UtcTime{});
    if (!m_reservations->current() && m_reservations->table().rowCount() > 0)
        m_reservations->select(
            m_reservations->table().key(0)); // the newest: one key less to confirm it
    enableReservationButtons();
}

void StockPane::askSeries() {
    const auto shown = stock();
    if (!shown || !snapshot())
        return;
    m_seriesAt = snapshot()->sampledAt;
    const auto& range = context().timeRange();
    const auto window = fmt::format(
        "&symbol={}&from={}&to={}&step=60", percentEncoded(shown->symbol),
        core::formatRfc3339(range.begin(m_seriesAt)), core::formatRfc3339(range.end(m_seriesAt)));
    for (std::size_t line = 0; line < kMetrics; ++line) {
        auto onGui = widgets::onGuiThread(this, [this, line, question = m_question](
                                                    const core::Result<core::ops::Series>& series) {
            if (question == m_question)
                showSeries(line, series);
        });
        context().control().rest("GET",
                                 std::string("/api/v1/virtual-stock/series?metric=") +
                                     kMetricNames[line] + window,
                                 {}, [onGui](const core::Result<core::ops::RestAnswer>& answer) {
                                     onGui(asSeries(answer));
                                 });
    }
}

void StockPane::showSeries(std::size_t line, const core::Result<core::ops::Series>& series) {
    if (!series)
        return; // the course stays as it was; the list says that the service doesn't answer
    m_series[line] = *series;
    if (!snapshot())
        return;
    m_operations->show(*snapshot(), {&m_series[0], &m_series[1], &m_series[2]});
    m_units->show(*snapshot(), {&m_series[3]});
}

void StockPane::setStale(bool stale) {
    DetailPane::setStale(stale);
    m_operations->chart().setStale(stale);
    m_units->chart().setStale(stale);
}

std::optional<ReservationRow> StockPane::reservation() const {
    const auto keys = m_reservations->selected();
    if (keys.size() != 1)
        return std::nullopt;
    const auto found =
        std::find_if(m_reservationRows.begin(), m_reservationRows.end(),
                     [&](const ReservationRow& row) { return row.id == keys[0].text; });
    return found == m_reservationRows.end() ? std::nullopt : std::optional(*found);
}

void StockPane::enableReservationButtons() {
    const auto chosen = m_reservations ? reservation() : std::nullopt;
    for (auto* button : m_reservationButtons) {
        button->setEnabled(chosen && chosen->state == "ACTIVE");
        button->setToolTip(chosen ? QString() : tr("Select an active reservation"));
    }
}

RestForm* StockPane::makeForm(FormSpec spec) {
    auto* form = new RestForm(context(), std::move(spec), this);
    connect(form, &RestForm::done, this, &StockPane::changed);
    return form;
}

void StockPane::changed() {
    m_feed.reload();
    askReservations();
    if (snapshot())
        m_feed.refresh(snapshot()->sampledAt);
}

std::vector<StockRow> StockPane::chosenStocks() const {
    std::vector<StockRow> stocks;
    for (const std::string& id : m_chosen ? m_chosen() : std::vector<std::string>())
        if (const auto chosen = stockOf(id))
            stocks.push_back(*chosen);
    return stocks;
}

QDialog* StockPane::makeDeletions(const std::vector<StockRow>& stocks) {
    std::vector<ActionTarget> targets;
    for (const StockRow& each : stocks)
        targets.push_back(deleteTarget(context().control(), each));
    auto* dialog =
        new ActionDialog(context(), tr("Delete %n stock(s)", nullptr, int(stocks.size())),
                         tr("Delete"), std::move(targets), this);
    connect(dialog, &QDialog::finished, this, &StockPane::changed);
    return dialog;
}

void StockPane::open(FormSpec spec) {
    makeForm(std::move(spec))->open();
}

std::vector<QDialog*> StockPane::makeDialogs() {
    std::vector<QDialog*> made{makeForm(createForm())};
    const auto shown = stock();
    if (!shown)
        return made;
    for (const auto form :
         {quantityForm, priceForm, statusForm, replenishForm, reserveForm, deleteForm})
        made.push_back(makeForm(form(*shown)));
    made.push_back(makeDeletions(std::vector(12, *shown)));
    if (const auto chosen = reservation()) {
        made.push_back(makeForm(confirmForm(*shown, *chosen)));
        made.push_back(makeForm(releaseForm(*shown, *chosen)));
    }
    return made;
}

void StockPane::create() {
    open(createForm());
}

void StockPane::reserve() {
    if (const auto shown = stock())
        open(reserveForm(*shown));
}

void StockPane::replenish() {
    if (const auto shown = stock())
        open(replenishForm(*shown));
}

void StockPane::changeQuantity() {
    if (const auto shown = stock())
        open(quantityForm(*shown));
}

void StockPane::changePrice() {
    if (const auto shown = stock())
        open(priceForm(*shown));
}

void StockPane::changeStatus() {
    if (const auto shown = stock())
        open(statusForm(*shown));
}

void StockPane::remove() {
    if (const auto stocks = chosenStocks(); stocks.size() > 1)
        makeDeletions(stocks)->open();
    else if (const auto shown = stock())
        open(deleteForm(*shown));
}

void StockPane::confirmReservation() {
    closeReservation(confirmForm);
}

void StockPane::releaseReservation() {
    closeReservation(releaseForm);
}

/// A key may ask for it where the buttons are off.
void StockPane::closeReservation(CloseForm form) {
    const auto chosen = reservation();
    const auto shown = stock();
    if (chosen && shown && chosen->state == "ACTIVE")
        open(form(*shown, *chosen));
    else
        context().notify(core::ops::Health::Unknown,
                         tr("Select an active reservation first; V shows them."));
}

} // namespace vigia::ui::pages
