#pragma once

#include "ui/pages/page.h"

namespace vigia::ui::pages {

/// Topics, Consumers, Brokers, Services, Stock and Diagnostics, in the rail's order.
std::vector<PageInfo> listPages();

} // namespace vigia::ui::pages
