#include "core/load/error_samples.h"

#include "core/base/mask.h"
#include "core/base/text.h"

#include <algorithm>

namespace vigia::core::load {
namespace {

bool isOfWord(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

/// A number, an identifier, a part of a time such as `450Z`.
bool isVaried(std::string_view word) {
    return word.find_first_of("0123456789") != std::string_view::npos;
}

/// The text with every number and identifier as `#`.
std::string shapeOf(std::string_view text) {
    std::string shape;
    while (!text.empty()) {
        const auto end = static_cast<std::size_t>(
            std::find_if_not(text.begin(), text.end(), isOfWord) - text.begin());
        const auto word = text.substr(0, end);
        shape += isVaried(word) ? std::string_view("#") : word;
        if (end < text.size())
            shape += text[end];
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return shape;
}

} // namespace

void ErrorSamples::take(std::string_view code, std::string_view request, std::string_view detail,
                        LoadTime at) {
    std::string shape(code);
    shape.append("\n").append(request).append("\n").append(
        shapeOf(clippedUtf8(detail, kMostDetail)));
    if (const auto known = m_known.find(shape); known != m_known.end()) {
        ++m_samples[known->second].count;
        return;
    }
    if (m_samples.size() >= kMost)
        return;
    m_known.emplace(std::move(shape), m_samples.size());
    m_samples.push_back({.code = std::string(code),
                         .request = std::string(request),
                         // Masked first: a secret that is cut in two is not known as one any more.
                         .detail = escapedForDisplay(
                             maskedText(m_secrets.hidden(std::string(detail))), kMostDetail),
                         .at = std::chrono::duration<double>(at).count(),
                         .count = 1});
}

} // namespace vigia::core::load
