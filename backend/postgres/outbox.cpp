#include "backend/postgres/outbox.h"

#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/murmur2.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/base/time_text.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

namespace vigia::backend::postgres {
namespace {

using core::stream::Headers;
using core::stream::OutboxRecord;

constexpr std::size_t kColumns = 7;
constexpr std::size_t kRowsPerStatement = 100;

std::string insertSql(Schema schema, std::size_t rows) {
    std::string sql = fmt::format(
        "INSERT INTO {}.outbox (shard, event_id, topic, key, headers, payload, record_time) "
        "VALUES ",
        schemaName(schema));
    for (std::size_t row = 0; row < rows; ++row) {
        const auto p = row * kColumns;
        sql += fmt::format("{}(${}::smallint, ${}::uuid, ${}, ${}::bytea, ${}::jsonb, ${}::bytea, "
                           "${}::timestamptz)",
                           row == 0 ? "" : ", ", p + 1, p + 2, p + 3, p + 4, p + 5, p + 6, p + 7);
    }
    return sql;
}

std::string byteaText(std::string_view bytes) {
    return "\\x" + core::hex(bytes);
}

/// Parameter texts and, in the order of the statement, pointers to them; null for SQL NULL.
struct Parameters {
    std::vector<std::string> texts;
    std::vector<const char*> pointers;
};

void addRow(Parameters& out, const OutboxRecord& record) {
    const std::string& shardKey = record.key ? *record.key : record.eventId;
    const std::array<std::string, kColumns> row{std::to_string(core::outboxShard(shardKey)),
                                                record.eventId,
                                                record.topic,
                                                record.key ? byteaText(*record.key) : std::string(),
                                                headersToJson(record.headers),
                                                byteaText(record.payload),
                                                core::formatRfc3339Micros(record.recordTime)};
    for (std::size_t i = 0; i < kColumns; ++i) {
        out.texts.push_back(row.at(i));
        const bool null = i == 3 && !record.key;
        out.pointers.push_back(null ? nullptr : out.texts.back().c_str());
    }
}

void insertChunk(pqxx::transaction_base& tx, Schema schema, std::span<const OutboxRecord> records) {
    Parameters parameters;
    parameters.texts.reserve(records.size() * kColumns);
    for (const auto& record : records)
        addRow(parameters, record);
    const auto name = fmt::format("outbox_{}_{}", schemaName(schema), records.size());
    tx.conn().prepare(name, insertSql(schema, records.size()));
    tx.exec_prepared(name, pqxx::prepare::make_dynamic_params(parameters.pointers));
}

bool isPlainText(std::string_view value) {
    return core::isValidUtf8(value) && value.find('\0') == std::string_view::npos;
}

bool fitsObject(const Headers& headers) {
    std::set<std::string_view> names;
    return std::all_of(headers.begin(), headers.end(), [&](const auto& header) {
        return names.insert(header.name).second && isPlainText(header.name) &&
               isPlainText(header.value);
    });
}

void writeText(core::JsonWriter& writer, std::string_view text) {
    if (isPlainText(text))
        writer.value(text);
    else
        writer.beginObject().member("hex", core::hex(text)).endObject();
}

std::string fromHex(std::string_view digits) {
    const auto nibble = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        out += static_cast<char>(nibble(digits[i]) * 16 + nibble(digits[i + 1]));
    return out;
}

std::optional<std::string> readText(const core::JsonValue& value) {
    if (const auto* text = value.asString())
        return *text;
    const auto digits = value.stringAt("hex");
    if (!digits)
        return std::nullopt;
    return fromHex(*digits);
}

bool readPairs(const core::JsonArray& pairs, Headers& headers) {
    return std::all_of(pairs.begin(), pairs.end(), [&](const core::JsonValue& pair) {
        const auto* both = pair.asArray();
        if (both == nullptr || both->size() != 2)
            return false;
        auto name = readText(both->at(0));
        auto value = readText(both->at(1));
        if (!name || !value)
            return false;
        headers.push_back({std::move(*name), std::move(*value)});
        return true;
    });
}

bool readMembers(const core::JsonObject& members, Headers& headers) {
    return std::all_of(members.begin(), members.end(), [&](const core::JsonMember& member) {
        auto value = readText(member.second);
        if (!value)
            return false;
        headers.push_back({member.first, std::move(*value)});
        return true;
    });
}

} // namespace

void writeOutbox(pqxx::transaction_base& tx, Schema schema,
                 const std::vector<OutboxRecord>& records) {
    std::span<const OutboxRecord> rest(records);
    while (!rest.empty()) {
        const auto count = std::min(rest.size(), kRowsPerStatement);
        insertChunk(tx, schema, rest.first(count));
        rest = rest.subspan(count);
    }
}

std::string headersToJson(const Headers& headers) {
    core::JsonWriter writer;
    if (fitsObject(headers)) {
        writer.beginObject();
        for (const auto& header : headers)
            writer.member(header.name, header.value);
        return writer.endObject().take();
    }
    writer.beginArray();
    for (const auto& header : headers) {
        writer.beginArray();
        writeText(writer, header.name);
        writeText(writer, header.value);
        writer.endArray();
    }
    return writer.endArray().take();
}

core::Result<Headers> headersFromJson(std::string_view json) {
    const auto value = core::parseJson(json, {.maxBytes = 16 * 1024 * 1024, .maxDepth = 4});
    Headers headers;
    const bool read =
        value && ((value->asObject() != nullptr && readMembers(*value->asObject(), headers)) ||
                  (value->asArray() != nullptr && readPairs(*value->asArray(), headers)));
    if (!read)
        return core::failure(core::ErrorCode::Corrupt,
                             "an outbox row's headers are neither an object nor a list");
    return headers;
}

} // namespace vigia::backend::postgres
