#include "core/load/scenario.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::load {

bool RequestPlan::isExpected(int status) const {
    return expected.empty() ? status >= 200 && status < 300
                            : std::find(expected.begin(), expected.end(), status) != expected.end();
}

std::string RequestPlan::sentence() const {
    const std::string upload = body ? uploadText(*body) : "";
    return fmt::format("{}: {}{}{}", name, method, upload.empty() ? "" : ", ", upload);
}

} // namespace vigia::core::load
