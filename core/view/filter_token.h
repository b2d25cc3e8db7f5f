#pragma once

#include "core/view/filter.h"

#include <variant>

namespace vigia::core::view {

/// One word or sign of a filter.
struct FilterToken {
    enum class Kind { Word, Quoted, Operator, Not, Open, Close, Comma, End };
    Kind kind = Kind::End;
    std::string text; ///< without quotes and escapes
    std::size_t position = 0;
    std::size_t length = 0;
};

/// The words and signs of a text, ended by End. `complete` is false when it stopped at `error`.
struct FilterTokens {
    std::vector<FilterToken> tokens;
    std::optional<FilterError> error;
};

FilterTokens filterTokens(std::string_view text);

/// True for `and`, `or`, `not`, `in` in any case.
bool isFilterKeyword(std::string_view word);

} // namespace vigia::core::view
