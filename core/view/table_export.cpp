#include "core/view/table_export.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <numeric>

namespace vigia::core::view {
namespace {

bool isFigure(const Value& value) {
    return numberOf(value).has_value() && !std::holds_alternative<UtcTime>(value);
}

std::string titleOf(const Column& column) {
    std::string title(column.title);
    if (!column.unit.empty())
        title += " (" + std::string(column.unit) + ")";
    return title;
}

std::string tsvCell(const Value& value) {
    return escapedForDisplay(exactText(value), 64 * 1024);
}

std::string csvOf(const Value& value) {
    // A negative number is no formula.
    return isFigure(value) ? exactText(value) : csvCell(exactText(value));
}

template <class Cell, class Title>
std::string lines(const TableModel& table, const ExportRange& range, char separator, Cell cell,
                  Title title) {
    std::string out;
    const auto addLine = [&](auto&& textOfColumn) {
        for (std::size_t i = 0; i < range.columns.size(); ++i) {
            if (i > 0)
                out += separator;
            out += textOfColumn(range.columns[i]);
        }
        out += '\n';
    };
    addLine([&](std::size_t column) { return title(titleOf(table.columns()[column])); });
    for (const auto row : range.rows)
        addLine([&](std::size_t column) { return cell(table.value(row, column)); });
    return out;
}

void writeCell(JsonWriter& json, const Value& value) {
    if (isUnknown(value))
        json.null();
    else if (const auto* whole = std::get_if<std::int64_t>(&value))
        json.value(*whole);
    else if (const auto* money = std::get_if<Money>(&value))
        json.value(*money);
    else if (isFigure(value))
        json.value(*numberOf(value));
    else
        json.value(exactText(value));
}

std::string objects(const TableModel& table, const ExportRange& range) {
    JsonWriter json;
    json.beginArray();
    for (const auto row : range.rows) {
        json.beginObject();
        for (const auto column : range.columns) {
            json.key(table.columns()[column].id);
            writeCell(json, table.value(row, column));
        }
        json.endObject();
    }
    return json.endArray().take();
}

} // namespace

std::string exported(const TableModel& table, const ExportRange& range, ExportFormat format) {
    switch (format) {
    case ExportFormat::Tsv:
        return lines(table, range, '\t', tsvCell, [](const std::string& text) { return text; });
    case ExportFormat::Csv:
        return lines(table, range, ',', csvOf,
                     [](const std::string& text) { return csvCell(text); });
    case ExportFormat::Json:
        return objects(table, range);
    }
    return {};
}

ExportRange wholeTable(const TableModel& table) {
    ExportRange range;
    range.rows.resize(table.rowCount());
    std::iota(range.rows.begin(), range.rows.end(), std::size_t{0});
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
        if (table.columns()[i].kind != ColumnKind::Spark)
            range.columns.push_back(i);
    }
    return range;
}

} // namespace vigia::core::view
