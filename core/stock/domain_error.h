#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vigia::core::stock {

/// Why a request was refused (stock.md 2.1).
enum class ErrorKind {
    ValidationFailed,
    MalformedJson,
    StockNotFound,
    NoMatchingReservation,
    DuplicateProduct,
    InsufficientStock,
    StockNotReservable,
    ReservationNotActive,
    ActiveReservations,
    VersionConflict,
    ConcurrentModification,
    IdempotencyInProgress,
    IdempotencyKeyReused,
    ServiceUnavailable,
    InternalError,
};

/// One wrong field, named as the client wrote it.
struct FieldError {
    std::string field;
    std::string code; ///< REQUIRED, BLANK, TYPE, MIN, MAX, SIZE, PATTERN, ENUM or CONFLICT
    std::string message;
    JsonValue rejectedValue; ///< null when the field was absent
};

/// A refusal that goes to the client as it is.
struct DomainError {
    ErrorKind kind = ErrorKind::InternalError;
    std::string message;
    std::vector<FieldError> errors;             ///< with status 400
    std::optional<std::string> stockId;         ///< the existing one, with DuplicateProduct
    std::optional<std::int64_t> currentVersion; ///< with VersionConflict

    [[nodiscard]] std::string_view code() const;
    /// HTTP status; `conflictStatus` replaces 409 for the three errors that may be configured.
    [[nodiscard]] int status(int conflictStatus = 409) const;
};

/// A value that was read from a request, or everything that is wrong with it.
template <class T> using Checked = std::variant<T, DomainError>;

std::string_view errorName(ErrorKind kind);
DomainError domainError(ErrorKind kind, std::string message);
DomainError validationFailed(std::vector<FieldError> errors);
/// `problem`: what is wrong, and at which byte.
DomainError malformedJson(std::string problem);
DomainError stockNotFound(std::string_view stockId);
DomainError reservationNotFound(std::string_view reservationId);
DomainError duplicateProduct(const std::string& productId, std::string existingStockId);
DomainError versionConflict(std::int64_t expected, std::int64_t current);
DomainError concurrentModification(std::string_view stockId);

} // namespace vigia::core::stock
