#include "core/stock/commands.h"

#include <array>

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

struct OperationRow {
    std::string_view name;
    std::string_view description;
};

constexpr std::array<OperationRow, 9> kOperations{{
    {"INITIAL_CREATION", "Stock Created"},
    {"QUANTITY_UPDATE", "Quantity Updated"},
    {"PRICE_UPDATE", "Price Updated"},
    {"STOCK_RESERVATION", "Stock Reserved"},
    {"STOCK_REPLENISHMENT", "Stock Replenished"},
    {"STATUS_CHANGE", "Status Changed"},
    {"STOCK_RELEASE", "Stock Released"},
    {"STOCK_CONFIRMATION", "Reservation Confirmed"},
    {"STOCK_DELETION", "Stock Deleted"},
}};

constexpr std::string_view kSystem = "system";
constexpr std::string_view kExpiredReason = "RESERVATION_EXPIRED";

UtcTime occurrence(UtcTime now, UtcTime previous) {
    return std::max(std::chrono::time_point_cast<std::chrono::microseconds>(
                        std::chrono::floor<std::chrono::milliseconds>(now)),
                    previous);
}

/// A change of `stock` that so far changes only version and audit fields.
StockChange begin(Operation operation, const Stock& stock, const CommandContext& context) {
    StockChange change;
    change.operation = operation;
    change.before = stock;
    change.after = stock;
    change.by = context.by;
    change.reason = context.reason;
    change.correlationId = context.correlationId;
    change.occurredAt = occurrence(context.now, stock.lastUpdated);
    change.after.version = stock.version + 1;
    change.after.lastUpdated = change.occurredAt;
    change.after.lastUpdatedBy = context.by;
    return change;
}

void setUnits(StockChange& change, std::int64_t quantity, const StockRules& rules) {
    change.after.quantity = quantity;
    change.after.status = statusFrom(quantity, change.before.status, rules);
}

Decision refused(DomainError error) {
    return {std::nullopt, std::move(error)};
}

Decision done(StockChange change) {
    return {std::move(change), std::nullopt};
}

std::optional<DomainError> versionError(const Stock& stock, const CommandContext& context) {
    if (!context.expectedVersion || *context.expectedVersion == stock.version)
        return std::nullopt;
    return versionConflict(*context.expectedVersion, stock.version);
}

DomainError tooMuch(const std::string& field, JsonValue rejected) {
    return validationFailed(
        {{field, "MAX", "would raise the quantity beyond 2147483647", std::move(rejected)}});
}

DomainError notReservable(const Stock& stock, std::int64_t units) {
    const auto kind =
        stock.quantity < units ? ErrorKind::InsufficientStock : ErrorKind::StockNotReservable;
    return domainError(kind, fmt::format("Cannot reserve {} units. Available: {}, Status: {}",
                                         units, stock.quantity, statusName(stock.status)));
}

DomainError notActive(const Reservation& reservation, ReservationState state) {
    return domainError(
        ErrorKind::ReservationNotActive,
        fmt::format("Reservation {} is {}", reservation.reservationId, stateName(state)));
}

void close(StockChange& change, const Reservation& reservation, ReservationState state) {
    Reservation closed = reservation;
    closed.state = state;
    closed.closedAt = change.occurredAt;
    closed.closedBy = change.by;
    closed.closeReason = change.reason;
    change.after.reservedQuantity -= reservation.quantity;
    change.reservation = std::move(closed);
}

StockChange giveBack(const Stock& stock, const Reservation& reservation, ReservationState state,
                     const CommandContext& context, const StockRules& rules) {
    auto change = begin(Operation::StockRelease, stock, context);
    setUnits(change, stock.quantity + reservation.quantity, rules);
    close(change, reservation, state);
    return change;
}

Reservation newReservation(const StockChange& change, std::string id, std::int64_t units,
                           std::chrono::seconds ttl) {
    Reservation reservation;
    reservation.reservationId = std::move(id);
    reservation.stockId = change.after.stockId;
    reservation.productId = change.after.productId;
    reservation.symbol = change.after.symbol;
    reservation.quantity = units;
    reservation.reservedBy = change.by;
    reservation.reason = change.reason;
    reservation.correlationId = change.correlationId;
    reservation.createdAt = change.occurredAt;
    reservation.expiresAt = change.occurredAt + ttl;
    return reservation;
}

} // namespace

std::string_view operationName(Operation operation) {
    return kOperations[static_cast<std::size_t>(operation)].name;
}

std::string_view operationDescription(Operation operation) {
    return kOperations[static_cast<std::size_t>(operation)].description;
}

std::optional<Operation> parseOperation(std::string_view name) {
    for (std::size_t i = 0; i < kOperations.size(); ++i) {
        if (kOperations[i].name == name)
            return static_cast<Operation>(i);
    }
    return std::nullopt;
}

bool isSignificant(const StockChange& change) {
    const auto units = change.after.quantity - change.before.quantity;
    const auto cents = (change.after.unitPrice - change.before.unitPrice).cents();
    switch (change.operation) {
    case Operation::InitialCreation:
    case Operation::StockReservation:
    case Operation::StockDeletion:
    case Operation::StatusChange:
        return true;
    default:
        break;
    }
    return change.before.status != change.after.status || units >= kSignificantUnits ||
           -units >= kSignificantUnits || cents >= kSignificantPrice.cents() ||
           -cents >= kSignificantPrice.cents();
}

StockChange create(const CreateStock& request, std::string stockId, const CommandContext& context,
                   const StockRules& rules) {
    Stock empty;
    empty.stockId = std::move(stockId);
    empty.productId = request.productId;
    empty.symbol = request.symbol;
    empty.productName = request.productName;
    empty.version = 0;
    auto change = begin(Operation::InitialCreation, empty, context);
    change.after.createdAt = change.occurredAt;
    change.after.createdBy = context.by;
    change.after.unitPrice = request.unitPrice;
    setUnits(change, request.quantity, rules);
    if (!change.reason)
        change.reason = "Initial stock creation";
    return change;
}

Decision setQuantity(const Stock& stock, std::int64_t quantity, const CommandContext& context,
                     const StockRules& rules) {
    if (auto error = versionError(stock, context))
        return refused(std::move(*error));
    auto change = begin(Operation::QuantityUpdate, stock, context);
    setUnits(change, quantity, rules);
    return done(std::move(change));
}

Decision setPrice(const Stock& stock, Money price, const CommandContext& context) {
    if (auto error = versionError(stock, context))
        return refused(std::move(*error));
    auto change = begin(Operation::PriceUpdate, stock, context);
    change.after.unitPrice = price;
    return done(std::move(change));
}

Decision setStatus(const Stock& stock, WantedStatus wanted, const CommandContext& context,
                   const StockRules& rules) {
    if (auto error = versionError(stock, context))
        return refused(std::move(*error));
    auto change = begin(Operation::StatusChange, stock, context);
    change.after.status = wanted == WantedStatus::Discontinued
                              ? StockStatus::Discontinued
                              : derivedStatus(stock.quantity, rules);
    return done(std::move(change));
}

Decision replenish(const Stock& stock, const FieldInteger& units, const CommandContext& context,
                   const StockRules& rules) {
    if (auto error = versionError(stock, context))
        return refused(std::move(*error));
    if (stock.quantity + units.value > kMaxQuantity)
        return refused(tooMuch(units.field, units.written));
    auto change = begin(Operation::StockReplenishment, stock, context);
    setUnits(change, stock.quantity + units.value, rules);
    return done(std::move(change));
}

Decision reserve(const Stock& stock, const FieldInteger& units, std::string reservationId,
                 std::chrono::seconds ttl, const CommandContext& context, const StockRules& rules) {
    if (auto error = versionError(stock, context))
        return refused(std::move(*error));
    if (!canReserve(stock, units.value, rules))
        return refused(notReservable(stock, units.value));
    if (stock.reservedQuantity + units.value > kMaxQuantity)
        return refused(tooMuch(units.field, units.written));
    auto change = begin(Operation::StockReservation, stock, context);
    setUnits(change, stock.quantity - units.value, rules);
    change.after.reservedQuantity += units.value;
    change.reservation = newReservation(change, std::move(reservationId), units.value, ttl);
    return done(std::move(change));
}

Decision release(const Stock& stock, const Reservation& reservation, const CommandContext& context,
                 const StockRules& rules) {
    if (reservation.state == ReservationState::Released)
        return {};
    if (reservation.state != ReservationState::Active)
        return refused(notActive(reservation, reservation.state));
    if (stock.quantity + reservation.quantity > kMaxQuantity)
        return refused(tooMuch("reservationId", JsonValue(reservation.reservationId)));
    return done(giveBack(stock, reservation, ReservationState::Released, context, rules));
}

Decision confirm(const Stock& stock, const Reservation& reservation, const CommandContext& context,
                 const StockRules& rules) {
    if (reservation.state == ReservationState::Confirmed)
        return {};
    if (reservation.state != ReservationState::Active)
        return refused(notActive(reservation, reservation.state));
    if (reservation.expiresAt <= context.now)
        return {expire(stock, reservation, context.now, rules),
                notActive(reservation, ReservationState::Expired)};
    auto change = begin(Operation::StockConfirmation, stock, context);
    close(change, reservation, ReservationState::Confirmed);
    return done(std::move(change));
}

std::optional<StockChange> expire(const Stock& stock, const Reservation& reservation, UtcTime now,
                                  const StockRules& rules) {
    if (reservation.state != ReservationState::Active ||
        stock.quantity + reservation.quantity > kMaxQuantity)
        return std::nullopt;
    CommandContext context;
    context.now = now;
    context.by = kSystem;
    context.reason = kExpiredReason;
    context.correlationId = reservation.correlationId;
    return giveBack(stock, reservation, ReservationState::Expired, context, rules);
}

Decision remove(const Stock& stock, std::int64_t activeReservations,
                const CommandContext& context) {
    if (auto error = versionError(stock, context))
        return refused(std::move(*error));
    if (activeReservations > 0)
        return refused(domainError(
            ErrorKind::ActiveReservations,
            fmt::format("Stock {} has {} active reservations", stock.stockId, activeReservations)));
    auto change = begin(Operation::StockDeletion, stock, context);
    change.after.quantity = 0;
    change.after.status = StockStatus::Discontinued;
    return done(std::move(change));
}

} // namespace vigia::core::stock
