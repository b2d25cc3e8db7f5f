#include "core/stock/requests.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

constexpr std::size_t kMaxReason = 255;
constexpr std::size_t kMaxName = 100;
constexpr std::int64_t kMaxTtlSeconds = 86400;

/// Versions in If-Match: `"3"`; `*` asks for nothing.
void readIfMatch(FieldReader& fields, const std::string& header,
                 std::optional<std::int64_t>& expected) {
    const auto text = trimmed(header);
    if (text == "*")
        return;
    std::int64_t version = 0;
    const bool quoted = text.size() >= 3 && text.front() == '"' && text.back() == '"';
    const auto digits = quoted ? text.substr(1, text.size() - 2) : std::string_view{};
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (!quoted || code != std::errc{} || end != digits.data() + digits.size() || version < 1)
        fields.note("If-Match", "PATTERN", "must be a version in quotes, like \"3\"",
                    JsonValue(header));
    else if (expected && *expected != version)
        fields.note("If-Match", "CONFLICT", "differs from expectedVersion", JsonValue(header));
    else
        expected = version;
}

/// Reads actor and reason, and for commands that check it the expected version.
CommandFields readCommon(FieldReader& fields, std::string_view actor) {
    CommandFields common;
    common.by = fields.text({actor}, {.maxLength = kMaxName});
    common.reason = fields.text({"reason"}, {.maxLength = kMaxReason});
    return common;
}

CommandFields readVersioned(FieldReader& fields, std::string_view actor,
                            const std::string* ifMatch) {
    auto common = readCommon(fields, actor);
    if (const auto version = fields.integer({"expectedVersion"}, {.min = 1}))
        common.expectedVersion = version->value;
    if (ifMatch != nullptr)
        readIfMatch(fields, *ifMatch, common.expectedVersion);
    return common;
}

DomainError notAnObject(const JsonValue& json) {
    return validationFailed(
        {{"body", "TYPE", fmt::format("must be an object, not {}", json.typeName()), {}}});
}

/// Parses the body, lets `read` take its fields, and answers the request or all errors together.
template <class T, class Read> Checked<T> readBody(const RequestText& request, Read read) {
    const auto json = parseJson(request.body, {.nulInTexts = true});
    if (!json)
        return malformedJson(json.error().message);
    const auto* object = json->asObject();
    if (object == nullptr)
        return notAnObject(*json);
    FieldReader fields(*object);
    T wanted = read(fields);
    if (fields.failed())
        return std::move(fields).error();
    return wanted;
}

Checked<CloseReservation> readClose(const RequestText& request, std::string_view actor) {
    return readBody<CloseReservation>(request, [&](FieldReader& fields) {
        CloseReservation wanted;
        wanted.reservationId =
            fields.text({"reservationId"}, {.maxLength = kMaxIdLength, .required = true})
                .value_or("");
        wanted.common = readCommon(fields, actor);
        return wanted;
    });
}

} // namespace

Checked<CreateStock> readCreate(const RequestText& request) {
    return readBody<CreateStock>(request, [&](FieldReader& fields) {
        CreateStock wanted;
        wanted.productId =
            fields.text({"productId"}, {.maxLength = kMaxName, .required = true}).value_or("");
        const auto quantity = fields.integer({"quantity", "initialQuantity"}, {.required = true});
        wanted.quantity = quantity ? quantity->value : 0;
        wanted.unitPrice = fields.price({"unitPrice", "price"}, true).value_or(Money{});
        auto symbol = fields.text({"symbol"}, {.maxLength = 20, .mayNotBeBlank = true});
        const auto cut = [](std::string_view text) {
            while (codePoints(text) > 20)
                text = clippedUtf8(text, text.size() - 1);
            return std::string(text);
        };
        wanted.symbol = symbol ? *symbol : std::string(trimmed(cut(wanted.productId)));
        wanted.productName =
            fields.text({"productName"}, {.maxLength = kMaxName, .mayNotBeBlank = true})
                .value_or(wanted.productId);
        wanted.common = readCommon(fields, "createdBy");
        return wanted;
    });
}

Checked<SetQuantity> readSetQuantity(const RequestText& request) {
    return readBody<SetQuantity>(request, [&](FieldReader& fields) {
        SetQuantity wanted;
        const auto quantity = fields.integer({"newQuantity", "quantity"}, {.required = true});
        wanted.quantity = quantity ? quantity->value : 0;
        wanted.common = readVersioned(fields, "updatedBy", request.ifMatch);
        return wanted;
    });
}

Checked<SetPrice> readSetPrice(const RequestText& request) {
    return readBody<SetPrice>(request, [&](FieldReader& fields) {
        SetPrice wanted;
        wanted.price = fields.price({"newPrice", "price", "unitPrice"}, true).value_or(Money{});
        wanted.common = readVersioned(fields, "updatedBy", request.ifMatch);
        return wanted;
    });
}

Checked<SetStatus> readSetStatus(const RequestText& request) {
    static constexpr std::array<std::string_view, 2> kWanted{"DISCONTINUED", "ACTIVE"};
    return readBody<SetStatus>(request, [&](FieldReader& fields) {
        SetStatus wanted;
        const auto status = fields.choice("status", kWanted, true);
        wanted.status =
            status == "DISCONTINUED" ? WantedStatus::Discontinued : WantedStatus::Active;
        wanted.common = readVersioned(fields, "updatedBy", request.ifMatch);
        return wanted;
    });
}

Checked<Replenish> readReplenish(const RequestText& request) {
    return readBody<Replenish>(request, [&](FieldReader& fields) {
        Replenish wanted;
        wanted.units = fields.integer({"quantityToAdd", "quantity"}, {.min = 1, .required = true})
                           .value_or(FieldInteger{});
        wanted.common = readVersioned(fields, "updatedBy", request.ifMatch);
        return wanted;
    });
}

Checked<Reserve> readReserve(const RequestText& request, const StockRules& rules) {
    return readBody<Reserve>(request, [&](FieldReader& fields) {
        const auto most = rules.maxPerRequest > 0 ? rules.maxPerRequest : kMaxQuantity;
        Reserve wanted;
        wanted.units = fields
                           .integer({"quantityToReserve", "quantity"},
                                    {.min = 1, .max = most, .required = true})
                           .value_or(FieldInteger{});
        const auto ttl = fields.integer({"ttlSeconds"}, {.min = 1, .max = kMaxTtlSeconds});
        wanted.ttl = ttl ? std::chrono::seconds(ttl->value) : rules.defaultTtl;
        wanted.common = readVersioned(fields, "reservedBy", request.ifMatch);
        return wanted;
    });
}

Checked<CloseReservation> readRelease(const RequestText& request) {
    return readClose(request, "releasedBy");
}

Checked<CloseReservation> readConfirm(const RequestText& request) {
    return readClose(request, "confirmedBy");
}

Checked<DeleteStock> readDelete(const JsonObject& query, const std::string* ifMatch) {
    FieldReader fields(query, FieldReader::Source::Query);
    DeleteStock wanted;
    wanted.common = readVersioned(fields, "deletedBy", ifMatch);
    if (fields.failed())
        return std::move(fields).error();
    return wanted;
}

std::optional<DomainError> idempotencyKeyError(std::string_view key) {
    const auto shown = JsonValue(std::string(clippedUtf8(key, 256)));
    if (key.empty() || key.size() > 128)
        return validationFailed(
            {{"Idempotency-Key", "SIZE", "must have 1 to 128 characters", shown}});
    const bool printable =
        std::all_of(key.begin(), key.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
    if (!printable)
        return validationFailed({{"Idempotency-Key", "PATTERN", "must be printable ASCII", shown}});
    return std::nullopt;
}

} // namespace vigia::core::stock
