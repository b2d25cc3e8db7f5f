#pragma once

#include "core/stock/queries.h"

#include <string>
#include <vector>

namespace vigia::backend::stock {

/// The WHERE and ORDER BY of a list query over `stock.stocks s`; every value from outside is a
/// parameter.
struct ListFilter {
    std::string where;
    std::string order;
    std::vector<std::string> values;
};

ListFilter listFilter(const core::stock::ListQuery& query, std::int64_t lowThreshold);

} // namespace vigia::backend::stock
