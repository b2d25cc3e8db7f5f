#pragma once

#include <string>

namespace vigia::core::report {

/// The style sheet of an HTML report: the token table in both themes, the page, the charts, paper.
[[nodiscard]] std::string pageStyle();

} // namespace vigia::core::report
