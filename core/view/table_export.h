#pragma once

#include "core/view/table_model.h"

namespace vigia::core::view {

enum class ExportFormat { Tsv, Csv, Json };

/// Which cells of a table are copied or exported, in which order.
struct ExportRange {
    std::vector<std::size_t> rows;    ///< as shown
    std::vector<std::size_t> columns; ///< of the table
};

/// Exact values with a line of titles (TSV, CSV) or as an array of objects by column id (JSON). CSV
/// cells that a spreadsheet would run are defused; TSV cells hold no tab or line end.
std::string exported(const TableModel& table, const ExportRange& range, ExportFormat format);

/// All rows that are shown, all columns but sparklines.
ExportRange wholeTable(const TableModel& table);

} // namespace vigia::core::view
