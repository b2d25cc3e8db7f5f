#pragma once

#include "backend/http/client_address.h"
#include "backend/http/message.h"
#include "backend/http/request_head.h"

#include <optional>
#include <string>
#include <string_view>

namespace vigia::backend::http {

/// Fills `request` from a checked head: decoded path and query, lower-case header names, client
/// address, correlation and request id. Says why not when path or query can't be decoded. `rawPath`
/// is the path as it was sent.
std::optional<Refusal> buildRequest(const RequestHead& head, const std::string& peer,
                                    const TrustedProxies& proxies, Request& request,
                                    std::string& rawPath);

/// `[A-Za-z0-9._-]{1,128}`: an id from outside that may go into logs and headers.
bool isAcceptableId(std::string_view id);

/// 415 when a body comes with another media type than the route takes.
bool acceptsContentType(const std::string* contentType, std::string_view consumes);

} // namespace vigia::backend::http
