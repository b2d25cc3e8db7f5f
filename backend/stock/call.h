#pragma once

#include "backend/http/message.h"
#include "backend/stock/command_runner.h"
#include "core/stock/answers.h"
#include "core/stock/commands.h"
#include "core/stock/requests.h"

#include <optional>
#include <string>
#include <variant>

namespace vigia::backend::stock {

/// The key of a request that carries one; a DomainError when it is malformed.
core::stock::Checked<std::optional<IdempotencyKey>> idempotencyKey(const http::Request& request);

/// Token subject, else the body's actor, else X-User-ID, else `system` (stock.md 1.2).
std::string actorOf(const http::Request& request, const std::optional<std::string>& fromBody);

/// The traceparent header; empty when there is none of a sane length.
std::string traceparentOf(const http::Request& request);

core::stock::CommandContext commandContext(const http::Request& request,
                                           const core::stock::CommandFields& common,
                                           core::UtcTime now);

/// What a failure of the transaction says to a client of the virtual stock API.
core::stock::DomainError errorOf(RunFailure failure, std::string_view stockId);

/// The error envelope, with Retry-After where it helps.
http::Response errorResponse(const core::stock::AnswerContext& context,
                             const core::stock::DomainError& error, int conflictStatus);

} // namespace vigia::backend::stock
