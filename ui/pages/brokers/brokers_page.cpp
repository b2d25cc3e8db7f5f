#include "ui/pages/brokers/brokers_page.h"

#include "core/view/tables.h"
#include "ui/pages/brokers/broker_pane.h"

namespace vigia::ui::pages {

BrokersPage::BrokersPage(widgets::ConsoleContext& context, QWidget* parent)
    : ListPage(QStringLiteral("brokers"), context, parent) {
    build(core::view::brokerTable().plainColumns(), {{},
                                                     tr("Brokers"),
                                                     {tr("%1 broker"), tr("%1 brokers")},
                                                     QStringLiteral("brokers"),
                                                     {{0, true}, {1, false}},
                                                     false});
    table()->setEmptyText(tr("No brokers seen"),
                          tr("The cluster has not answered yet. Its addresses are in the "
                             "configuration under kafka.servers."));
}

core::view::RowSourcePtr BrokersPage::source(const core::ops::ConsoleSnapshotPtr& snapshot) const {
    return core::view::rowsOf<core::ops::BrokerRow>(snapshot, snapshot->brokers,
                                                    core::view::brokerTable());
}

DetailPane* BrokersPage::makePane(QWidget* parent) {
    auto* made = new BrokerPane(context(), parent);
    if (parent == this)
        made->setChosen([this] {
            std::vector<std::int32_t> ids;
            for (const auto& key : table()->selected())
                ids.push_back(static_cast<std::int32_t>(key.number));
            return ids;
        });
    return made;
}

core::view::OwnedKey BrokersPage::keyOf(const QString& item) const {
    core::view::OwnedKey key;
    key.number = item.section(u' ', -1).toInt();
    return key;
}

/// Events name a broker this way, too.
QString BrokersPage::itemOf(const core::view::OwnedKey& key) const {
    return QStringLiteral("broker %1").arg(key.number);
}

} // namespace vigia::ui::pages
