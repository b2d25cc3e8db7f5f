#include "backend/http/response_text.h"

#include "backend/http/platform_error.h"
#include "backend/http/request_head.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

#include <fmt/format.h>

namespace vigia::backend::http {
namespace {

constexpr std::array<std::string_view, 9> kOwn = {
    "content-length", "content-type",  "transfer-encoding", "connection",  "date",
    "server",         "x-api-version", "x-correlation-id",  "x-request-id"};

bool isOwn(std::string_view name) {
    return std::any_of(kOwn.begin(), kOwn.end(),
                       [name](std::string_view own) { return core::equalsIgnoreCase(own, name); });
}

void appendValue(std::string& out, std::string_view value) {
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        out.push_back(byte < 0x20 || byte == 0x7F ? ' ' : c);
    }
}

void appendField(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ");
    appendValue(out, value);
    out.append("\r\n");
}

bool mayHaveBody(int status) {
    return status >= 200 && status != 204 && status != 304;
}

} // namespace

bool hasBodyBytes(const Response& response, const AnswerFrame& frame) {
    return !frame.withoutBody && mayHaveBody(response.status) && !response.body.empty();
}

void appendHead(std::string& out, const Response& response, const AnswerFrame& frame) {
    const fmt::format_int status(response.status);
    out.append("HTTP/1.1 ")
        .append(status.data(), status.size())
        .append(" ")
        .append(reasonPhrase(response.status));
    out.append("\r\nServer: vigia\r\nX-Api-Version: 1\r\nDate: ").append(frame.date).append("\r\n");
    out.append("X-Correlation-ID: ").append(frame.correlationId);
    out.append("\r\nX-Request-ID: ").append(frame.requestId).append("\r\n");
    if (mayHaveBody(response.status)) {
        const fmt::format_int length(response.body.size());
        if (!response.contentType.empty() && !response.body.empty())
            appendField(out, "Content-Type", response.contentType);
        out.append("Content-Length: ").append(length.data(), length.size()).append("\r\n");
    }
    for (const auto& [name, value] : response.headers) {
        if (isToken(name) && !isOwn(name))
            appendField(out, name, value);
    }
    if (frame.close)
        out.append("Connection: close\r\n");
    else if (frame.keepAlive)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
}

std::string httpDate(std::int64_t epochSeconds) {
    static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    using namespace std::chrono;
    const sys_seconds time{seconds{epochSeconds}};
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[weekday{day}.c_encoding()],
                       static_cast<unsigned>(date.day()),
                       kMonths[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

} // namespace vigia::backend::http
