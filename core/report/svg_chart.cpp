#include "core/report/svg_chart.h"

#include "core/base/text.h"
#include "core/report/markup.h"
#include "core/report/palette.h"
#include "core/report/scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

namespace vigia::core::report {
namespace {

constexpr double kLeft = 58, kRight = 12, kLegend = 20, kPlotTop = 26, kPlotHeight = 178;
constexpr double kLineHeight = 230;
constexpr double kBarPitch = 26, kBarLabel = 190, kBarTop = 6;
constexpr double kGlyph = 6.2; ///< width of a letter, about
constexpr std::size_t kMostLabel = 34;
constexpr std::size_t kMostPoints = 1'400; ///< two for a dot of the screen
constexpr int kMarkRows = 3;
constexpr std::size_t kSeries = 6;

double widthOf(std::string_view text) {
    return kGlyph * static_cast<double>(codePoints(text));
}

std::string label(std::string_view text) {
    const auto shown = clippedUtf8(text, kMostLabel);
    return markupText(shown) + (shown.size() < text.size() ? "…" : "");
}

std::string textAt(double x, double y, std::string_view anchor, std::string_view classes,
                   const std::string& markup) {
    return fmt::format(R"(<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>)",
                       classes, x, y, anchor, markup);
}

std::string lineAt(std::string_view classes, double x1, double y1, double x2, double y2) {
    return fmt::format(R"(<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)",
                       classes, x1, y1, x2, y2);
}

std::string opened(std::string_view title, double height, ChartColours colours) {
    std::string out = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {:.0f} {:.0f}" width="{:.0f}" height="{:.0f}"><title>{}</title>)",
        kChartWidth, height, kChartWidth, height, markupText(title));
    if (colours == ChartColours::Paper)
        out += "<style>" + chartStyle(colours) + "</style>";
    return out;
}

using Points = std::vector<std::pair<double, std::optional<double>>>;

/// Lowest and highest of each stretch, in their order; gaps stay.
Points thinned(const Points& points) {
    if (points.size() <= kMostPoints)
        return points;
    const std::size_t stretch = (2 * points.size() + kMostPoints - 1) / kMostPoints;
    Points out;
    for (std::size_t at = 0; at < points.size(); at += stretch) {
        const auto begin = points.begin() + static_cast<std::ptrdiff_t>(at);
        const auto end =
            points.begin() + static_cast<std::ptrdiff_t>(std::min(at + stretch, points.size()));
        const auto [low, high] = std::minmax_element(
            begin, end, [](const auto& a, const auto& b) { return a.second < b.second; });
        out.push_back(*std::min(low, high));
        if (low != high)
            out.push_back(*std::max(low, high));
    }
    return out;
}

/// One line chart while it is drawn.
class Plot {
public:
    Plot(const LineChart& chart, ChartColours colours)
        : m_chart(chart), m_colours(colours), m_place(placeRange()), m_value(valueRange()) {}

    std::string svg() {
        m_out = opened(m_chart.title, kLineHeight, m_colours);
        shades();
        grid();
        for (std::size_t i = 0; i < m_chart.lines.size(); ++i)
            line(m_chart.lines[i], i);
        marks();
        legend();
        return m_out + "</svg>";
    }

private:
    [[nodiscard]] Scale placeRange() const {
        double first = std::numeric_limits<double>::infinity(), last = -first;
        const auto reach = [&](double at) {
            first = std::min(first, at);
            last = std::max(last, at);
        };
        for (const auto& one : m_chart.lines) {
            for (const auto& point : one.points)
                reach(point.first);
        }
        for (const auto& shade : m_chart.shades) {
            reach(shade.from);
            reach(shade.to);
        }
        return first <= last ? placeScale(first, last, m_chart.along)
                             : placeScale(0, 1, m_chart.along);
    }

    [[nodiscard]] Scale valueRange() const {
        double smallest = std::numeric_limits<double>::infinity(), largest = 0;
        for (const auto& one : m_chart.lines) {
            for (const auto& [place, value] : one.points) {
                if (!value || (m_chart.logarithmic && *value <= 0))
                    continue;
                smallest = std::min(smallest, *value);
                largest = std::max(largest, *value);
            }
        }
        if (smallest > largest)
            smallest = 0;
        return valueScale(smallest, largest, m_chart.quantity, m_chart.logarithmic);
    }

    [[nodiscard]] double x(double place) const {
        return kLeft + (kChartWidth - kLeft - kRight) * m_place.share(place);
    }
    [[nodiscard]] double y(double value) const {
        return kPlotTop + kPlotHeight * (1 - m_value.share(value));
    }

    void shades() {
        for (const auto& shade : m_chart.shades) {
            const double from = x(shade.from), to = x(shade.to);
            if (shade.strong)
                m_out += fmt::format(
                    R"(<rect class="shade" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)",
                    from, kPlotTop, std::max(to - from, 0.0), kPlotHeight);
            if (widthOf(shade.name) + 8 < to - from)
                m_out += textAt(from + 5, kPlotTop + 12, "start", "stage", label(shade.name));
        }
    }

    void grid() {
        for (const auto& tick : m_value.ticks) {
            m_out += lineAt("grid", kLeft, y(tick.at), kChartWidth - kRight, y(tick.at));
            m_out += textAt(kLeft - 8, y(tick.at) + 4, "end", "tick", markupText(tick.label));
        }
        for (const auto& tick : m_place.ticks) {
            const double centre = x(tick.at);
            const bool first = centre<kLeft + 4, last = centre> kChartWidth - kRight - 16;
            m_out += textAt(centre, kPlotTop + kPlotHeight + 17,
                            first  ? "start"
                            : last ? "end"
                                   : "middle",
                            "tick", markupText(tick.label));
        }
    }

    /// Stretches between gaps; a lonely point is a dot.
    void line(const Line& one, std::size_t index) {
        std::string path;
        bool open = false;
        for (const auto& [place, value] : thinned(one.points)) {
            if (!value || (m_chart.logarithmic && *value <= 0)) {
                open = false;
                continue;
            }
            path += fmt::format("{}{:.1f} {:.1f}", open ? "L" : "M", x(place), y(*value));
            if (!open)
                path += "h0.01"; // so that a lonely one is seen
            open = true;
        }
        if (!path.empty())
            m_out += fmt::format(R"(<path class="line l{}{}" d="{}"/>)", index % kSeries + 1,
                                 one.dashed ? " dashed" : "", path);
    }

    /// Labels take the first row that is free; where none is, the line alone stands.
    void marks() {
        std::array<double, kMarkRows> taken{};
        for (const auto& mark : m_chart.marks) {
            const double at = x(mark.at);
            const auto classes = fmt::format("mark {}", toneName(mark.tone));
            m_out += lineAt(classes, at, kPlotTop, at, kPlotTop + kPlotHeight);
            const double width = std::min(widthOf(mark.text), kGlyph * kMostLabel) + 10;
            const bool left = at + width > kChartWidth - kRight;
            const double begin = left ? at - width : at;
            for (std::size_t row = 0; row < taken.size(); ++row) {
                if (begin < taken[row])
                    continue;
                taken[row] = begin + width;
                m_out +=
                    textAt(left ? at - 5 : at + 5, kPlotTop + 28 + 14 * static_cast<double>(row),
                           left ? "end" : "start", classes, label(mark.text));
                break;
            }
        }
    }

    void legend() {
        double at = kLeft;
        for (std::size_t i = 0; i < m_chart.lines.size(); ++i) {
            const Line& one = m_chart.lines[i];
            const auto classes =
                fmt::format("line l{}{}", i % kSeries + 1, one.dashed ? " dashed" : "");
            m_out += lineAt(classes, at, kLegend - 10, at + 16, kLegend - 10);
            m_out += textAt(at + 22, kLegend - 6, "start", "tick", label(one.name));
            at += 40 + widthOf(one.name);
        }
    }

    const LineChart& m_chart;
    const ChartColours m_colours;
    const Scale m_place, m_value;
    std::string m_out;
};

std::string styleFor(const std::string& ink, const std::function<std::string(std::string_view)>& of,
                     std::string_view begin) {
    std::string out = ink;
    const auto rule = [&](std::string_view selector, const std::string& body) {
        out += fmt::format("{}{}{{{}}}", begin, selector, body);
    };
    rule("text", "font-size:11px;fill:" + of("muted"));
    rule(".grid", "stroke:" + of("line") + ";stroke-width:1");
    rule(".line", "fill:none;stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round");
    rule(".dashed", "stroke-dasharray:5 4");
    for (std::size_t i = 1; i <= kSeries; ++i)
        rule(fmt::format(".l{}", i), "stroke:" + of(fmt::format("s{}", i)));
    rule(".shade", "fill:" + of("accent-soft") + ";opacity:.55");
    rule("line.mark", "stroke:" + of("faint") + ";stroke-width:1;stroke-dasharray:2 3");
    rule(".bar", "fill:" + of("s1"));
    for (const auto& [name, colour] :
         {std::pair{"good", "ok"}, {"warning", "warn"}, {"bad", "bad"}}) {
        rule(fmt::format("line.mark.{}", name), "stroke:" + of(colour));
        rule(fmt::format("text.{}", name), "fill:" + of(colour));
        rule(fmt::format(".bar.{}", name), "fill:" + of(colour));
    }
    return out;
}

} // namespace

double chartHeight(const LineChart&) {
    return kLineHeight;
}

double chartHeight(const BarChart& chart) {
    return 2 * kBarTop + kBarPitch * static_cast<double>(chart.bars.size());
}

std::string svgOf(const LineChart& chart, ChartColours colours) {
    return Plot(chart, colours).svg();
}

std::string svgOf(const BarChart& chart, ChartColours colours) {
    constexpr double kValueRoom = 80;
    double largest = 0;
    for (const auto& bar : chart.bars)
        largest = std::max(largest, bar.value);
    std::string out = opened(chart.title, chartHeight(chart), colours);
    double top = kBarTop;
    for (const auto& bar : chart.bars) {
        const double reach = kChartWidth - kBarLabel - kValueRoom;
        const double width = largest > 0 ? reach * std::max(bar.value, 0.0) / largest : 0;
        out += textAt(kBarLabel - 8, top + 15, "end", "tick", label(bar.name));
        out += fmt::format(
            R"(<rect class="bar {}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="14" rx="2"/>)",
            toneName(bar.tone), kBarLabel, top + 4, std::max(width, 1.0));
        out += textAt(kBarLabel + width + 8, top + 15, "start", "tick",
                      markupText(quantityText(bar.value, chart.quantity)));
        top += kBarPitch;
    }
    return out + "</svg>";
}

std::string chartStyle(ChartColours colours) {
    if (colours == ChartColours::Page)
        return styleFor(
            "", [](std::string_view name) { return fmt::format("var(--{})", name); }, ".chart ");
    return styleFor(
        "text{font-family:'Vigia Sans',Inter,sans-serif}",
        [](std::string_view name) { return std::string(lightTint(name)); }, "");
}

} // namespace vigia::core::report
