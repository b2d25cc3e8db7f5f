#include "backend/http/request_builder.h"

#include "backend/http/url.h"
#include "core/base/text.h"
#include "core/base/uuid.h"

#include <algorithm>

namespace vigia::backend::http {
namespace {

/// The caller's id when it may be used, else a new one.
std::string idFrom(const std::string* offered) {
    return offered != nullptr && isAcceptableId(*offered) ? *offered : core::Uuid::random().text();
}

void copyHeaders(const RequestHead& head, Request& request) {
    request.headers.reserve(head.fields.size());
    for (const HeaderField& field : head.fields)
        request.headers.emplace_back(core::lowered(field.name), std::string(field.value));
}

std::optional<Refusal> setTarget(const RequestHead& head, Request& request, std::string& rawPath) {
    const auto parts = splitTarget(head.target);
    if (!parts)
        return Refusal{400, "The request target must be a path that starts with '/'."};
    rawPath = parts->path;
    request.rawTarget = rawPath;
    if (!parts->query.empty())
        request.rawTarget.append("?").append(parts->query);
    auto path = percentDecoded(parts->path, Plus::Stays);
    if (!path)
        return Refusal{400, "The path has a broken percent escape, a NUL or no valid UTF-8."};
    if (path->size() > 1 && path->back() == '/')
        path->pop_back();
    request.path = std::move(*path);
    auto query = parseQuery(parts->query);
    if (!query)
        return Refusal{400, "The query has a broken percent escape, a NUL or no valid UTF-8."};
    request.query = std::move(*query);
    return std::nullopt;
}

} // namespace

bool isAcceptableId(std::string_view id) {
    return !id.empty() && id.size() <= 128 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-';
    });
}

std::optional<Refusal> buildRequest(const RequestHead& head, const std::string& peer,
                                    const TrustedProxies& proxies, Request& request,
                                    std::string& rawPath) {
    request.method = head.method;
    copyHeaders(head, request);
    request.correlationId = idFrom(request.header("x-correlation-id"));
    request.requestId = idFrom(request.header("x-request-id"));
    request.clientAddress = proxies.clientOf(peer, request.header("x-forwarded-for"));
    return setTarget(head, request, rawPath);
}

bool acceptsContentType(const std::string* contentType, std::string_view consumes) {
    if (contentType == nullptr || consumes.empty())
        return true;
    const std::string_view type =
        core::trimmed(std::string_view(*contentType).substr(0, contentType->find(';')));
    if (core::equalsIgnoreCase(type, consumes))
        return true;
    return consumes == "application/json" && type.size() > 5 &&
           core::equalsIgnoreCase(type.substr(type.size() - 5), "+json");
}

} // namespace vigia::backend::http
