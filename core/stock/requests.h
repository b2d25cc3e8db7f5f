#pragma once

#include "core/stock/domain_error.h"
#include "core/stock/fields.h"
#include "core/stock/rules.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::core::stock {

/// What most commands carry beside their own field.
struct CommandFields {
    std::optional<std::string> by; ///< createdBy, updatedBy, reservedBy, …
    std::optional<std::string> reason;
    std::optional<std::int64_t> expectedVersion; ///< body or If-Match
};

struct CreateStock {
    std::string productId;
    std::string symbol;
    std::string productName;
    std::int64_t quantity = 0;
    Money unitPrice;
    CommandFields common;
};

struct SetQuantity {
    std::int64_t quantity = 0;
    CommandFields common;
};

struct SetPrice {
    Money price;
    CommandFields common;
};

enum class WantedStatus { Active, Discontinued };

struct SetStatus {
    WantedStatus status = WantedStatus::Active;
    CommandFields common;
};

struct Replenish {
    FieldInteger units;
    CommandFields common;
};

struct Reserve {
    FieldInteger units;
    std::chrono::seconds ttl{900};
    CommandFields common;
};

/// Release or confirm.
struct CloseReservation {
    std::string reservationId;
    CommandFields common;
};

struct DeleteStock {
    CommandFields common;
};

/// A body as it came, and the If-Match header if there was one.
struct RequestText {
    std::string_view body;
    const std::string* ifMatch = nullptr;
};

Checked<CreateStock> readCreate(const RequestText& request);
Checked<SetQuantity> readSetQuantity(const RequestText& request);
Checked<SetPrice> readSetPrice(const RequestText& request);
Checked<SetStatus> readSetStatus(const RequestText& request);
Checked<Replenish> readReplenish(const RequestText& request);
Checked<Reserve> readReserve(const RequestText& request, const StockRules& rules);
Checked<CloseReservation> readRelease(const RequestText& request);
Checked<CloseReservation> readConfirm(const RequestText& request);
Checked<DeleteStock> readDelete(const JsonObject& query, const std::string* ifMatch);

/// 1..128 printable characters, or what is wrong with it.
std::optional<DomainError> idempotencyKeyError(std::string_view key);

} // namespace vigia::core::stock
