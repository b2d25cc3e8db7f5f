#include "core/view/row_match.h"

#include <algorithm>
#include <unordered_map>

namespace vigia::core::view {
namespace {

constexpr std::uint32_t kGone = 0xFFFFFFFF;

struct KeyHash {
    std::size_t operator()(const RowKey& key) const {
        return std::hash<std::string_view>()(key.text) * 31 + std::hash<std::int64_t>()(key.number);
    }
};

} // namespace

std::vector<std::uint32_t> matchRows(const RowSource& from, const RowSource& to) {
    std::vector<std::uint32_t> matched(from.size(), kGone);
    const std::size_t common = std::min(from.size(), to.size());
    std::size_t same = 0;
    while (same < common && from.key(same) == to.key(same)) {
        matched[same] = static_cast<std::uint32_t>(same);
        ++same;
    }
    std::size_t tail = 0;
    while (tail < common - same &&
           from.key(from.size() - 1 - tail) == to.key(to.size() - 1 - tail)) {
        matched[from.size() - 1 - tail] = static_cast<std::uint32_t>(to.size() - 1 - tail);
        ++tail;
    }
    std::unordered_map<RowKey, std::uint32_t, KeyHash> rest;
    for (std::size_t row = same; row < to.size() - tail; ++row)
        rest.emplace(to.key(row), static_cast<std::uint32_t>(row));
    for (std::size_t row = same; row < from.size() - tail; ++row) {
        const auto found = rest.find(from.key(row));
        if (found == rest.end())
            continue;
        matched[row] = found->second;
        rest.erase(found); // should identities repeat, each row is still taken once
    }
    return matched;
}

} // namespace vigia::core::view
