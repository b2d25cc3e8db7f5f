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
    constexpr int kBetweenPages = 100; // milliseconds that belong to the user
    m_aheadTimer.setInterval(kBetweenPages);
    connect(&m_aheadTimer, &QTimer::timeout, this, &PageStack::makeNext);
    context.stylePart(*m_start);
}

pages::Page* PageStack::pageOf(const QString& id, bool ahead) {
    if (const auto made = m_made.find(id); made != m_made.end())
        return made->second;
    const auto info =
        std::find_if(m_pages.begin(), m_pages.end(), [&id](const auto& p) { return p.id == id; });
    if (info == m_pages.end())
        return nullptr;
    pages::Page* page = info->make(m_context, this);
    m_made.emplace(id, page);
    addWidget(page);
    m_context.stylePage(*page, ahead);
    Q_EMIT pageMade(page);
    return page;
}

void PageStack::makeAhead(const QStringList& pages) {
    m_ahead = pages;
    m_aheadTimer.start();
}

void PageStack::makeNext() {
    while (!m_ahead.isEmpty() && m_made.contains(m_ahead.first()))
        m_ahead.removeFirst();
    if (m_ahead.isEmpty())
        return m_aheadTimer.stop();
    static_cast<void>(pageOf(m_ahead.takeFirst(), true));
}

pages::Page* PageStack::showPage(const QString& id, const core::ops::ConsoleSnapshotPtr& snapshot) {
    pages::Page* page = pageOf(id);
    if (page == nullptr)
        return nullptr;
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
