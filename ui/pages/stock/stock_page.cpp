#include "ui/pages/stock/stock_page.h"

#include "core/view/envelope.h"
#include "core/view/number_text.h"
#include "core/view/tables.h"
#include "ui/bridge/filter_bar.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/stock/stock_pane.h"
#include "ui/widgets/tile.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace vigia::ui::pages {
namespace {

using namespace core::view;
using core::ops::Health;

std::vector<float> historyOf(const core::ops::Gauge& gauge) {
    constexpr std::size_t kMost = 1000;
    return sparkValues(gauge.history, {}, kMost);
}

QString count(std::int64_t value) {
    return bridge::qtext(shortNumber(static_cast<double>(value)));
}

} // namespace

StockPage::StockPage(widgets::ConsoleContext& context, QWidget* parent)
    : ListPage(QStringLiteral("stock"), context, parent), m_feed(context.control(), this) {
    build(stockTable().plainColumns(),
          {{},
           tr("Stocks"),
           {tr("%1 stock"), tr("%1 stocks")},
           QStringLiteral("stock"),
           {{3, true}, {4, false}},
           false},
          makeTiles());
    table()->setEmptyText(tr("Asking the stock service…"), tr("The list is on its way."));
    auto* add = new QPushButton(tr("New…"), this);
    add->setAccessibleName(tr("Create stock"));
    add->setIcon(theme().icon(QStringLiteral("plus")));
    connect(add, &QPushButton::clicked, this, [this] { stockPane()->create(); });
    table()->filterBar()->buttons()->addWidget(add);
    connect(&m_feed, &StockFeed::changed, this, &StockPage::showRows);
    connect(&m_feed, &StockFeed::failed, this, &StockPage::showFailure);
    addActions();
}

StockPane* StockPage::stockPane() const {
    return static_cast<StockPane*>(pane());
}

void StockPage::addActions() {
    const auto add = [this](const QString& text, const char* keys, void (StockPane::*run)()) {
        addPageAction(text, QKeySequence(QString::fromLatin1(keys)),
                      [this, run] { (stockPane()->*run)(); });
    };
    add(tr("New stock"), "N", &StockPane::create);
    add(tr("Reserve"), "R", &StockPane::reserve);
    add(tr("Replenish"), "A", &StockPane::replenish);
    add(tr("Change quantity"), "Q", &StockPane::changeQuantity);
    add(tr("Change price"), "E", &StockPane::changePrice);
    add(tr("Change status"), "S", &StockPane::changeStatus);
    add(tr("Confirm reservation"), "C", &StockPane::confirmReservation);
    add(tr("Release reservation"), "L", &StockPane::releaseReservation);
    add(tr("Delete stock"), "Del", &StockPane::remove);
    addPageAction(tr("Show reservations"), QKeySequence(QStringLiteral("V")), [this] {
        stockPane()->tabs()->setCurrentIndex(1);
        stockPane()->reservations()->view()->setFocus();
    });
}

QWidget* StockPage::makeTiles() {
    auto* room = new QWidget(this);
    auto* row = new QHBoxLayout(room);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (int i = 0; i < 5; ++i) {
        m_tiles.push_back(new widgets::Tile(theme(), room));
        row->addWidget(m_tiles.back(), 1);
    }
    return room;
}

void StockPage::setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) {
    m_feed.refresh(snapshot->sampledAt);
    showTotals(*snapshot);
    ListPage::setSnapshot(std::move(snapshot));
}

void StockPage::showTotals(const core::ops::ConsoleSnapshot& snapshot) {
    const auto& tokens = theme().tokens();
    const auto& totals = snapshot.stock;
    const QString unknown = QStringLiteral("—");
    const QString value = totals ? bridge::qtext(shortMoney(totals->value.approximate())) : unknown;
    std::vector<widgets::TileContent> tiles(m_tiles.size());
    tiles[0] = {tr("Stock value"),
                value,
                {},
                totals ? tr("%1 items").arg(count(totals->items)) : QString(),
                {},
                {},
                historyOf(snapshot.stockValue),
                tokens.series[3],
                totals ? bridge::qtext(totals->value.dollars()) : QString()};
    tiles[1] = {tr("Quantity"),
                totals ? count(totals->quantity) : unknown,
                tr("units"),
                {},
                {},
                {},
                {},
                tokens.series[0],
                totals ? bridge::qtext(groupedText(totals->quantity)) : QString()};
    tiles[2] = {tr("Reserved"),
                totals ? count(totals->reserved) : unknown,
                tr("units"),
                totals ? tr("%1 active").arg(count(totals->activeReservations)) : QString(),
                {},
                {},
                {},
                tokens.series[1],
                {}};
    if (totals && totals->reservationSuccessPercent)
        tiles[2].subRight =
            tr("%1 % succeed").arg(bridge::qtext(percentText(*totals->reservationSuccessPercent)));
    tiles[3] = {tr("Low stock"),
                totals ? count(totals->lowStock) : unknown,
                tr("items"),
                totals ? tr("%1 out of stock").arg(count(totals->outOfStock)) : QString(),
                {},
                {},
                historyOf(snapshot.lowStock),
                tokens.series[2],
                {}};
    const bool top = totals && !totals->topSymbols.empty();
    tiles[4] = {tr("Top symbol"),
                top ? bridge::qtext(totals->topSymbols.front().symbol) : unknown,
                {},
                top ? tr("%1 units in 24 h").arg(count(totals->topSymbols.front().units))
                    : QString(),
                {},
                {},
                {},
                tokens.series[4],
                {}};
    if (totals && totals->topSymbols.size() > 1)
        tiles[4].subRight = tr("then %1").arg(bridge::qtext(totals->topSymbols[1].symbol));
    for (std::size_t i = 0; i < tiles.size(); ++i)
        m_tiles[i]->set(tiles[i]);
}

void StockPage::showRows() {
    if (m_failed)
        context().notify(Health::Ok, tr("Stock: the service answers again"));
    m_failed = false;
    applyStale();
    table()->setEmptyText(tr("No stocks yet"),
                          tr("Create one with “New…”, or switch demo traffic on in the top bar."));
    refreshTable();
    pane()->redraw();
    if (m_feed.total() > static_cast<std::int64_t>(m_feed.rows()->size()))
        table()->filterBar()->setCaption(
            tr("first %1 of %2").arg(m_feed.rows()->size()).arg(m_feed.total()));
}

/// What is known stays on screen, grey, until the service answers again.
void StockPage::showFailure(const QString& sentence) {
    m_failed = true;
    applyStale();
    table()->setEmptyText(tr("The stock service doesn't answer"), sentence);
    context().notify(Health::Broken, tr("Stock: %1").arg(sentence));
}

void StockPage::setStale(bool stale) {
    m_stale = stale;
    applyStale();
}

void StockPage::applyStale() {
    ListPage::setStale(m_stale || m_failed);
    for (auto* tile : m_tiles)
        tile->setStale(m_stale);
}

core::view::RowSourcePtr StockPage::source(const core::ops::ConsoleSnapshotPtr&) const {
    return m_feed.rows() ? rowsOf<StockRow>(m_feed.rows(), *m_feed.rows(), stockTable()) : nullptr;
}

DetailPane* StockPage::makePane(QWidget* parent) {
    auto* made = new StockPane(context(), m_feed, parent);
    if (parent == this)
        made->setChosen([this] {
            std::vector<std::string> ids;
            for (const auto& key : table()->selected())
                ids.push_back(key.text);
            return ids;
        });
    return made;
}

/// Other pages know a symbol or a product, not the id.
core::view::OwnedKey StockPage::keyOf(const QString& item) const {
    const std::string wanted = item.toStdString();
    if (m_feed.rows()) {
        for (const StockRow& row : *m_feed.rows()) {
            if (row.symbol == wanted || row.productId == wanted)
                return OwnedKey(RowKey{row.id});
        }
    }
    return ListPage::keyOf(item);
}

QStringList StockPage::breadcrumb() const {
    const auto shown = stockPane()->stock();
    return shown ? QStringList{bridge::qtext(shown->symbol)} : QStringList();
}

} // namespace vigia::ui::pages
