#include "backend/postgres/sqlstate.h"

#include <array>

namespace vigia::backend::postgres {
namespace {

using core::ErrorCode;

bool hasClass(std::string_view sqlState, std::string_view wanted) {
    return sqlState.substr(0, wanted.size()) == wanted;
}

bool isMissingPartition(std::string_view sqlState, std::string_view message) {
    return sqlState == "23514" &&
           message.find("no partition of relation") != std::string_view::npos;
}

ErrorCode codeOf(std::string_view sqlState, std::string_view message) {
    if (hasClass(sqlState, "42") || isMissingPartition(sqlState, message))
        return ErrorCode::Corrupt;
    switch (faultKind(sqlState, message)) {
    case FaultKind::Systematic:
        return ErrorCode::Unreachable;
    case FaultKind::Data:
        return hasClass(sqlState, "22") ? ErrorCode::InvalidInput : ErrorCode::Conflict;
    case FaultKind::Other:
        break;
    }
    return sqlState == kNotOwnerSqlState ? ErrorCode::Conflict : ErrorCode::Corrupt;
}

/// The server's first line without its `ERROR:`; DETAIL and CONTEXT quote values.
std::string_view firstLine(std::string_view message) {
    message = message.substr(0, message.find('\n'));
    for (const std::string_view prefix : {"ERROR:", "FATAL:"}) {
        if (hasClass(message, prefix))
            message.remove_prefix(prefix.size());
    }
    const auto start = message.find_first_not_of(' ');
    return start == std::string_view::npos ? std::string_view{} : message.substr(start);
}

/// `constraint "name"` of a message; the rest of a data error may quote values.
std::string_view constraintOf(std::string_view line) {
    const auto start = line.find("constraint \"");
    if (start == std::string_view::npos)
        return {};
    const auto end = line.find('"', start + 12);
    return line.substr(start, end == std::string_view::npos ? end : end + 1 - start);
}

} // namespace

FaultKind faultKind(std::string_view sqlState, std::string_view message) {
    constexpr std::array<std::string_view, 9> kSystematic{"08",    "25006", "40", "42", "53",
                                                          "55P03", "57",    "58", "XX"};
    for (const auto& prefix : kSystematic) {
        if (hasClass(sqlState, prefix))
            return FaultKind::Systematic;
    }
    if (isMissingPartition(sqlState, message))
        return FaultKind::Systematic;
    return hasClass(sqlState, "22") || hasClass(sqlState, "23") ? FaultKind::Data
                                                                : FaultKind::Other;
}

bool isRetriable(std::string_view sqlState) {
    return sqlState == "40001" || sqlState == "40P01";
}

core::Error sqlError(std::string_view what, std::string_view sqlState, std::string_view message) {
    const bool quotesValues = faultKind(sqlState, message) != FaultKind::Systematic;
    const auto line = firstLine(message);
    const auto shown = quotesValues ? constraintOf(line) : line;
    std::string text = fmt::format("{}: PostgreSQL refused it with SQLSTATE {}", what, sqlState);
    if (!shown.empty())
        text += fmt::format(" ({})", shown);
    return core::failure(codeOf(sqlState, message), text);
}

bool isSystematic(const core::Error& error) {
    return error.code != ErrorCode::InvalidInput && error.code != ErrorCode::Conflict &&
           error.code != ErrorCode::NotFound;
}

} // namespace vigia::backend::postgres
