#include "backend/stock/dead_letter_store.h"

#include "backend/postgres/outbox.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/base/time_text.h"
#include "core/base/uuid.h"

#include <pqxx/pqxx>

#include <charconv>
#include <limits>
#include <optional>

namespace vigia::backend::stock {
namespace {

using core::stream::Record;
using MaybeText = std::optional<std::string>;

constexpr std::int64_t kMaxMillis = 253'402'300'799'999; // 9999-12-31

constexpr const char* kInsert = "INSERT INTO ops.dead_letters (topic, partition_id, offset_value, "
                                "origin_topic, origin_partition, origin_offset, "
                                "event_id, correlation_id, error_class, error_message, attempts, "
                                "key, value, headers, first_failed_at, dead_at) "
                                "VALUES ($1, $2, $3, $4, $5::int, $6::bigint, $7::uuid, $8, $9, "
                                "$10, $11::int, $12::bytea, $13::bytea, $14::jsonb, "
                                "$15::timestamptz, $16::timestamptz) ON CONFLICT (topic, "
                                "partition_id, offset_value) DO NOTHING";

MaybeText textHeader(const Record& record, std::string_view name, std::size_t maxLength) {
    const auto* value = core::stream::findHeader(record.headers, name);
    if (value == nullptr)
        return std::nullopt;
    auto shown = core::escapedForDisplay(*value, maxLength);
    while (core::codePoints(shown) > maxLength)
        shown = core::clippedUtf8(shown, shown.size() - 1);
    return shown;
}

std::optional<std::int64_t> numberHeader(const Record& record, std::string_view name,
                                         std::int64_t max) {
    const auto* value = core::stream::findHeader(record.headers, name);
    std::int64_t number = 0;
    if (value == nullptr)
        return std::nullopt;
    const auto* end = value->data() + value->size();
    const auto [stop, code] = std::from_chars(value->data(), end, number);
    const bool good = code == std::errc{} && stop == end && number >= 0 && number <= max;
    return good ? std::optional(number) : std::nullopt;
}

MaybeText asText(const std::optional<std::int64_t>& number) {
    return number ? std::optional(std::to_string(*number)) : std::nullopt;
}

MaybeText timeHeader(const Record& record, std::string_view name) {
    const auto millis = numberHeader(record, name, kMaxMillis);
    return millis ? std::optional(core::formatRfc3339(core::fromEpochMillis(*millis)))
                  : std::nullopt;
}

MaybeText uuidHeader(const Record& record, std::string_view name) {
    const auto* value = core::stream::findHeader(record.headers, name);
    const auto id = value == nullptr ? std::nullopt : core::Uuid::parse(*value);
    return id ? std::optional(id->text()) : std::nullopt;
}

MaybeText bytea(const std::optional<std::string>& bytes) {
    return bytes ? std::optional("\\x" + core::hex(*bytes)) : std::nullopt;
}

const char* orNull(const MaybeText& text) {
    return text ? text->c_str() : nullptr;
}

} // namespace

void storeDeadLetter(pqxx::transaction_base& tx, const Record& record) {
    constexpr std::int64_t kMaxInt = std::numeric_limits<std::int32_t>::max();
    const auto originTopic = textHeader(record, "x-origin-topic", 249);
    const auto originPartition = asText(numberHeader(record, "x-origin-partition", kMaxInt));
    const auto originOffset =
        asText(numberHeader(record, "x-origin-offset", std::numeric_limits<std::int64_t>::max()));
    const auto eventId = uuidHeader(record, "event-id");
    const auto correlation = textHeader(record, "X-Correlation-ID", 128);
    const auto errorClass = textHeader(record, "x-error-class", 40);
    const auto errorMessage = textHeader(record, "x-error-message", 1000);
    const auto attempts = asText(numberHeader(record, "x-attempt", kMaxInt));
    const auto key = bytea(record.key);
    const auto value = bytea(record.value);
    const auto firstFailed = timeHeader(record, "x-first-failed-at");
    const auto dead = timeHeader(record, "x-failed-at").value_or(core::formatRfc3339(record.time));
    tx.exec_params(kInsert, record.topic, record.partition, record.offset, orNull(originTopic),
                   orNull(originPartition), orNull(originOffset), orNull(eventId),
                   orNull(correlation), orNull(errorClass), orNull(errorMessage), orNull(attempts),
                   orNull(key), orNull(value), postgres::headersToJson(record.headers),
                   orNull(firstFailed), dead);
}

} // namespace vigia::backend::stock
