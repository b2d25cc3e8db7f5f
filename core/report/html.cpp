#include "core/report/formats.h"
#include "core/report/html_style.h"
#include "core/report/markup.h"
#include "core/report/svg_chart.h"

#include <fmt/format.h>

namespace vigia::core::report {
namespace {

/// Nothing may be loaded and nothing run, whatever a browser finds in the page.
constexpr std::string_view kPolicy = "default-src 'none'; style-src 'unsafe-inline'";

std::string classAttribute(std::string_view name) {
    return name.empty() ? std::string() : fmt::format(R"( class="{}")", name);
}

std::string cellClasses(Tone tone, bool right) {
    std::string classes(toneName(tone));
    if (right)
        classes += classes.empty() ? "r" : " r";
    return classAttribute(classes);
}

std::string withShape(const std::string& text, Tone tone) {
    const auto shape = toneShape(tone);
    return shape.empty() ? markupText(text) : fmt::format("{} {}", shape, markupText(text));
}

std::string heading(const std::string& title, const std::string& subtitle) {
    std::string out;
    if (!title.empty())
        out += fmt::format("<h3>{}</h3>", markupText(title));
    if (!subtitle.empty())
        out += fmt::format(R"(<p class="small">{}</p>)", markupText(subtitle));
    return out;
}

/// Writes the page from its top to its end.
class Page {
public:
    std::string write(const Report& report) {
        head(report);
        navigation(report);
        m_out += "<main>\n";
        firstPage(report);
        for (std::size_t i = 0; i < report.sections.size(); ++i)
            section(report.sections[i], i);
        m_out +=
            fmt::format("</main>\n<footer class=\"small\"><p>{}</p></footer>\n</body>\n</html>\n",
                        markupText(originText(report)));
        return std::move(m_out);
    }

    void operator()(const Facts& block) {
        m_out += fmt::format("<dl class=\"card {}\">", block.tiles ? "tiles" : "list");
        for (const auto& fact : block.facts)
            m_out +=
                fmt::format("<div><dt>{}</dt><dd{}>{}</dd></div>", markupText(fact.name),
                            classAttribute(toneName(fact.tone)), withShape(fact.value, fact.tone));
        m_out += "</dl>\n";
    }

    void operator()(const Table& table) {
        m_out += "<div class=\"card\">" + heading(table.title, "") + "<table><thead><tr>";
        for (const auto& column : table.columns)
            m_out += fmt::format("<th{}>{}</th>", cellClasses(Tone::Plain, column.right),
                                 markupText(column.title));
        m_out += "</tr></thead><tbody>";
        for (const auto& row : table.rows) {
            m_out += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i)
                m_out += fmt::format(
                    "<td{}>{}</td>",
                    cellClasses(row[i].tone, i < table.columns.size() && table.columns[i].right),
                    withShape(row[i].text, row[i].tone));
            m_out += "</tr>";
        }
        m_out += "</tbody></table>" + heading("", table.note) + "</div>\n";
    }

    void operator()(const Note& note) {
        const auto name = toneName(note.tone);
        if (name.empty())
            m_out += fmt::format("<p class=\"card note\">{}</p>\n", markupText(note.text));
        else
            m_out +=
                fmt::format("<p class=\"card note {}\"><span class=\"chip\">{} {}</span>{}</p>\n",
                            name, toneShape(note.tone), name, markupText(note.text));
    }

    void operator()(const LineChart& chart) { figure(chart); }
    void operator()(const BarChart& chart) { figure(chart); }

private:
    template <class Chart> void figure(const Chart& chart) {
        m_out += "<figure class=\"card\">" + heading(chart.title, chart.subtitle) +
                 svgOf(chart, ChartColours::Page) + "</figure>\n";
    }

    void head(const Report& report) {
        m_out += fmt::format(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"/>\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
            "<meta name=\"generator\" content=\"{}\"/>\n<title>{}</title>\n<style>{}</style>\n"
            "</head>\n<body>\n<header>\n<h1>{}</h1>\n<p class=\"sub\">{}</p>\n"
            "<p class=\"origin\">{}</p>\n</header>\n",
            kPolicy, markupText(report.program), markupText(report.title), pageStyle(),
            markupText(report.title), markupText(report.subtitle), markupText(originText(report)));
    }

    void navigation(const Report& report) {
        m_out += "<nav>";
        for (std::size_t i = 0; i < report.sections.size(); ++i)
            m_out +=
                fmt::format("<a href=\"#s{}\">{}</a>", i, markupText(report.sections[i].title));
        m_out += "</nav>\n";
    }

    void firstPage(const Report& report) {
        const Tone tone = outcomeTone(report.outcome);
        m_out += fmt::format("<div class=\"card verdict {}\">", toneName(tone));
        if (report.outcome != Outcome::Informative)
            m_out += fmt::format("<span class=\"chip\">{} {}</span>", toneShape(tone),
                                 outcomeWord(report.outcome));
        m_out += fmt::format("<p>{}</p></div>\n", markupText(report.verdict));
        for (const auto& block : firstBlocks(report))
            std::visit(*this, block);
    }

    void section(const Section& part, std::size_t index) {
        m_out += fmt::format("<section id=\"s{}\">\n<h2>{}</h2>\n", index, markupText(part.title));
        for (const auto& block : part.blocks)
            std::visit(*this, block);
        m_out += "</section>\n";
    }

    std::string m_out;
};

} // namespace

std::string htmlOf(const CleanReport& report) {
    return Page().write(*report);
}

} // namespace vigia::core::report
