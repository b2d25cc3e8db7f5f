#include "core/base/markdown.h"
#include "core/report/formats.h"
#include "core/report/markup.h"
#include "core/report/scale.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::report {
namespace {

/// Texts were made safe for display already: only markup is left to be taken away.
std::string plain(std::string_view text) {
    return markdownText(text, text.size());
}

std::string withShape(const std::string& text, Tone tone) {
    const auto shape = toneShape(tone);
    return shape.empty() ? plain(text) : fmt::format("{} {}", shape, plain(text));
}

class Writer {
public:
    std::string write(const Report& report) {
        m_out = fmt::format("# {}\n\n{}\n\n", plain(report.title), plain(report.subtitle));
        const auto shape = toneShape(outcomeTone(report.outcome));
        m_out +=
            fmt::format("**{}{}{}**\n\n", shape, shape.empty() ? "" : " ", plain(report.verdict));
        for (const auto& block : firstBlocks(report))
            std::visit(*this, block);
        for (const auto& section : report.sections) {
            m_out += fmt::format("## {}\n\n", plain(section.title));
            for (const auto& block : section.blocks)
                std::visit(*this, block);
        }
        return m_out + "---\n\n" + plain(originText(report)) + "\n";
    }

    void operator()(const Facts& facts) {
        for (const auto& fact : facts.facts)
            m_out +=
                fmt::format("- {}: **{}**\n", plain(fact.name), withShape(fact.value, fact.tone));
        m_out += "\n";
    }

    void operator()(const Table& table) {
        title(table.title);
        m_out += "|";
        for (const auto& column : table.columns)
            m_out += fmt::format(" {} |", plain(column.title));
        m_out += "\n|";
        for (const auto& column : table.columns)
            m_out += column.right ? " ---: |" : " --- |";
        m_out += "\n";
        for (const auto& row : table.rows) {
            m_out += "|";
            for (const auto& cell : row)
                m_out += fmt::format(" {} |", withShape(cell.text, cell.tone));
            m_out += "\n";
        }
        m_out += "\n";
        if (!table.note.empty())
            m_out += plain(table.note) + "\n\n";
    }

    void operator()(const Note& note) {
        m_out += fmt::format("> {}\n\n", withShape(note.text, note.tone));
    }

    /// What a chart shows, in figures.
    void operator()(const LineChart& chart) {
        Table table{chart.title,
                    {{"Line"}, {"Lowest", true}, {"Highest", true}, {"Last", true}},
                    {},
                    chart.subtitle};
        for (const auto& line : chart.lines)
            table.rows.push_back(rangeRow(line, chart.quantity));
        (*this)(table);
    }

    void operator()(const BarChart& chart) {
        Table table{chart.title, {{"Name"}, {"Value", true}}, {}, chart.subtitle};
        for (const auto& bar : chart.bars)
            table.rows.push_back({{bar.name, bar.tone}, {quantityText(bar.value, chart.quantity)}});
        (*this)(table);
    }

private:
    void title(const std::string& text) {
        if (!text.empty())
            m_out += fmt::format("### {}\n\n", plain(text));
    }

    static std::vector<Cell> rangeRow(const Line& line, Quantity quantity) {
        std::optional<double> low, high, last;
        for (const auto& [place, value] : line.points) {
            if (!value)
                continue;
            low = std::min(low.value_or(*value), *value);
            high = std::max(high.value_or(*value), *value);
            last = value;
        }
        const auto text = [quantity](const std::optional<double>& value) {
            return value ? quantityText(*value, quantity) : std::string("—");
        };
        return {{line.name}, {text(low)}, {text(high)}, {text(last)}};
    }

    std::string m_out;
};

} // namespace

std::string markdownOf(const CleanReport& report) {
    return Writer().write(*report);
}

} // namespace vigia::core::report
