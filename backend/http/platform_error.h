#pragma once

#include "backend/http/message.h"
#include "core/base/clock.h"

#include <string>
#include <string_view>

namespace vigia::backend::http {

/// `Not Found` for 404; "Unknown" for codes nobody assigned.
std::string_view reasonPhrase(int status);

/// The word after `urn:vigia:error:` for a status (chat.md 0.3).
std::string_view errorKind(int status);

/// The platform error object (platform.md 3.5) as application/problem+json. `detail` is a sentence
/// for the caller: no SQL, no stack, no internal address; cut at 500 characters. 401 also gets
/// WWW-Authenticate.
Response platformError(int status, std::string_view detail, const Request& request,
                       core::UtcTime now);

/// The trace id of a valid `traceparent` (W3C); empty when there is none.
std::string traceIdOf(const Request& request);

} // namespace vigia::backend::http
