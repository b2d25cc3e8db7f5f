#include "core/ops/status_report.h"

#include "core/base/text.h"
#include "core/ops/json_rows.h"
#include "core/ops/text_table.h"
#include "core/view/number_text.h"
#include "core/view/tables.h"

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

std::string_view statusWord(Health health) {
    switch (health) {
    case Health::Ok:
    case Health::Working:
        return "healthy";
    case Health::Degraded:
    case Health::Inconsistent:
        return "degraded";
    case Health::Broken:
        return "down";
    case Health::Unknown:
        break;
    }
    return "unknown";
}

std::string figure(const Gauge& gauge, std::string (*text)(double)) {
    return gauge.value ? text(*gauge.value) : std::string(view::kUnknownText);
}

/// `in 41 /s · out 40 /s · lag 37 · end to end p95 46 ms · errors 0 %`.
std::string figuresLine(const ConsoleSnapshot& snapshot) {
    std::string text = fmt::format(
        "in {} /s · out {} /s · lag {}", figure(snapshot.recordsIn, view::shortRate),
        figure(snapshot.recordsOut, view::shortRate), figure(snapshot.totalLag, view::shortNumber));
    if (snapshot.hasPlatform)
        text += fmt::format(" · end to end p95 {} · requests {} /s · errors {} %",
                            figure(snapshot.endToEndP95, view::latencyText),
                            figure(snapshot.httpRequests, view::shortRate),
                            figure(snapshot.httpErrors, view::percentText));
    return text;
}

std::string tables(const ConsoleSnapshot& snapshot) {
    const view::TextOptions options{view::TimeStyle::Utc, snapshot.sampledAt};
    std::string text;
    if (!snapshot.brokers.empty())
        text += "\n" + textTableOf(snapshot.brokers, view::brokerTable(),
                                   {"state", "broker", "role", "address", "leaders",
                                    "underreplicated", "memory", "reason"},
                                   options);
    if (!snapshot.services.empty())
        text += "\n" + textTableOf(snapshot.services, view::serviceTable(),
                                   {"state", "name", "rate", "errors", "p95", "memory", "reason"},
                                   options);
    if (!snapshot.groups.empty())
        text += "\n" + textTableOf(snapshot.groups, view::groupTable(),
                                   {"state", "name", "members", "lag", "timelag", "eta"}, options);
    return text;
}

template <class Row, class Write>
void writeAll(JsonWriter& json, std::string_view name, const std::vector<Row>& rows, Write write) {
    json.key(name).beginArray();
    for (const Row& row : rows)
        write(json, row);
    json.endArray();
}

void writeFigures(JsonWriter& json, const ConsoleSnapshot& snapshot) {
    json.key("figures").beginObject();
    writeKnown(json, "recordsInPerSecond", snapshot.recordsIn.value);
    writeKnown(json, "recordsOutPerSecond", snapshot.recordsOut.value);
    writeKnown(json, "totalLag", snapshot.totalLag.value);
    writeKnown(json, "worstTimeLagSeconds", snapshot.worstTimeLag.value);
    writeKnown(json, "endToEndP50Millis", snapshot.endToEndP50.value);
    writeKnown(json, "endToEndP95Millis", snapshot.endToEndP95.value);
    writeKnown(json, "endToEndP99Millis", snapshot.endToEndP99.value);
    writeKnown(json, "httpRequestsPerSecond", snapshot.httpRequests.value);
    writeKnown(json, "httpErrorPercent", snapshot.httpErrors.value);
    writeKnown(json, "conflictPercent", snapshot.conflicts.value);
    json.member("demoSharePercent", snapshot.demoSharePercent).endObject();
}

} // namespace

std::string statusText(const ConsoleSnapshot& snapshot) {
    std::string text = fmt::format("{}\n{}\n{}\n", escapedForDisplay(snapshot.headline),
                                   escapedForDisplay(snapshot.summary), figuresLine(snapshot));
    if (!snapshot.notWell.empty())
        text += "\nNot well:\n";
    for (const auto& [health, sentence] : snapshot.notWell)
        text += fmt::format("  {}: {}\n", healthWord(health), escapedForDisplay(sentence));
    return text + tables(snapshot);
}

std::string statusJson(const ConsoleSnapshot& snapshot) {
    JsonWriter json;
    json.beginObject()
        .member("cluster", snapshot.cluster)
        .member("status", statusWord(snapshot.health));
    json.member("headline", snapshot.headline)
        .member("summary", snapshot.summary)
        .member("kafkaVersion", snapshot.kafkaVersion);
    json.key("sampledAt");
    if (snapshot.sampledAt == UtcTime{})
        json.null();
    else
        json.value(snapshot.sampledAt);
    json.key("notWell").beginArray();
    for (const auto& [health, sentence] : snapshot.notWell)
        json.beginObject()
            .member("health", healthWord(health))
            .member("reason", sentence)
            .endObject();
    json.endArray();
    writeFigures(json, snapshot);
    writeKnown(json, "databaseUp", snapshot.databaseUp);
    json.member("underReplicated", snapshot.underReplicated).member("offline", snapshot.offline);
    writeAll(json, "brokers", snapshot.brokers, writeBroker);
    writeAll(json, "services", snapshot.services, writeService);
    writeAll(json, "groups", snapshot.groups,
             [](JsonWriter& out, const GroupRow& row) { writeGroup(out, row, false); });
    json.key("outbox").beginArray();
    for (const OutboxState& outbox : snapshot.outbox)
        json.beginObject()
            .member("schema", outbox.schema)
            .member("pending", outbox.pending)
            .member("oldestSeconds", outbox.oldestSeconds)
            .member("parked", outbox.parked)
            .endObject();
    json.endArray().endObject();
    return json.take() + "\n";
}

} // namespace vigia::core::ops
