#include "ui/pages/topics/topics_page.h"

#include "core/view/tables.h"
#include "ui/pages/topics/topic_pane.h"

namespace vigia::ui::pages {

TopicsPage::TopicsPage(widgets::ConsoleContext& context, QWidget* parent)
    : ListPage(QStringLiteral("topics"), context, parent) {
    build(core::view::topicTable().plainColumns(), {{},
                                                    tr("Topics"),
                                                    {tr("%1 topic"), tr("%1 topics")},
                                                    QStringLiteral("topics"),
                                                    {{0, true}, {2, true}},
                                                    false});
    table()->setEmptyText(tr("No topics yet"),
                          tr("The first sample may still be on its way; a topic appears here as "
                             "soon as a broker lists it."));
}

core::view::RowSourcePtr TopicsPage::source(const core::ops::ConsoleSnapshotPtr& snapshot) const {
    return core::view::rowsOf<core::ops::TopicRow>(snapshot, snapshot->topics,
                                                   core::view::topicTable());
}

DetailPane* TopicsPage::makePane(QWidget* parent) {
    return new TopicPane(context(), parent);
}

} // namespace vigia::ui::pages
