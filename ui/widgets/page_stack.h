#pragma once

#include "ui/pages/page.h"

#include <QStackedWidget>
#include <QTimer>

#include <map>

namespace vigia::ui::pages {
class StartPage;
}

namespace vigia::ui::widgets {

/// The pages behind the rail. A page is made when it is first shown or, while nothing else is to
/// do, ahead of that; only the visible one gets snapshots.
class PageStack : public QStackedWidget {
    Q_OBJECT

public:
    PageStack(ConsoleContext& context, const std::vector<pages::PageInfo>& pages,
              QWidget* parent = nullptr);

    /// Makes the page if need be, shows it and hands it `snapshot`; null for an unknown id. Null
    /// snapshot: none yet.
    pages::Page* showPage(const QString& id, const core::ops::ConsoleSnapshotPtr& snapshot);
    /// Makes these pages within the next second, in small turns of the event loop, so that opening
    /// them is quick.
    void makeAhead(const QStringList& pages);
    void showStart();
    [[nodiscard]] pages::StartPage& startPage() const { return *m_start; }
    [[nodiscard]] bool atStart() const;
    /// Null while the start page is shown.
    [[nodiscard]] pages::Page* current() const;
    [[nodiscard]] const std::vector<pages::PageInfo>& pages() const { return m_pages; }

Q_SIGNALS:
    void pageMade(vigia::ui::pages::Page* page);

private:
    [[nodiscard]] pages::Page* pageOf(const QString& id, bool ahead = false);
    void makeNext();

    ConsoleContext& m_context;
    const std::vector<pages::PageInfo>& m_pages;
    std::map<QString, pages::Page*> m_made;
    pages::StartPage* m_start = nullptr;
    QStringList m_ahead;
    QTimer m_aheadTimer;
};

} // namespace vigia::ui::widgets
