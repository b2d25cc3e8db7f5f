#pragma once

#include <string>
#include <string_view>

namespace vigia::core {

/// Text that stays text in Markdown, in a table cell too; one line.
std::string markdownText(std::string_view text, std::size_t maxBytes = 4096);

} // namespace vigia::core
