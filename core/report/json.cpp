#include "core/base/json_writer.h"
#include "core/report/formats.h"
#include "core/report/markup.h"

namespace vigia::core::report {
namespace {

constexpr int kSchemaVersion = 1;

std::string_view toneWord(Tone tone) {
    const auto name = toneName(tone);
    return name.empty() ? "plain" : name;
}

void write(JsonWriter& json, std::string_view name, const std::vector<Fact>& facts) {
    json.key(name).beginArray();
    for (const auto& fact : facts)
        json.beginObject()
            .member("name", fact.name)
            .member("value", fact.value)
            .member("tone", toneWord(fact.tone))
            .endObject();
    json.endArray();
}

void write(JsonWriter& json, const Line& line) {
    json.beginObject().member("name", line.name).key("points").beginArray();
    for (const auto& [place, value] : line.points) {
        json.beginArray().value(place);
        if (value)
            json.value(*value);
        else
            json.null();
        json.endArray();
    }
    json.endArray().endObject();
}

std::string_view word(Quantity quantity) {
    switch (quantity) {
    case Quantity::Count:
        return "count";
    case Quantity::Rate:
        return "rate";
    case Quantity::Millis:
        return "millis";
    case Quantity::Percent:
        return "percent";
    case Quantity::Bytes:
        break;
    }
    return "bytes";
}

std::string_view word(Along along) {
    switch (along) {
    case Along::Elapsed:
        return "elapsed";
    case Along::Clock:
        return "clock";
    case Along::Percentile:
        break;
    }
    return "percentile";
}

/// One block as an object whose `type` says what it is.
class BlockWriter {
public:
    explicit BlockWriter(JsonWriter& json) : m_json(json) {}

    void operator()(const Facts& block) {
        m_json.beginObject().member("type", "facts");
        write(m_json, "facts", block.facts);
        m_json.endObject();
    }
    void operator()(const Note& note) {
        m_json.beginObject()
            .member("type", "note")
            .member("text", note.text)
            .member("tone", toneWord(note.tone))
            .endObject();
    }
    void operator()(const Table& table) {
        m_json.beginObject().member("type", "table").member("title", table.title);
        m_json.key("columns").beginArray();
        for (const auto& column : table.columns)
            m_json.value(column.title);
        m_json.endArray().key("rows").beginArray();
        for (const auto& row : table.rows) {
            m_json.beginArray();
            for (const auto& cell : row)
                m_json.value(cell.text);
            m_json.endArray();
        }
        m_json.endArray().member("note", table.note).endObject();
    }
    void operator()(const LineChart& chart) {
        m_json.beginObject()
            .member("type", "lines")
            .member("title", chart.title)
            .member("along", word(chart.along))
            .member("quantity", word(chart.quantity));
        m_json.key("lines").beginArray();
        for (const auto& line : chart.lines)
            write(m_json, line);
        m_json.endArray().key("shades").beginArray();
        for (const auto& shade : chart.shades)
            m_json.beginObject()
                .member("name", shade.name)
                .member("from", shade.from)
                .member("to", shade.to)
                .endObject();
        m_json.endArray().key("marks").beginArray();
        for (const auto& mark : chart.marks)
            m_json.beginObject()
                .member("text", mark.text)
                .member("at", mark.at)
                .member("tone", toneWord(mark.tone))
                .endObject();
        m_json.endArray().endObject();
    }
    void operator()(const BarChart& chart) {
        m_json.beginObject()
            .member("type", "bars")
            .member("title", chart.title)
            .member("quantity", word(chart.quantity));
        m_json.key("bars").beginArray();
        for (const auto& bar : chart.bars)
            m_json.beginObject().member("name", bar.name).member("value", bar.value).endObject();
        m_json.endArray().endObject();
    }

private:
    JsonWriter& m_json;
};

void writeChecks(JsonWriter& json, const Report& report) {
    json.key("checks").beginArray();
    for (const auto& check : report.checks)
        json.beginObject()
            .member("name", check.name)
            .member("wanted", check.wanted)
            .member("measured", check.measured)
            .member("result", checkWord(check.result))
            .endObject();
    json.endArray().key("warnings").beginArray();
    for (const auto& warning : report.warnings)
        json.value(warning);
    json.endArray().key("figures").beginArray();
    for (const auto& figure : report.figures)
        json.beginObject()
            .member("name", figure.name)
            .member("unit", figure.unit)
            .member("value", figure.value)
            .endObject();
    json.endArray();
}

void writeTimeline(JsonWriter& json, const Timeline& timeline) {
    json.key("timeline").beginObject().key("columns").beginArray();
    for (const auto& column : timeline.columns)
        json.value(column);
    json.endArray().key("rows").beginArray();
    for (const auto& row : timeline.rows) {
        json.beginArray();
        for (const auto& value : row) {
            if (const auto* number = std::get_if<double>(&value))
                json.value(*number);
            else if (const auto* text = std::get_if<std::string>(&value))
                json.value(*text);
            else
                json.null();
        }
        json.endArray();
    }
    json.endArray().endObject();
}

} // namespace

std::string jsonOf(const CleanReport& report) {
    JsonWriter json;
    json.beginObject()
        .member("schemaVersion", kSchemaVersion)
        .member("kind", report->kind)
        .member("subject", report->subject)
        .member("title", report->title)
        .member("subtitle", report->subtitle)
        .member("program", report->program)
        .member("writtenAt", report->writtenAt)
        .member("from", report->from)
        .member("to", report->to)
        .member("outcome", outcomeWord(report->outcome))
        .member("verdict", report->verdict);
    write(json, "highlights", report->highlights);
    writeChecks(json, *report);
    json.key("sections").beginArray();
    for (const auto& section : report->sections) {
        json.beginObject().member("title", section.title).key("blocks").beginArray();
        for (const auto& block : section.blocks)
            std::visit(BlockWriter(json), block);
        json.endArray().endObject();
    }
    json.endArray();
    writeTimeline(json, report->timeline);
    return json.endObject().take();
}

} // namespace vigia::core::report
