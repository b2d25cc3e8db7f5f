#pragma once

#include "core/view/filter.h"

#include <re2/re2.h>

namespace vigia::core::view {

enum class FilterOp {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Match,
    NotMatch,
    In,
    NotIn
};

/// A value in a filter, read in the unit of its column.
struct FilterLiteral {
    std::string text;
    std::optional<double> number;
    bool unknown = false;
};

/// One node of a parsed filter.
struct FilterNode {
    enum class Kind { And, Or, Not, Compare, Word };
    Kind kind = Kind::And;
    std::vector<FilterNode> children;

    std::size_t column = 0;
    ColumnKind columnKind = ColumnKind::Text;
    FilterOp op = FilterOp::Equal;
    std::vector<FilterLiteral> literals;
    std::shared_ptr<const RE2> pattern;

    std::string word;                     ///< lower case
    std::vector<std::size_t> wordColumns; ///< where a bare word is looked for
};

/// Whether a row fulfils `node`.
bool holds(const FilterNode& node, const Cells& row);

/// Reads a value for a column of this kind; nothing when it can't be one.
std::optional<FilterLiteral> readLiteral(std::string_view text, ColumnKind kind);

/// What a value for this kind of column looks like, for error messages: `a duration such as 5s or
/// 3min`.
std::string_view literalExample(ColumnKind kind);

} // namespace vigia::core::view
