#include "ui/pages/page.h"

namespace vigia::ui::pages {

std::vector<PageInfo> allPages() {
    return {};
}

} // namespace vigia::ui::pages
