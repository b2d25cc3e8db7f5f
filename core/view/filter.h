#pragma once

#include "core/view/column.h"
#include "core/view/value.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::view {

struct FilterNode;

/// One row as a filter sees it.
class Cells {
public:
    virtual ~Cells() = default;
    /// Value of the column with this number in the list the filter was parsed with.
    [[nodiscard]] virtual Value cell(std::size_t column) const = 0;
};

/// A condition on rows in the one filter language of Vigia, for tables, messages, events and
/// commands:
///   lag > 1000 and state in (STALLED, STOPPED), name ~ log, topic = error-logs
/// Comma is `and` between whole conditions; `and`, `or`, `not`, `!` and parentheses combine; `~` is
/// a regular expression (RE2); a bare word is looked for in every text column; numbers take k, M,
/// G, KiB, ms, min, %. Immutable after parsing; any thread may match with it.
class Filter {
public:
    explicit Filter(std::shared_ptr<const FilterNode> root);

    /// True when the row fulfils it. An unknown cell fulfils only `= unknown`.
    [[nodiscard]] bool matches(const Cells& row) const;

private:
    std::shared_ptr<const FilterNode> m_root;
};

/// Where and why a filter can't be read.
struct FilterError {
    std::size_t position = 0; ///< byte in the text
    std::size_t length = 0;
    std::string message;
};

/// A filter that may run, or nothing for blank text, or the mistake.
struct ParsedFilter {
    std::shared_ptr<const Filter> filter;
    std::optional<FilterError> error;
};

/// Bounds of the parser: text, nesting, and conditions.
inline constexpr std::size_t kMaxFilterBytes = 2000;
inline constexpr std::size_t kMaxFilterDepth = 32;
inline constexpr std::size_t kMaxFilterTerms = 200;

/// Reads `text` against the columns of a table. Never throws; hostile text gives an error.
ParsedFilter parseFilter(std::string_view text, std::span<const Column> columns);

/// `column op value` with quotes where the value needs them, as "apply as filter" adds it. Unknown
/// cells give `column = unknown`.
std::string filterFor(const Column& column, const Value& value, bool exclude = false);

/// `"…"` around a text that isn't one plain word of the language.
std::string quotedForFilter(std::string_view text);

} // namespace vigia::core::view
