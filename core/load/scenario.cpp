#include "core/load/scenario.h"

#include <algorithm>

namespace vigia::core::load {

bool RequestPlan::isExpected(int status) const {
    return expected.empty() ? status >= 200 && status < 300
                            : std::find(expected.begin(), expected.end(), status) != expected.end();
}

} // namespace vigia::core::load
