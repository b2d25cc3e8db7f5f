#pragma once

#include "core/base/clock.h"
#include "core/base/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::core::stock {

inline constexpr std::int64_t kMaxQuantity = 2'147'483'647;
inline constexpr std::size_t kMaxIdLength = 64;

/// Status of a stock (stock.md 1.2); `Reserved` is valid in filters and events only, no rule
/// produces it.
enum class StockStatus { Available, Reserved, OutOfStock, Discontinued, PendingRestock };

std::string_view statusName(StockStatus status);
std::optional<StockStatus> parseStatus(std::string_view name);

enum class ReservationState { Active, Confirmed, Released, Expired };

std::string_view stateName(ReservationState state);
std::optional<ReservationState> parseState(std::string_view name);

/// One stock row (stock.md 1.1). `quantity` is what is available: reserved units are already taken
/// off.
struct Stock {
    std::string stockId;
    std::string productId;
    std::string symbol;
    std::string productName;
    std::int64_t quantity = 0;
    std::int64_t reservedQuantity = 0;
    Money unitPrice;
    StockStatus status = StockStatus::OutOfStock;
    std::int64_t version = 1;
    UtcTime createdAt{};
    std::string createdBy;
    UtcTime lastUpdated{};
    std::string lastUpdatedBy;

    [[nodiscard]] Money totalValue() const { return unitPrice * quantity; }
};

/// Units taken off a stock until they are confirmed, released or expired (stock.md 2.2).
struct Reservation {
    std::string reservationId; ///< `RES-<uuid>`
    std::string stockId;
    std::string productId;
    std::string symbol;
    std::int64_t quantity = 0;
    ReservationState state = ReservationState::Active;
    std::string reservedBy;
    std::optional<std::string> reason;
    std::string correlationId;
    UtcTime createdAt{};
    UtcTime expiresAt{};
    std::optional<UtcTime> closedAt;
    std::optional<std::string> closedBy;
    std::optional<std::string> closeReason;
};

} // namespace vigia::core::stock
