#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace vigia::backend::postgres {

/// Whose fault a failed statement is (platform.md 4.5).
enum class FaultKind {
    Systematic, ///< the database, its schema or its rights: every record would fail the same way,
                ///< so pause
    Data,       ///< this record's values (SQLSTATE 22, 23): try it alone, then dead letter
    Other,
};

/// Raised by the functions `settle_offset` when the row was not as expected: another owner has it.
inline constexpr std::string_view kNotOwnerSqlState = "VG001";

/// `message` tells a missing table partition (23514, systematic) from a failed check (23514, data).
FaultKind faultKind(std::string_view sqlState, std::string_view message = {});

/// 40001 and 40P01: the same transaction may pass when it is run again.
bool isRetriable(std::string_view sqlState);

/// The error for a caller: `what` is the operation (`stock.create`). Values never get into the
/// sentence.
core::Error sqlError(std::string_view what, std::string_view sqlState, std::string_view message);

/// Whether an error of this part concerns every record (pause), not the values of one.
bool isSystematic(const core::Error& error);

} // namespace vigia::backend::postgres
