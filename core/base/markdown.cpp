#include "core/base/markdown.h"

#include "core/base/text.h"

namespace vigia::core {

std::string markdownText(std::string_view text, std::size_t maxBytes) {
    std::string out;
    for (const char c : escapedForDisplay(text, maxBytes)) {
        if (std::string_view("\\`*_{}[]<>#|!&~").find(c) != std::string_view::npos)
            out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

} // namespace vigia::core
