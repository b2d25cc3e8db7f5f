#include "ui/pages/common/events_tab.h"

#include "core/view/detail_tables.h"
#include "core/view/tables.h"
#include "ui/bridge/data_table.h"

namespace vigia::ui::pages {

std::size_t showEvents(bridge::DataTable& table, const core::ops::ConsoleSnapshot& snapshot,
                       const std::string& subject) {
    auto events = core::view::eventsAbout(snapshot, subject);
    const std::size_t count = events.size();
    table.setSource(core::view::rowsOf(std::move(events), core::view::eventTable()),
                    snapshot.sampledAt);
    return count;
}

} // namespace vigia::ui::pages
