#include "core/report/clean_report.h"

#include "core/base/known_secrets.h"
#include "core/base/mask.h"
#include "core/base/text.h"

#include <algorithm>
#include <string_view>

namespace vigia::core::report {
namespace {

constexpr std::size_t kMostBytes = 4096; ///< of one text

template <class... Handlers> struct Overloaded : Handlers... { using Handlers::operator()...; };
template <class... Handlers> Overloaded(Handlers...) -> Overloaded<Handlers...>;

class Cleaner {
public:
    explicit Cleaner(const std::vector<std::string>& secrets) : m_secrets(secrets) {}

    void clean(std::string& text) const {
        text = escapedForDisplay(maskedText(m_secrets.hidden(std::move(text))), kMostBytes);
    }
    /// A value that stands beside its name.
    void clean(std::string& value, const std::string& name) const {
        if (isSecretName(name))
            value = kMask;
        else
            clean(value);
    }

    void clean(Fact& fact) const {
        clean(fact.value, fact.name);
        clean(fact.name);
    }
    void clean(Table& table) const {
        for (auto& row : table.rows)
            cleanRow(row, table.columns);
        for (auto& column : table.columns)
            clean(column.title);
        clean(table.title);
        clean(table.note);
    }
    void clean(LineChart& chart) const {
        clean(chart.title);
        clean(chart.subtitle);
        for (auto& line : chart.lines)
            clean(line.name);
        for (auto& shade : chart.shades)
            clean(shade.name);
        for (auto& mark : chart.marks)
            clean(mark.text);
    }
    void clean(BarChart& chart) const {
        clean(chart.title);
        clean(chart.subtitle);
        for (auto& bar : chart.bars)
            clean(bar.name);
    }
    void clean(Block& block) const {
        std::visit(Overloaded{[this](Facts& facts) {
                                  for (auto& fact : facts.facts)
                                      clean(fact);
                              },
                              [this](Note& note) { clean(note.text); },
                              [this](auto& other) { clean(other); }},
                   block);
    }
    void clean(Check& check) const {
        clean(check.name);
        clean(check.wanted);
        clean(check.measured);
    }
    void clean(Timeline& timeline) const {
        for (auto& row : timeline.rows) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (auto* text = std::get_if<std::string>(&row[i]))
                    clean(*text, i < timeline.columns.size() ? timeline.columns[i] : "");
            }
        }
        for (auto& column : timeline.columns)
            clean(column);
    }

private:
    /// The first cell may name what stands beside it, and a title what stands below it.
    void cleanRow(std::vector<Cell>& row, const std::vector<Column>& columns) const {
        const bool secretRow = row.size() > 1 && isSecretName(row.front().text);
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (secretRow && i > 0)
                row[i].text = kMask;
            else
                clean(row[i].text, i < columns.size() ? columns[i].title : "");
        }
    }

    const KnownSecrets m_secrets;
};

} // namespace

CleanReport::CleanReport(Report report, const std::vector<std::string>& secrets)
    : m_report(std::move(report)) {
    const Cleaner cleaner(secrets);
    for (std::string* text : {&m_report.kind, &m_report.subject, &m_report.title,
                              &m_report.subtitle, &m_report.verdict, &m_report.program})
        cleaner.clean(*text);
    for (auto& fact : m_report.highlights)
        cleaner.clean(fact);
    for (auto& check : m_report.checks)
        cleaner.clean(check);
    for (auto& warning : m_report.warnings)
        cleaner.clean(warning);
    for (auto& section : m_report.sections) {
        cleaner.clean(section.title);
        for (auto& block : section.blocks)
            cleaner.clean(block);
    }
    for (auto& figure : m_report.figures) {
        cleaner.clean(figure.name);
        cleaner.clean(figure.unit);
    }
    cleaner.clean(m_report.timeline);
}

} // namespace vigia::core::report
