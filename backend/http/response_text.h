#pragma once

#include "backend/http/message.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vigia::backend::http {

/// What an answer needs besides the handler's Response.
struct AnswerFrame {
    std::string_view date; ///< IMF-fixdate
    std::string_view correlationId;
    std::string_view requestId;
    bool close = false;       ///< say `Connection: close`
    bool keepAlive = false;   ///< say `Connection: keep-alive` (HTTP/1.0 asks for it)
    bool withoutBody = false; ///< HEAD: the length is told, the body left out
};

/// Appends status line and headers, up to the empty line. Header values of handlers can't break out
/// of their line; headers that are the server's own (Content-Length, Connection, Date, …) are left
/// out.
void appendHead(std::string& out, const Response& response, const AnswerFrame& frame);

/// True when the answer has bytes after its head.
bool hasBodyBytes(const Response& response, const AnswerFrame& frame);

/// `Sun, 06 Nov 1994 08:49:37 GMT`
std::string httpDate(std::int64_t epochSeconds);

} // namespace vigia::backend::http
