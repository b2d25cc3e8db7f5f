#pragma once

#include "core/view/filter.h"

#include <functional>

namespace vigia::core::view {

/// What could stand at the cursor instead of the word that is being typed.
struct FilterCompletion {
    enum class Kind { Column, Operator, Literal, Keyword };
    Kind kind = Kind::Column;
    std::string text;
    std::size_t from = 0; ///< bytes `from` to `to` are replaced by `text`
    std::size_t to = 0;
};

/// The values that a column has now, at most a few dozen.
using ColumnValues = std::function<std::vector<std::string>(std::size_t column)>;

/// Suggestions for the text up to byte `cursor`, best first, at most 40. Works on text that isn't a
/// filter yet.
std::vector<FilterCompletion> completeFilter(std::string_view text, std::size_t cursor,
                                             std::span<const Column> columns,
                                             const ColumnValues& values);

} // namespace vigia::core::view
