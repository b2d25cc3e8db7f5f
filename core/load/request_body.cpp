#include "core/load/request_body.h"

#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::load {
namespace {

std::size_t generated(const BlobPlan& blob) {
    return blob.file ? 0 : blob.most;
}

/// In the units that scenarios are written in, where that is exact.
std::string bytesText(std::size_t bytes) {
    constexpr std::size_t kKibi = 1024, kMebi = kKibi * kKibi;
    if (bytes >= kMebi && bytes % kMebi == 0)
        return fmt::format("{} MiB", bytes / kMebi);
    if (bytes >= kKibi && bytes % kKibi == 0)
        return fmt::format("{} KiB", bytes / kKibi);
    return view::countText(bytes) + " B";
}

std::string sizeText(const BlobPlan& blob) {
    const std::size_t least = blob.file ? blob.file->size() : blob.least;
    const std::size_t most = blob.file ? blob.file->size() : blob.most;
    return least == most ? bytesText(most) : bytesText(least) + " to " + bytesText(most);
}

} // namespace

std::size_t mostGenerated(const RequestBody& body) {
    if (const auto* blob = std::get_if<BlobBody>(&body))
        return generated(blob->bytes);
    std::size_t most = 0;
    if (const auto* form = std::get_if<FormBody>(&body)) {
        for (const auto& part : form->parts) {
            if (const auto* blob = std::get_if<BlobPlan>(&part.content))
                most = std::max(most, generated(*blob));
        }
    }
    return most;
}

std::string uploadText(const RequestBody& body) {
    if (const auto* blob = std::get_if<BlobBody>(&body))
        return sizeText(blob->bytes);
    const auto* form = std::get_if<FormBody>(&body);
    if (form == nullptr)
        return "";
    std::vector<std::string> files;
    for (const auto& part : form->parts) {
        if (const auto* blob = std::get_if<BlobPlan>(&part.content))
            files.push_back("a file of " + sizeText(*blob));
    }
    return files.empty() ? "a form" : fmt::format("a form with {}", fmt::join(files, " and "));
}

} // namespace vigia::core::load
