#include "app/commands/commands.h"
#include "app/commands/whole_number.h"
#include "app/platform_access.h"
#include "backend/postgres/outbox_admin.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/base/time_text.h"
#include "core/ops/text_table.h"

#include <cstdio>

#include <fmt/format.h>

namespace vigia::app {
namespace {

using backend::postgres::OutboxEntry;
using backend::postgres::OutboxState;
using backend::postgres::Schema;
using core::Result;

std::string_view stateWord(OutboxState state) {
    switch (state) {
    case OutboxState::Waiting:
        return "waiting";
    case OutboxState::Parked:
        return "parked";
    case OutboxState::Sent:
        return "sent";
    }
    return "waiting";
}

Result<OutboxState> parseState(const std::string& word) {
    for (const auto state : {OutboxState::Waiting, OutboxState::Parked, OutboxState::Sent}) {
        if (word == stateWord(state))
            return state;
    }
    const auto near = core::nearestWord(word, {"waiting", "parked", "sent"});
    return core::failure(core::ErrorCode::InvalidInput,
                         "--state takes waiting, parked or sent" +
                             (near ? "; did you mean " + *near + "?" : std::string()));
}

Result<std::int64_t> parseId(const std::string& text) {
    if (const auto id = wholeNumber(text, 1))
        return *id;
    return core::failure(core::ErrorCode::InvalidInput,
                         "'" + core::escapedForDisplay(text, 60) +
                             "' is no row id; `vigia outbox list` shows them");
}

void writeJson(core::JsonWriter& json, const OutboxEntry& entry) {
    json.beginObject()
        .member("id", entry.id)
        .member("state", stateWord(entry.state))
        .member("topic", entry.topic)
        .member("key", entry.key);
    json.member("eventId", entry.eventId)
        .member("bytes", entry.payloadBytes)
        .member("createdAt", entry.createdAt);
    json.member("attempts", entry.attempts).member("lastError", entry.lastError).endObject();
}

std::string textOf(const std::vector<OutboxEntry>& entries) {
    if (entries.empty())
        return "Nothing waits in the outbox.\n";
    core::ops::TextTable table({"Row", "State", "Topic", "Key", "Bytes", "Since", "Last error"},
                               {true, false, false, false, true, false, false});
    for (const auto& entry : entries)
        table.add({std::to_string(entry.id), std::string(stateWord(entry.state)),
                   core::escapedForDisplay(entry.topic, 249),
                   core::escapedForDisplay(entry.key.value_or("—"), 60),
                   std::to_string(entry.payloadBytes), core::formatRfc3339(entry.createdAt),
                   core::escapedForDisplay(entry.lastError.value_or("—"), 200)});
    return table.text();
}

/// Of the wanted state; without one all that wait or are parked, not what was sent.
Result<std::vector<OutboxEntry>> wantedRows(backend::postgres::Pool& pool,
                                            const std::optional<OutboxState>& state) {
    std::vector<OutboxEntry> all;
    for (const auto each :
         state ? std::vector<OutboxState>{*state}
               : std::vector<OutboxState>{OutboxState::Parked, OutboxState::Waiting}) {
        backend::postgres::OutboxFilter filter;
        filter.state = each;
        auto rows = backend::postgres::listOutbox(pool, Schema::Stock, filter);
        if (!rows)
            return rows;
        all.insert(all.end(), rows->begin(), rows->end());
    }
    return all;
}

int listRows(const Context& context, const Parsed& parsed) {
    std::optional<OutboxState> wanted;
    if (parsed.has("state")) {
        auto state = parseState(parsed.option("state"));
        if (!state)
            return reportError(state.error());
        wanted = *state;
    }
    const auto access = platformAccess(context);
    if (!access)
        return reportError(access.error());
    const auto pool = commandPool(*access);
    const auto entries = wantedRows(*pool, wanted);
    if (!entries)
        return reportError(entries.error());
    core::JsonWriter json;
    json.beginArray();
    for (const auto& entry : *entries)
        writeJson(json, entry);
    json.endArray();
    std::fputs(parsed.json() ? (json.text() + "\n").c_str() : textOf(*entries).c_str(), stdout);
    return kOk;
}

using Change = Result<OutboxEntry> (*)(backend::postgres::Pool&, Schema, std::int64_t,
                                       const core::ops::WritePermit&);

int change(const Context& context, const Parsed& parsed, Change act, const char* done) {
    const auto id = parseId(parsed.argument("id"));
    if (!id)
        return reportError(id.error());
    const auto access = platformAccess(context);
    if (!access)
        return reportError(access.error());
    const auto pool = commandPool(*access);
    const auto entry = act(*pool, Schema::Stock, *id, {ownLock(context), passOf(parsed)});
    if (!entry)
        return reportError(entry.error());
    core::JsonWriter json;
    writeJson(json, *entry);
    *context.before = json.text();
    std::puts(parsed.json()
                  ? json.text().c_str()
                  : fmt::format("Row {} of {} {}.", entry->id, entry->topic, done).c_str());
    return kOk;
}

int retry(const Context& context, const Parsed& parsed) {
    return change(context, parsed, backend::postgres::retryParked, "goes again");
}

int drop(const Context& context, const Parsed& parsed) {
    if (!parsed.has("yes"))
        return reportError(core::failure(
            core::ErrorCode::InvalidInput,
            "dropping a row loses its record for good; repeat with --yes if you mean it"));
    return change(context, parsed, backend::postgres::dropParked, "was dropped");
}

} // namespace

std::vector<Command> outboxCommands() {
    const ArgumentSpec id{"id", "row id, as `outbox list` shows it", true};
    return {
        {"outbox list",
         "List records that wait to be published, or can't be",
         "outbox list --state parked",
         {},
         {{"--state", "STATE", "waiting, parked or sent; default: waiting and parked", false}},
         listRows},
        {"outbox retry",
         "Let a parked record go again, with those held behind it",
         "outbox retry 4711",
         {id},
         {},
         retry,
         Changes::Always},
        {"outbox drop",
         "Delete a parked record for good",
         "outbox drop 4711 --yes",
         {id},
         {{"--yes", "", "really do it", false}},
         drop,
         Changes::WithYes},
    };
}

} // namespace vigia::app
