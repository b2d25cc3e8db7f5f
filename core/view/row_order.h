#pragma once

#include "core/view/row_source.h"

#include <cstdint>
#include <span>

namespace vigia::core::view {

/// One level of the order of a table.
struct SortKey {
    std::size_t column = 0;
    bool descending = false;
    bool operator==(const SortKey&) const = default;
};

/// Brings `rows` (row numbers of `source`) into the order of `keys`; equal rows stand by their
/// identity, unknown values last. Cheap when `rows` is nearly in order already.
void sortRows(std::vector<std::uint32_t>& rows, const RowSource& source,
              std::span<const SortKey> keys);

} // namespace vigia::core::view
