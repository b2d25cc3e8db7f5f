#include "ui/pages/services/services_page.h"

#include "core/view/tables.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/services/service_pane.h"

namespace vigia::ui::pages {

ServicesPage::ServicesPage(widgets::ConsoleContext& context, QWidget* parent)
    : ListPage(QStringLiteral("services"), context, parent) {
    build(core::view::serviceTable().plainColumns(), {{},
                                                      tr("Services"),
                                                      {tr("%1 service"), tr("%1 services")},
                                                      QStringLiteral("services"),
                                                      {{0, true}, {1, false}},
                                                      false});
    table()->setEmptyText(tr("No service answers yet"),
                          tr("The guard starts the workers after Kafka and PostgreSQL. The events "
                             "lane says when one ends."));
}

core::view::RowSourcePtr ServicesPage::source(const core::ops::ConsoleSnapshotPtr& snapshot) const {
    return core::view::rowsOf<core::ops::ServiceRow>(snapshot, snapshot->services,
                                                     core::view::serviceTable());
}

DetailPane* ServicesPage::makePane(QWidget* parent) {
    auto* made = new ServicePane(context(), parent);
    if (parent == this)
        made->setChosen([this] {
            QStringList names;
            for (const auto& key : table()->selected())
                names << bridge::qtext(key.text);
            return names;
        });
    return made;
}

} // namespace vigia::ui::pages
