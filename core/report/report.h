#pragma once

#include "core/base/clock.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace vigia::core::report {

/// How a figure or a sentence is to be read; every writer shows it by a word or a shape as well as
/// by a colour.
enum class Tone { Plain, Good, Warning, Bad };

struct Fact {
    std::string name;
    std::string value;
    Tone tone = Tone::Plain;
};

/// Names with values: as tiles with a large figure, or as a list.
struct Facts {
    bool tiles = false;
    std::vector<Fact> facts;
};

struct Cell {
    std::string text;
    Tone tone = Tone::Plain;
};

struct Column {
    std::string title;
    bool right = false; ///< figures stand at the right
};

struct Table {
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    std::string note; ///< below it: what was left out, where a number comes from
};

/// A paragraph; with a tone it is a remark that must be seen.
struct Note {
    std::string text;
    Tone tone = Tone::Plain;
};

/// What the numbers of an axis are; the writers choose the unit that reads best.
enum class Quantity { Count, Rate, Millis, Percent, Bytes };

/// What the places along the lower edge are.
enum class Along {
    Elapsed,   ///< seconds since the beginning
    Clock,     ///< seconds since 1970, written as UTC
    Percentile ///< -log10 of the share that is slower: 0 is 0 %, 2 is 99 %
};

struct Line {
    std::string name;
    std::vector<std::pair<double, std::optional<double>>> points; ///< by place; nothing is a gap
    bool dashed = false;
};

/// A stretch of time, such as a stage.
struct Shade {
    double from = 0, to = 0;
    std::string name;
    bool strong = false; ///< every second one, so that neighbours differ
};

/// A moment at which something happened.
struct Mark {
    double at = 0;
    std::string text;
    Tone tone = Tone::Plain;
};

struct LineChart {
    std::string title;
    std::string subtitle; ///< unit and source of the numbers
    Along along = Along::Elapsed;
    Quantity quantity = Quantity::Count;
    bool logarithmic = false;
    std::vector<Line> lines;
    std::vector<Shade> shades;
    std::vector<Mark> marks;
};

struct Bar {
    std::string name;
    double value = 0;
    Tone tone = Tone::Plain;
};

struct BarChart {
    std::string title;
    std::string subtitle;
    Quantity quantity = Quantity::Count;
    std::vector<Bar> bars;
};

using Block = std::variant<Facts, Table, Note, LineChart, BarChart>;

struct Section {
    std::string title;
    std::vector<Block> blocks;
};

enum class CheckResult { Held, Missed, NotMeasured };

/// One promise with what came of it: a row on page one, a test case for JUnit.
struct Check {
    std::string name;
    std::string wanted;
    std::string measured;
    CheckResult result = CheckResult::NotMeasured;
};

/// An exact value for programs.
struct Figure {
    std::string name;
    std::string unit; ///< `ms`, `1/s`, `share`, `count`, …
    double value = 0;
};

/// Second by second (or step by step): what the CSV holds.
struct Timeline {
    using Value = std::variant<std::monostate, double, std::string>;
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows;
};

/// Stopped: what it tells of was ended before it could be judged.
enum class Outcome { Passed, Failed, Stopped, Informative };

/// Everything a report says, before it has a format. Built from a load run or from what the monitor
/// keeps; its texts may come from outside and are made safe by CleanReport, not by who builds it.
struct Report {
    std::string kind;    ///< `load-run`, `operations`
    std::string subject; ///< short name for files and JUnit: the scenario, the cluster
    std::string title;
    std::string subtitle;
    Outcome outcome = Outcome::Informative;
    std::string verdict; ///< one sentence
    std::vector<Fact> highlights;
    std::vector<Check> checks;
    std::vector<std::string> warnings; ///< about the confidence that the figures deserve
    std::vector<Section> sections;
    std::vector<Figure> figures;
    Timeline timeline;
    UtcTime from{}, to{};
    UtcTime writtenAt{};
    std::string program; ///< `Vigia 0.1.0`
};

} // namespace vigia::core::report
