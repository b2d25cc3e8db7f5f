#include "backend/report/pdf_pages.h"

#include "core/base/text.h"
#include "core/report/markup.h"
#include "core/report/svg_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace vigia::backend::report {

using namespace core::report;

namespace {

constexpr double kLeft = PdfCanvas::kMargin, kInner = PdfCanvas::kInner;
constexpr double kPad = 6; ///< inside of cells and boxes
constexpr double kTileHeight = 40;
constexpr std::size_t kTilesInRow = 4;
constexpr std::size_t kMostCell = 900; ///< bytes: a row must fit on a page
constexpr TextLook kSmall{8, false, "muted"};
constexpr TextLook kPlain{9, false, "text"};
constexpr TextLook kHeading{10, true, "text"};

std::string_view colourOf(Tone tone) {
    switch (tone) {
    case Tone::Good:
        return "ok";
    case Tone::Warning:
        return "warn";
    case Tone::Bad:
        return "bad";
    case Tone::Plain:
        break;
    }
    return "text";
}

std::string_view softColourOf(Tone tone) {
    switch (tone) {
    case Tone::Good:
        return "ok-soft";
    case Tone::Warning:
        return "warn-soft";
    case Tone::Bad:
        return "bad-soft";
    case Tone::Plain:
        break;
    }
    return "raised";
}

std::string clipped(const std::string& text) {
    const auto shown = core::clippedUtf8(text, kMostCell);
    return std::string(shown) + (shown.size() < text.size() ? "…" : "");
}

std::string cellText(const Cell& cell) {
    const auto shape = toneShape(cell.tone);
    return shape.empty() ? clipped(cell.text) : fmt::format("{} {}", shape, clipped(cell.text));
}

TextLook cellLook(const Cell& cell, bool right, double width, bool heading) {
    if (heading)
        return {8, false, "muted", right, width};
    return {8.5, cell.tone != Tone::Plain, colourOf(cell.tone), right, width};
}

TextLook within(TextLook look, double width) {
    look.width = width;
    return look;
}

std::string destinationOf(std::size_t section) {
    return fmt::format("section-{}", section);
}

} // namespace

PdfPages::PdfPages(const Report& report, PageNumbers known)
    : m_report(report), m_known(std::move(known)), m_canvas([this](int page) { footer(page); }) {}

core::Result<std::string> PdfPages::draw() {
    m_canvas.title(m_report.title, m_report.program);
    head();
    verdict();
    for (const auto& block : firstBlocks(m_report))
        std::visit(*this, block);
    contents();
    for (std::size_t i = 0; i < m_report.sections.size(); ++i)
        section(i);
    m_found.total = m_canvas.page();
    auto bytes = m_canvas.finish();
    if (!m_state)
        return m_state.error();
    return bytes;
}

void PdfPages::footer(int page) {
    const double y = PdfCanvas::kHeight - PdfCanvas::kMargin;
    m_canvas.rule(kLeft, y - 6, kInner);
    TextLook look = within({7.5, false, "muted"}, kInner);
    m_canvas.text(kLeft, y, clipped(originText(m_report)), look);
    look.right = true;
    m_canvas.text(kLeft, y, fmt::format("Page {} of {}", page, m_known.total), look);
}

void PdfPages::paragraph(const std::string& text, const TextLook& look, double after) {
    if (text.empty())
        return;
    const double height = m_canvas.heightOf(clipped(text), look);
    m_canvas.need(height);
    m_canvas.text(kLeft, m_canvas.y(), clipped(text), look);
    m_canvas.down(height + after);
}

void PdfPages::head() {
    paragraph(m_report.title, within({19, true, "text"}, kInner), 3);
    paragraph(m_report.subtitle, within({10, false, "muted"}, kInner), 10);
}

void PdfPages::verdict() {
    const Tone tone = outcomeTone(m_report.outcome);
    const TextLook look = within({12, true, "text"}, kInner - 4 * kPad);
    const double words = tone == Tone::Plain ? 0 : 13;
    const double height = m_canvas.heightOf(clipped(m_report.verdict), look) + words + 3 * kPad;
    m_canvas.need(height);
    const double top = m_canvas.y();
    m_canvas.box(kLeft, top, kInner, height, softColourOf(tone), 4);
    m_canvas.box(kLeft, top, 3, height, tone == Tone::Plain ? "accent" : colourOf(tone));
    if (tone != Tone::Plain)
        m_canvas.text(kLeft + 2 * kPad, top + kPad,
                      fmt::format("{} {}", toneShape(tone), outcomeWord(m_report.outcome)),
                      {8.5, true, colourOf(tone)});
    m_canvas.text(kLeft + 2 * kPad, top + words + kPad + 2, clipped(m_report.verdict), look);
    m_canvas.down(height + 10);
}

void PdfPages::contents() {
    constexpr double kLine = 15;
    m_canvas.need(30 + kLine * static_cast<double>(m_report.sections.size()));
    m_canvas.down(8);
    paragraph("Contents", kHeading, 4);
    for (std::size_t i = 0; i < m_report.sections.size(); ++i) {
        m_canvas.need(kLine);
        const double y = m_canvas.y();
        m_canvas.link(destinationOf(i), [&] {
            m_canvas.text(kLeft, y, clipped(m_report.sections[i].title), {9, false, "accent"});
        });
        const auto page = m_known.sections.find(i);
        m_canvas.text(kLeft, y, page == m_known.sections.end() ? "" : std::to_string(page->second),
                      {9, false, "muted", true, kInner});
        m_canvas.rule(kLeft, y + kLine - 2.5, kInner);
        m_canvas.down(kLine);
    }
}

void PdfPages::section(std::size_t index) {
    constexpr double kWithSomething = 90; ///< no heading stands alone at the end of a page
    const Section& part = m_report.sections[index];
    m_canvas.down(16);
    m_canvas.need(kWithSomething);
    m_found.sections[index] = m_canvas.page();
    m_canvas.destination(destinationOf(index), part.title);
    paragraph(part.title, within({13, true, "text"}, kInner), 7);
    for (const auto& block : part.blocks)
        std::visit(*this, block);
}

void PdfPages::operator()(const Facts& facts) {
    if (facts.tiles)
        tiles(facts);
    else
        list(facts);
}

void PdfPages::tiles(const Facts& facts) {
    for (std::size_t first = 0; first < facts.facts.size(); first += kTilesInRow) {
        m_canvas.need(kTileHeight);
        const std::size_t count = std::min(kTilesInRow, facts.facts.size() - first);
        const double width = kInner / static_cast<double>(kTilesInRow);
        for (std::size_t i = 0; i < count; ++i) {
            const Fact& fact = facts.facts[first + i];
            const double x = kLeft + width * static_cast<double>(i);
            m_canvas.box(x, m_canvas.y(), width - 4, kTileHeight - 4, "raised", 4);
            m_canvas.text(x + kPad, m_canvas.y() + 5, clipped(fact.name),
                          within(kSmall, width - 16));
            m_canvas.text(x + kPad, m_canvas.y() + 17, clipped(fact.value),
                          {12, true, colourOf(fact.tone)});
        }
        m_canvas.down(kTileHeight);
    }
    m_canvas.down(6);
}

void PdfPages::list(const Facts& facts) {
    Table table{"", {{""}, {""}}, {}, ""};
    for (const auto& fact : facts.facts)
        table.rows.push_back({{fact.name}, {fact.value, fact.tone}});
    const std::vector<double> widths{0.28 * kInner, 0.72 * kInner};
    for (const auto& cells : table.rows)
        row(table, cells, widths, false);
    m_canvas.down(8);
}

void PdfPages::operator()(const Note& note) {
    const auto shape = toneShape(note.tone);
    const std::string text =
        shape.empty() ? clipped(note.text) : fmt::format("{}  {}", shape, clipped(note.text));
    const TextLook look = within(kPlain, kInner - 2 * kPad);
    const double height = m_canvas.heightOf(text, look) + 2 * kPad;
    m_canvas.need(height);
    m_canvas.box(kLeft, m_canvas.y(), kInner, height, softColourOf(note.tone), 4);
    m_canvas.text(kLeft + kPad, m_canvas.y() + kPad, text, look);
    m_canvas.down(height + 6);
}

/// What each column would like; where that is too much, narrow ones get it and wide ones share the
/// rest, and what is left over goes to all alike.
std::vector<double> PdfPages::columnWidths(const Table& table) const {
    std::vector<double> widths(table.columns.size());
    const auto reach = [&](std::size_t column, const Cell& cell, bool heading) {
        widths[column] = std::max(
            widths[column],
            m_canvas.widthOf(cellText(cell), cellLook(cell, false, 0, heading)) + 2 * kPad + 1);
    };
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        reach(i, {table.columns[i].title}, true);
        for (const auto& cells : table.rows) {
            if (i < cells.size())
                reach(i, cells[i], false);
        }
    }
    std::vector<std::size_t> order(widths.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return widths[a] < widths[b]; });
    double room = kInner;
    for (std::size_t i = 0; i < order.size(); ++i) {
        double& width = widths[order[i]];
        width = std::min(width, room / static_cast<double>(order.size() - i));
        room -= width;
    }
    for (double& width : widths)
        width += room / static_cast<double>(widths.size());
    return widths;
}

double PdfPages::row(const Table& table, const std::vector<Cell>& cells,
                     const std::vector<double>& widths, bool heading) {
    double height = 0;
    const auto count = std::min(cells.size(), widths.size());
    const auto lookOf = [&](std::size_t i) {
        return cellLook(cells[i], table.columns[i].right, widths[i] - 2 * kPad, heading);
    };
    for (std::size_t i = 0; i < count; ++i)
        height = std::max(height, m_canvas.heightOf(cellText(cells[i]), lookOf(i)));
    height += kPad + 2;
    if (m_canvas.need(height) && !heading && !table.columns.front().title.empty()) {
        std::vector<Cell> titles;
        for (const auto& column : table.columns)
            titles.push_back({column.title});
        row(table, titles, widths, true);
    }
    if (heading)
        m_canvas.box(kLeft, m_canvas.y(), kInner, height, "raised");
    double x = kLeft;
    for (std::size_t i = 0; i < count; ++i) {
        m_canvas.text(x + kPad, m_canvas.y() + kPad / 2 + 1, cellText(cells[i]), lookOf(i));
        x += widths[i];
    }
    m_canvas.down(height);
    m_canvas.rule(kLeft, m_canvas.y(), kInner);
    return height;
}

void PdfPages::operator()(const Table& table) {
    constexpr double kThreeRows = 60;
    m_canvas.need(kThreeRows);
    paragraph(table.title, within(kHeading, kInner), 4);
    const auto widths = columnWidths(table);
    std::vector<Cell> titles;
    for (const auto& column : table.columns)
        titles.push_back({column.title});
    row(table, titles, widths, true);
    for (const auto& cells : table.rows)
        row(table, cells, widths, false);
    m_canvas.down(5);
    paragraph(table.note, within(kSmall, kInner), 0);
    m_canvas.down(9);
}

template <class Chart> void PdfPages::chart(const Chart& one) {
    const double height = chartHeight(one) * kInner / kChartWidth;
    m_canvas.need(height + 34);
    paragraph(one.title, within(kHeading, kInner), 1);
    paragraph(one.subtitle, within(kSmall, kInner), 2);
    const auto drawn = m_canvas.svg(svgOf(one, ChartColours::Paper), m_canvas.y(), kInner, height);
    if (!drawn && m_state)
        m_state = drawn;
    m_canvas.down(height + 12);
}

void PdfPages::operator()(const LineChart& one) {
    chart(one);
}

void PdfPages::operator()(const BarChart& one) {
    chart(one);
}

} // namespace vigia::backend::report
