#include "core/view/run_table.h"

#include "core/view/tables.h"

namespace vigia::core::view {
namespace {

using load::RunSummary;
using K = ColumnKind;

/// A metric of threshold.h in the unit of its column.
Value metric(const RunSummary& run, std::string_view name, double factor) {
    const auto found = run.measured.find(name);
    return found == run.measured.end() ? Value() : Value(found->second * factor);
}

Value tags(const RunSummary& run) {
    std::string joined;
    for (const std::string& tag : run.annotation.tags)
        joined += (joined.empty() ? "" : ", ") + tag;
    return joined.empty() ? Value() : Value(std::move(joined));
}

} // namespace

Status runStatus(load::RunState state, const std::optional<load::RunVerdict>& verdict) {
    switch (state) {
    case load::RunState::Running:
        return {ops::Health::Working, "RUNNING", 1};
    case load::RunState::Interrupted:
        return {ops::Health::Degraded, "CUT OFF", 2};
    case load::RunState::Finished:
        break;
    }
    if (verdict == load::RunVerdict::Stopped)
        return {ops::Health::Unknown, "STOPPED", 2};
    return verdict == load::RunVerdict::Passed ? Status{ops::Health::Ok, "PASSED", 0}
                                               : Status{ops::Health::Broken, "MISSED", 3};
}

const TableSchema<RunSummary>& runTable() {
    static const TableSchema<RunSummary> schema{
        {
            {{"state", "State", K::Status, 110},
             [](const RunSummary& r) { return Value(runStatus(r.state, r.verdict)); }},
            {naming({"name", "Name", K::Text, 180}),
             [](const RunSummary& r) {
                 return r.head.brief ? Value(r.shownName() + " (short)")
                                     : Value(std::string_view(r.shownName()));
             }},
            {{"begun", "Begun", K::Time, 170},
             [](const RunSummary& r) { return Value(r.head.begunAt); }},
            {{"rate", "Rate", K::Rate, 80, "/s", "Answers a second in the stages that count"},
             [](const RunSummary& r) { return metric(r, "rate", 1); }},
            {{"p50", "p50", K::Latency, 70, "ms", "From the intended time"},
             [](const RunSummary& r) { return metric(r, "p50", 1e3); }},
            {{"p99", "p99", K::Latency, 70, "ms", "From the intended time"},
             [](const RunSummary& r) { return metric(r, "p99", 1e3); }},
            {{"errors", "Errors", K::Percent, 70, "%", "Of all answers"},
             [](const RunSummary& r) { return metric(r, "errors", 100); }},
            {{"dropped", "Dropped", K::Number, 80, "", "Due but never sent"},
             [](const RunSummary& r) { return metric(r, "dropped", 1); }},
            {yielding(1, {"tags", "Tags", K::List, 120}),
             [](const RunSummary& r) { return tags(r); }},
            {yielding(2, {"baseline", "Baseline", K::Text, 80, "",
                          "Later runs of the scenario are compared with it", true, true}),
             [](const RunSummary& r) {
                 return r.baseline ? Value(std::string_view("baseline")) : Value();
             }},
            {{"scenario", "Scenario", K::Text, 130, "", "", false},
             [](const RunSummary& r) { return Value(std::string_view(r.head.scenario)); }},
            {{"id", "Id", K::Text, 80, "", "", false},
             [](const RunSummary& r) { return Value(std::string_view(r.head.id)); }},
            {{"notes", "Notes", K::Text, 200, "", "", false},
             [](const RunSummary& r) {
                 return r.annotation.notes.empty() ? Value()
                                                   : Value(std::string_view(r.annotation.notes));
             }},
        },
        [](const RunSummary& r) { return RowKey{r.head.id}; },
        [](const RunSummary& r) { return runStatus(r.state, r.verdict).health; }};
    return schema;
}

} // namespace vigia::core::view
