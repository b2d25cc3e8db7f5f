#pragma once

#include "core/stock/domain_error.h"
#include "core/stock/model.h"
#include "core/stock/requests.h"
#include "core/stock/rules.h"

#include <optional>
#include <string>
#include <string_view>

namespace vigia::core::stock {

/// What an event says happened (stock.md 3.2).
enum class Operation {
    InitialCreation,
    QuantityUpdate,
    PriceUpdate,
    StockReservation,
    StockReplenishment,
    StatusChange,
    StockRelease,
    StockConfirmation,
    StockDeletion,
};

std::string_view operationName(Operation operation);
std::string_view operationDescription(Operation operation);
std::optional<Operation> parseOperation(std::string_view name);

/// Who asks, when, and in which request. `now` is read while the row is locked.
struct CommandContext {
    UtcTime now{};
    std::string by = "system";
    std::string correlationId;
    std::optional<std::string> reason;
    std::optional<std::int64_t> expectedVersion;
};

/// One write to a stock: what to store, and everything its event tells.
struct StockChange {
    Operation operation = Operation::InitialCreation;
    Stock before; ///< creation: quantity 0, price 0.00, OUT_OF_STOCK
    Stock after;
    std::optional<Reservation> reservation; ///< as it is after the change
    std::string by;
    std::optional<std::string> reason;
    std::string correlationId;
    UtcTime occurredAt{}; ///< whole milliseconds, never before the previous event of the stock
};

/// What a command leads to: a change to store, a refusal to answer, both (a confirm that meets an
/// expired reservation), or neither (a release or confirm repeated: answer the present state, emit
/// nothing).
struct Decision {
    std::optional<StockChange> change;
    std::optional<DomainError> refusal;
};

/// Creation, reservation, deletion, any change of status, or a change of at least 10 units or 10.00
/// (stock.md 1.2).
bool isSignificant(const StockChange& change);

StockChange create(const CreateStock& request, std::string stockId, const CommandContext& context,
                   const StockRules& rules);
Decision setQuantity(const Stock& stock, std::int64_t quantity, const CommandContext& context,
                     const StockRules& rules);
Decision setPrice(const Stock& stock, Money price, const CommandContext& context);
Decision setStatus(const Stock& stock, WantedStatus wanted, const CommandContext& context,
                   const StockRules& rules);
Decision replenish(const Stock& stock, const FieldInteger& units, const CommandContext& context,
                   const StockRules& rules);
Decision reserve(const Stock& stock, const FieldInteger& units, std::string reservationId,
                 std::chrono::seconds ttl, const CommandContext& context, const StockRules& rules);
Decision release(const Stock& stock, const Reservation& reservation, const CommandContext& context,
                 const StockRules& rules);
Decision confirm(const Stock& stock, const Reservation& reservation, const CommandContext& context,
                 const StockRules& rules);
/// By the sweeper: like release, by `system`, reason RESERVATION_EXPIRED. Nothing when it is not
/// ACTIVE any more, or when its units don't fit beside the quantity (it then stays ACTIVE until
/// they do).
std::optional<StockChange> expire(const Stock& stock, const Reservation& reservation, UtcTime now,
                                  const StockRules& rules);
Decision remove(const Stock& stock, std::int64_t activeReservations, const CommandContext& context);

} // namespace vigia::core::stock
