#pragma once

#include "core/view/row_source.h"

#include <cstdint>

namespace vigia::core::view {

/// For each row of `from` its row in `to` by identity, or 0xFFFFFFFF when it is gone. Linear, and
/// without hashing while both list their rows in the same order.
std::vector<std::uint32_t> matchRows(const RowSource& from, const RowSource& to);

} // namespace vigia::core::view
