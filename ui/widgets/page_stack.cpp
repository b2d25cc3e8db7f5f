#include "ui/widgets/page_stack.h"

#include "ui/pages/start/start_page.h"

#include <algorithm>

namespace vigia::ui::widgets {

PageStack::PageStack(ConsoleContext& context, const std::vector<pages::PageInfo>& pages,
                     QWidget* parent)
    : QStackedWidget(parent), m_context(context), m_pages(pages) {
    setObjectName(QStringLiteral("pageHost"));
    m_start = new pages::StartPage(context.theme(), this);
    addWidget(m_start);
}

pages::Page* PageStack::showPage(const QString& id, const core::ops::ConsoleSnapshotPtr& snapshot) {
    auto& page = m_made[id];
    if (page == nullptr) {
        const auto info = std::find_if(m_pages.begin(), m_pages.end(),
                                       [&id](const auto& p) { return p.id == id; });
        if (info == m_pages.end())
            return nullptr;
        page = info->make(m_context, this);
        addWidget(page);
        Q_EMIT pageMade(page);
    }
    if (snapshot)
        page->setSnapshot(snapshot);
    setCurrentWidget(page);
    return page;
}

void PageStack::showStart() {
    setCurrentWidget(m_start);
}

bool PageStack::atStart() const {
    return currentWidget() == m_start;
}

pages::Page* PageStack::current() const {
    return atStart() ? nullptr : static_cast<pages::Page*>(currentWidget());
}

} // namespace vigia::ui::widgets
