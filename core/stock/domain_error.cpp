#include "core/stock/domain_error.h"

#include <array>

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

struct KindRow {
    ErrorKind kind;
    std::string_view name;
    int status;
};

constexpr std::array<KindRow, 15> kKinds{{
    {ErrorKind::ValidationFailed, "VALIDATION_FAILED", 400},
    {ErrorKind::MalformedJson, "MALFORMED_JSON", 400},
    {ErrorKind::StockNotFound, "STOCK_NOT_FOUND", 404},
    {ErrorKind::NoMatchingReservation, "NO_MATCHING_RESERVATION", 404},
    {ErrorKind::DuplicateProduct, "DUPLICATE_PRODUCT", 409},
    {ErrorKind::InsufficientStock, "INSUFFICIENT_STOCK", 409},
    {ErrorKind::StockNotReservable, "STOCK_NOT_RESERVABLE", 409},
    {ErrorKind::ReservationNotActive, "RESERVATION_NOT_ACTIVE", 409},
    {ErrorKind::ActiveReservations, "ACTIVE_RESERVATIONS", 409},
    {ErrorKind::VersionConflict, "VERSION_CONFLICT", 409},
    {ErrorKind::ConcurrentModification, "CONCURRENT_MODIFICATION", 409},
    {ErrorKind::IdempotencyInProgress, "IDEMPOTENCY_IN_PROGRESS", 409},
    {ErrorKind::IdempotencyKeyReused, "IDEMPOTENCY_KEY_REUSED", 409},
    {ErrorKind::ServiceUnavailable, "SERVICE_UNAVAILABLE", 503},
    {ErrorKind::InternalError, "INTERNAL_ERROR", 500},
}};

const KindRow& rowOf(ErrorKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

bool statusIsConfigurable(ErrorKind kind) {
    return kind == ErrorKind::DuplicateProduct || kind == ErrorKind::InsufficientStock ||
           kind == ErrorKind::StockNotReservable;
}

} // namespace

std::string_view errorName(ErrorKind kind) {
    return rowOf(kind).name;
}

std::string_view DomainError::code() const {
    return errorName(kind);
}

int DomainError::status(int conflictStatus) const {
    return statusIsConfigurable(kind) ? conflictStatus : rowOf(kind).status;
}

DomainError domainError(ErrorKind kind, std::string message) {
    DomainError error;
    error.kind = kind;
    error.message = std::move(message);
    return error;
}

DomainError validationFailed(std::vector<FieldError> errors) {
    DomainError error = domainError(ErrorKind::ValidationFailed, "Validation failed");
    error.errors = std::move(errors);
    return error;
}

DomainError malformedJson(std::string problem) {
    auto error = domainError(ErrorKind::MalformedJson, "Request body is not valid JSON");
    error.errors.push_back({"body", "PATTERN", std::move(problem), {}});
    return error;
}

DomainError stockNotFound(std::string_view stockId) {
    return domainError(ErrorKind::StockNotFound, fmt::format("Stock not found: {}", stockId));
}

DomainError reservationNotFound(std::string_view reservationId) {
    return domainError(ErrorKind::NoMatchingReservation,
                       fmt::format("Reservation not found: {}", reservationId));
}

DomainError duplicateProduct(const std::string& productId, std::string existingStockId) {
    auto error = domainError(ErrorKind::DuplicateProduct,
                             fmt::format("Stock already exists for product: {}", productId));
    error.stockId = std::move(existingStockId);
    return error;
}

DomainError versionConflict(std::int64_t expected, std::int64_t current) {
    auto error =
        domainError(ErrorKind::VersionConflict,
                    fmt::format("Expected version {}, current version {}", expected, current));
    error.currentVersion = current;
    return error;
}

DomainError concurrentModification(std::string_view stockId) {
    return domainError(ErrorKind::ConcurrentModification,
                       fmt::format("Stock {} is being changed by others, try again", stockId));
}

} // namespace vigia::core::stock
