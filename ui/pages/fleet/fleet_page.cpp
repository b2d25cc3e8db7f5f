#include "ui/pages/fleet/fleet_page.h"

#include "core/view/fleet_table.h"
#include "core/view/tables.h"
#include "ui/bridge/data_table.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QCoreApplication>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia::ui::pages {

FleetPage::FleetPage(widgets::ConsoleContext& context, QWidget* parent)
    : Page(QStringLiteral("fleet"), context, parent) {
    bridge::DataTableOptions options;
    options.key = QStringLiteral("fleet/list"); // the same for every cluster
    options.name = tr("Clusters");
    options.caption = {tr("%1 cluster"), tr("%1 clusters")};
    options.icon = QStringLiteral("fleet");
    options.example = tr("Filter: largest > 1000 and tag = prod");
    options.order = {{0, true}, {1, false}};
    m_table =
        new bridge::DataTable(theme(), context.settings(), core::view::fleetTable().plainColumns(),
                              std::move(options), this);
    m_table->setEmptyText(tr("No cluster was asked yet"),
                          tr("Each is asked every 30 s while this page is open, those with "
                             "“collect: always” also while it is not."));
    m_reason = widgets::makeLabel({}, "", "muted", this);
    m_reason->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_table, 1);
    column->addWidget(m_reason);
    connect(m_table, &bridge::DataTable::detachRequested, this, [this] { openCurrent(false); });
    connect(m_table, &bridge::DataTable::activated, this, [this] { openCurrent(false); });
    connect(m_table, &bridge::DataTable::currentChanged, this, &FleetPage::showReason);
    addActions();
    m_timer.setInterval(500);
    connect(&m_timer, &QTimer::timeout, this, &FleetPage::look);
}

FleetPage::~FleetPage() {
    setLooking(false);
}

void FleetPage::addActions() {
    addPageAction(tr("Filter rows"), QKeySequence(QStringLiteral("/")),
                  [this] { m_table->enterFilter(); });
    auto* open = addPageAction(tr("Open the cluster"), {}, [this] { openCurrent(false); });
    auto* window =
        addPageAction(tr("Open in a new window"), QKeySequence(QStringLiteral("Ctrl+Return")),
                      [this] { openCurrent(true); });
    auto* link = addPageAction(tr("Copy link"), {}, [this] {
        context().copyText(QString::fromStdString(core::ops::linkText(this->link())));
    });
    m_table->setRowActions({open, window, link});
}

/// Only the clock of the window's own cluster is of use here.
void FleetPage::setSnapshot(core::ops::ConsoleSnapshotPtr) {
    look();
}

void FleetPage::look() {
    auto* desk = context().desk();
    if (desk == nullptr || desk->fleet().generation() == 0)
        return;
    const auto second = std::chrono::floor<std::chrono::seconds>(context().now());
    if (desk->fleet().generation() == m_generation && second == m_shownAt)
        return;
    m_generation = desk->fleet().generation();
    m_shownAt = second; // ages grow also where no answer comes
    m_fleet = std::make_shared<const core::ops::Fleet>(
        core::ops::asOf(*desk->fleet().read(), context().now()));
    m_table->setSource(std::make_shared<core::view::ListSource<core::ops::FleetRow>>(
                           m_fleet, m_fleet->rows, core::view::fleetTable()),
                       context().now());
    showReason();
}

/// The row that was chosen, else the worst; null where that has nothing to say.
const core::ops::FleetRow* FleetPage::explained() const {
    if (!m_fleet || m_fleet->rows.empty())
        return nullptr;
    const auto& rows = m_fleet->rows;
    if (const auto key = m_table->current()) {
        const auto chosen = std::find_if(rows.begin(), rows.end(),
                                         [&](const auto& row) { return row.cluster == key->text; });
        return chosen == rows.end() ? nullptr : &*chosen;
    }
    const auto worst = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return core::view::healthRank(a.health) < core::view::healthRank(b.health);
    });
    return worst->health == core::ops::Health::Ok ? nullptr : &*worst;
}

/// What the cell has no room for.
void FleetPage::showReason() {
    QString text;
    if (const auto* row = explained()) {
        text = widgets::shown(row->cluster) % QStringLiteral(" · ") % widgets::said(row->reason);
        if (row->reason.find(row->failure) == std::string::npos)
            text += QStringLiteral(" · ") % widgets::said(row->failure);
    }
    m_reason->setText(text);
    m_reason->setVisible(!text.isEmpty());
}

void FleetPage::openCurrent(bool newWindow) {
    if (const auto key = m_table->current())
        Q_EMIT context().clusterRequested(bridge::qtext(key->text), newWindow);
}

core::ops::Link FleetPage::link() const {
    auto link = context().clusterLink();
    if (const auto key = m_table->current())
        link.cluster = key->text;
    return link;
}

void FleetPage::openItem(const QString& item) {
    core::view::OwnedKey key;
    key.text = item.toStdString();
    m_table->select(key);
    showReason();
}

QWidget* FleetPage::filterField() const {
    return m_table->filterField();
}

void FleetPage::setLooking(bool looking) {
    if (looking == m_looking || context().desk() == nullptr)
        return;
    m_looking = looking;
    context().desk()->lookAtFleet(looking);
    if (looking)
        m_timer.start();
    else
        m_timer.stop();
}

PageInfo fleetPage() {
    PageInfo info;
    info.id = QStringLiteral("fleet");
    const char* title = QT_TRANSLATE_NOOP("Pages", "Fleet"); // lupdate sees none within a call
    info.title = QCoreApplication::translate("Pages", title);
    info.icon = info.id;
    info.make = [](widgets::ConsoleContext& context, QWidget* parent) -> Page* {
        return new FleetPage(context, parent);
    };
    info.rail = [](const core::ops::ConsoleSnapshot&) { return RailState{}; };
    return info;
}

void FleetPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    setLooking(true);
    look();
}

void FleetPage::hideEvent(QHideEvent* event) {
    setLooking(false);
    Page::hideEvent(event);
}

} // namespace vigia::ui::pages
