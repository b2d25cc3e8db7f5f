#include "ui/pages/consumers/consumers_page.h"

#include "core/view/tables.h"
#include "ui/pages/consumers/group_pane.h"

namespace vigia::ui::pages {

ConsumersPage::ConsumersPage(widgets::ConsoleContext& context, QWidget* parent)
    : ListPage(QStringLiteral("consumers"), context, parent) {
    build(core::view::groupTable().plainColumns(), {{},
                                                    tr("Groups"),
                                                    {tr("%1 group"), tr("%1 groups")},
                                                    QStringLiteral("consumers"),
                                                    {{0, true}, {3, true}},
                                                    false});
    table()->setEmptyText(
        tr("No consumer groups yet"),
        tr("A group appears here when its first consumer joins or commits an offset."));
}

core::view::RowSourcePtr
ConsumersPage::source(const core::ops::ConsoleSnapshotPtr& snapshot) const {
    return core::view::rowsOf<core::ops::GroupRow>(snapshot, snapshot->groups,
                                                   core::view::groupTable());
}

DetailPane* ConsumersPage::makePane(QWidget* parent) {
    return new GroupPane(context(), parent);
}

} // namespace vigia::ui::pages
