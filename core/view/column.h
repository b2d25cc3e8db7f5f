#pragma once

#include <string_view>

namespace vigia::core::view {

/// How the cells of a column are written, compared and read in a filter.
enum class ColumnKind {
    Text,
    List,       ///< texts joined by ", "; a filter compares each of them
    Integer,    ///< offsets and counts: every digit, in groups of three
    Identifier, ///< process numbers: the digits alone
    Number,     ///< short forms from 100,000 on
    Ratio,      ///< two decimals
    Rate,       ///< a second
    Bytes,
    Duration, ///< seconds
    Latency,  ///< milliseconds
    Percent,
    Money,
    Time,
    Status,
    Spark,
};

/// One column of a table. Texts are English; the desktop translates title, unit and tip.
struct Column {
    std::string_view id; ///< the name in filters: lower case, no spaces
    std::string_view title;
    ColumnKind kind = ColumnKind::Text;
    int width = 100; ///< pixels at the start
    std::string_view unit = {};
    std::string_view tip = {};
    bool shown = true;  ///< at the start; the column chooser has the others too
    bool said = false;  ///< its texts are sentences of core's, which the desktop translates
    bool names = false; ///< names its row: never what gives way
    int yields = 0;     ///< 0: always there; in a narrow table the largest goes first
};

/// The column that names its row.
constexpr Column naming(Column column) {
    column.names = true;
    return column;
}

/// A column that a narrow table leaves out; the largest `rank` goes first.
constexpr Column yielding(int rank, Column column) {
    column.yields = rank;
    return column;
}

/// Figures stand at the right.
constexpr bool isRightAligned(ColumnKind kind) {
    return kind != ColumnKind::Text && kind != ColumnKind::List && kind != ColumnKind::Status &&
           kind != ColumnKind::Spark && kind != ColumnKind::Time;
}

/// Bare words of a filter look into these.
constexpr bool isTextual(ColumnKind kind) {
    return kind == ColumnKind::Text || kind == ColumnKind::List || kind == ColumnKind::Status;
}

} // namespace vigia::core::view
