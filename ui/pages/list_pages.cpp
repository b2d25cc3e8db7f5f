#include "ui/pages/list_pages.h"

#include "ui/pages/brokers/brokers_page.h"
#include "ui/pages/consumers/consumers_page.h"
#include "ui/pages/diagnostics/diagnostics_page.h"
#include "ui/pages/services/services_page.h"
#include "ui/pages/stock/stock_page.h"
#include "ui/pages/topics/topics_page.h"

#include <QCoreApplication>

#include <algorithm>

namespace vigia::ui::pages {
namespace {

using core::ops::ConsoleSnapshot;
using core::ops::Health;

template <class PageType> PageInfo page(const char* id, const char* title) {
    PageInfo info;
    info.id = QString::fromLatin1(id);
    info.title = QCoreApplication::translate("Pages", title);
    info.icon = info.id;
    info.make = [](widgets::ConsoleContext& context, QWidget* parent) -> Page* {
        return new PageType(context, parent);
    };
    return info;
}

/// How many there are, and the worst of them where it isn't well.
template <class Rows, class HealthOf> RailState railState(const Rows& rows, HealthOf healthOf) {
    Health worst = Health::Ok;
    for (const auto& row : rows) {
        const Health health = healthOf(row);
        // What nobody knows yet and what is being worked on are no faults.
        if (health != Health::Unknown && health != Health::Working)
            worst = core::ops::worse(worst, health);
    }
    RailState state{QString::number(rows.size()), {}};
    if (worst != Health::Ok)
        state.mark = worst;
    return state;
}

Health ownHealth(const auto& row) {
    return row.health;
}

bool isOurs(const ConsoleSnapshot& snapshot) {
    return snapshot.hasPlatform;
}

} // namespace

std::vector<PageInfo> listPages() {
    auto topics = page<TopicsPage>("topics", QT_TRANSLATE_NOOP("Pages", "Topics"));
    topics.rail = [](const ConsoleSnapshot& s) {
        return railState(s.topics, [](const auto& row) { return ownHealth(row); });
    };
    auto consumers = page<ConsumersPage>("consumers", QT_TRANSLATE_NOOP("Pages", "Consumers"));
    consumers.rail = [](const ConsoleSnapshot& s) {
        return railState(s.groups,
                         [](const auto& row) { return core::ops::lagVerdictHealth(row.verdict); });
    };
    auto brokers = page<BrokersPage>("brokers", QT_TRANSLATE_NOOP("Pages", "Brokers"));
    brokers.rail = [](const ConsoleSnapshot& s) {
        return railState(s.brokers, [](const auto& row) { return ownHealth(row); });
    };
    auto services = page<ServicesPage>("services", QT_TRANSLATE_NOOP("Pages", "Services"));
    services.rail = [](const ConsoleSnapshot& s) {
        return railState(s.services, [](const auto& row) { return ownHealth(row); });
    };
    services.available = isOurs;
    auto stock = page<StockPage>("stock", QT_TRANSLATE_NOOP("Pages", "Stock"));
    stock.rail = [](const ConsoleSnapshot& s) {
        return RailState{s.stock ? QString::number(s.stock->items) : QString(), {}};
    };
    stock.available = isOurs;
    stock.separatorBefore = true;
    auto diagnostics =
        page<DiagnosticsPage>("diagnostics", QT_TRANSLATE_NOOP("Pages", "Diagnostics"));
    diagnostics.rail = [](const ConsoleSnapshot&) { return RailState{}; };
    diagnostics.separatorBefore = true;
    return {topics, consumers, brokers, services, stock, diagnostics};
}

} // namespace vigia::ui::pages
