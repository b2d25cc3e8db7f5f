#include "core/stock/history.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/time_text.h"
#include "core/base/uuid.h"

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

Error schemaError(std::string_view field, std::string_view what) {
    return failure(ErrorCode::InvalidInput, fmt::format("field {} {}", field, what));
}

/// Takes texts and numbers out of one event and remembers the first that is wrong.
class EventReader {
public:
    explicit EventReader(const JsonValue& event) : m_event(event) {}

    std::string text(std::string_view name, std::size_t maxLength) {
        auto value = m_event.stringAt(name);
        if (!value)
            refuse(name, "is missing or no text");
        else if (codePoints(*value) > maxLength)
            refuse(name, fmt::format("is longer than {} characters", maxLength));
        return value.value_or("");
    }

    std::int64_t integer(std::string_view name, std::int64_t min) {
        const auto value = m_event.integerAt(name);
        if (!value || *value < min || *value > kMaxQuantity)
            refuse(name, "is missing or no whole number in range");
        return value.value_or(0);
    }

    UtcTime time(std::string_view name) {
        const auto value = parseRfc3339(text(name, 40));
        if (!value)
            refuse(name, "is no RFC 3339 time");
        return value.value_or(UtcTime{});
    }

    std::string uuid(std::string_view name) {
        auto value = text(name, 36);
        if (!Uuid::parse(value))
            refuse(name, "is no UUID");
        return value;
    }

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    void refuse(std::string_view name, std::string_view what) {
        if (!m_error)
            m_error = schemaError(name, what);
    }

    const JsonValue& m_event;
    std::optional<Error> m_error;
};

} // namespace

void MinuteCounts::add(const HistoryEvent& event) {
    switch (event.operation) {
    case Operation::InitialCreation:
        ++created;
        break;
    case Operation::QuantityUpdate:
    case Operation::PriceUpdate:
    case Operation::StockReplenishment:
    case Operation::StatusChange:
        ++updated;
        break;
    case Operation::StockReservation:
        ++reserved;
        units += event.reservationQuantity;
        break;
    case Operation::StockConfirmation:
        ++confirmed;
        break;
    case Operation::StockRelease:
        ++(event.isExpiry ? expired : released);
        break;
    case Operation::StockDeletion:
        break;
    }
}

Result<HistoryEvent> readHistoryEvent(std::string_view value) {
    const auto json = parseJson(value);
    if (!json || json->asObject() == nullptr)
        return failure(ErrorCode::Corrupt,
                       json ? "the value is no JSON object" : json.error().message);
    EventReader reader(*json);
    HistoryEvent event;
    event.eventId = reader.uuid("eventId");
    event.occurredAt = reader.time("occurredAt");
    event.stockId = reader.text("stockId", kMaxIdLength);
    event.stockVersion = reader.integer("stockVersion", 1);
    event.productId = reader.text("productId", 100);
    event.symbol = reader.text("symbol", 20);
    event.operationBy = reader.text("operationBy", 100);
    event.correlationId = reader.text("correlationId", 128);
    const auto operation = parseOperation(reader.text("operation", 30));
    if (operation == Operation::StockReservation)
        event.reservationQuantity = reader.integer("reservationQuantity", 1);
    if (reader.error())
        return *reader.error();
    if (!operation)
        return failure(ErrorCode::NotFound,
                       fmt::format("unknown operation {}", *json->stringAt("operation")));
    event.operation = *operation;
    event.isExpiry =
        event.operationBy == "system" && json->stringAt("reason") == "RESERVATION_EXPIRED";
    return event;
}

} // namespace vigia::core::stock
