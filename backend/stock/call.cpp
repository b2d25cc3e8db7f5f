#include "backend/stock/call.h"

#include "core/base/sha256.h"
#include "core/base/text.h"

namespace vigia::backend::stock {
namespace {

using namespace core::stock;

constexpr std::size_t kMaxActor = 100;
constexpr std::size_t kMaxOwner = 255;

std::string clippedTo(std::string_view text, std::size_t characters) {
    while (core::codePoints(text) > characters)
        text = core::clippedUtf8(text, text.size() - 1);
    return std::string(text);
}

bool isPrintable(std::string_view text) {
    return !text.empty() && core::isValidUtf8(text) && !core::hasControlCharacters(text);
}

/// SHA-256 of method, query and body: what a DELETE or a form asks for stands in its query.
std::string requestHash(const http::Request& request) {
    std::string text = request.method + "\n";
    for (const auto& [name, value] : request.query)
        text += name + "=" + value + "\n";
    return core::sha256Hex(text + "\n" + request.body);
}

} // namespace

Checked<std::optional<IdempotencyKey>> idempotencyKey(const http::Request& request) {
    const auto* key = request.header("idempotency-key");
    if (key == nullptr)
        return std::optional<IdempotencyKey>{};
    if (auto error = idempotencyKeyError(*key))
        return *error;
    const auto owner =
        request.principal.empty() ? "anonymous" : clippedTo(request.principal, kMaxOwner);
    return std::optional(IdempotencyKey{owner, *key, request.path, requestHash(request)});
}

std::string actorOf(const http::Request& request, const std::optional<std::string>& fromBody) {
    if (!request.principal.empty())
        return clippedTo(request.principal, kMaxActor);
    if (fromBody)
        return *fromBody;
    const auto* header = request.header("x-user-id");
    const auto user = header == nullptr ? std::string_view{} : core::trimmed(*header);
    return isPrintable(user) && core::codePoints(user) <= kMaxActor ? std::string(user) : "system";
}

std::string traceparentOf(const http::Request& request) {
    const auto* header = request.header("traceparent");
    return header != nullptr && header->size() <= 64 && isPrintable(*header) ? *header
                                                                             : std::string();
}

CommandContext commandContext(const http::Request& request, const CommandFields& common,
                              core::UtcTime now) {
    CommandContext context;
    context.now = now;
    context.by = actorOf(request, common.by);
    context.correlationId = request.correlationId;
    context.reason = common.reason;
    context.expectedVersion = common.expectedVersion;
    return context;
}

DomainError errorOf(RunFailure failure, std::string_view stockId) {
    switch (failure) {
    case RunFailure::InProgress:
        return domainError(ErrorKind::IdempotencyInProgress,
                           "A request with this Idempotency-Key is still running");
    case RunFailure::KeyReused:
        return domainError(ErrorKind::IdempotencyKeyReused,
                           "Idempotency-Key was used for a different request");
    case RunFailure::Contended:
        return concurrentModification(stockId);
    case RunFailure::Unavailable:
        return domainError(ErrorKind::ServiceUnavailable,
                           "The database is unreachable or busy, try again");
    case RunFailure::OutcomeUnknown:
        return domainError(ErrorKind::ServiceUnavailable,
                           "The outcome of this command is unknown: the database went away while "
                           "it was stored. Read "
                           "the stock before you try again");
    case RunFailure::Defect:
        break;
    }
    return domainError(ErrorKind::InternalError, "An internal error occurred");
}

http::Response errorResponse(const AnswerContext& context, const DomainError& error,
                             int conflictStatus) {
    http::Response response;
    response.status = error.status(conflictStatus);
    response.body = errorAnswer(context, error);
    if (response.status == 503)
        response.headers.emplace_back("Retry-After", "1");
    return response;
}

} // namespace vigia::backend::stock
