#include "ui/pages/page.h"

#include "ui/pages/list_pages.h"
#include "ui/pages/load/load_page.h"
#include "ui/pages/overview/overview_page.h"

#include <QCoreApplication>

namespace vigia::ui::pages {

namespace {

QString title(const char* english) {
    return QCoreApplication::translate("Pages", english);
}

PageInfo overview() {
    PageInfo info;
    info.id = QStringLiteral("overview");
    info.title = title(QT_TRANSLATE_NOOP("Pages", "Overview"));
    info.icon = QStringLiteral("overview");
    info.make = [](widgets::ConsoleContext& context, QWidget* parent) -> Page* {
        return new OverviewPage(context, parent);
    };
    info.rail = [](const core::ops::ConsoleSnapshot& snapshot) {
        return RailState{{}, snapshot.health};
    };
    return info;
}

} // namespace

std::vector<PageInfo> allPages(bool load) {
    std::vector<PageInfo> pages{overview()};
    for (PageInfo& page : listPages())
        pages.push_back(std::move(page));
    if (load)
        pages.insert(pages.end() - 1, loadPage());
    return pages;
}

} // namespace vigia::ui::pages
