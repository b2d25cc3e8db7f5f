#include "core/base/time_text.h"

#include <charconv>

#include <fmt/format.h>

namespace vigia::core {
namespace {

using namespace std::chrono;

struct Parts {
    year_month_day date;
    hh_mm_ss<microseconds> time;
};

Parts split(UtcTime time) {
    const auto day = floor<days>(time);
    return {year_month_day{day}, hh_mm_ss{time - day}};
}

std::string formatSeconds(UtcTime time) {
    const Parts p = split(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(p.date.year()),
                       static_cast<unsigned>(p.date.month()), static_cast<unsigned>(p.date.day()),
                       p.time.hours().count(), p.time.minutes().count(), p.time.seconds().count());
}

/// Takes `count` digits off the front of `text`.
std::optional<int> takeDigits(std::string_view& text, std::size_t count) {
    if (text.size() < count)
        return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, count)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<microseconds> takeFraction(std::string_view& text) {
    if (!take(text, '.'))
        return microseconds{0};
    std::int64_t value = 0;
    int digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (digits < 6)
            value = value * 10 + (text.front() - '0');
        ++digits;
        text.remove_prefix(1);
    }
    if (digits == 0 || digits > 12)
        return std::nullopt;
    for (int i = digits; i < 6; ++i)
        value *= 10;
    return microseconds{value};
}

std::optional<minutes> takeOffset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z'))
        return minutes{0};
    const bool negative = !text.empty() && text.front() == '-';
    if (!negative && (text.empty() || text.front() != '+'))
        return std::nullopt;
    text.remove_prefix(1);
    const auto hour = takeDigits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':'))
        return std::nullopt;
    const auto minute = takeDigits(text, 2);
    if (!minute || *minute > 59)
        return std::nullopt;
    const minutes total{*hour * 60 + *minute};
    return negative ? -total : total;
}

std::optional<sys_days> takeDate(std::string_view& text) {
    const auto y = takeDigits(text, 4);
    if (!y || !take(text, '-'))
        return std::nullopt;
    const auto m = takeDigits(text, 2);
    if (!m || !take(text, '-'))
        return std::nullopt;
    const auto d = takeDigits(text, 2);
    if (!d || *y < 1970)
        return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                              day{static_cast<unsigned>(*d)}};
    return date.ok() ? std::optional{sys_days{date}} : std::nullopt;
}

std::optional<seconds> takeTime(std::string_view& text) {
    const auto h = takeDigits(text, 2);
    if (!h || *h > 23 || !take(text, ':'))
        return std::nullopt;
    const auto m = takeDigits(text, 2);
    if (!m || *m > 59 || !take(text, ':'))
        return std::nullopt;
    const auto s = takeDigits(text, 2);
    if (!s || *s > 59)
        return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{*s};
}

std::optional<UtcTime> parse(std::string_view text) {
    const auto date = takeDate(text);
    if (!date || !(take(text, 'T') || take(text, 't')))
        return std::nullopt;
    const auto time = takeTime(text);
    if (!time)
        return std::nullopt;
    const auto fraction = takeFraction(text);
    if (!fraction)
        return std::nullopt;
    const auto offset = takeOffset(text);
    if (!offset || !text.empty())
        return std::nullopt;
    return UtcTime{*date} + *time + *fraction - *offset;
}

} // namespace

std::string formatRfc3339(UtcTime time) {
    const auto millis = duration_cast<milliseconds>(split(time).time.subseconds());
    return fmt::format("{}.{:03}Z", formatSeconds(time), millis.count());
}

std::string formatRfc3339Micros(UtcTime time) {
    return fmt::format("{}.{:06}Z", formatSeconds(time), split(time).time.subseconds().count());
}

Result<UtcTime> parseRfc3339(std::string_view text) {
    if (const auto time = parse(text))
        return *time;
    return failure(ErrorCode::InvalidInput,
                   "not a time in RFC 3339, such as 2025-01-02T03:04:05.678Z");
}

std::string formatClockMillis(UtcTime time) {
    return formatRfc3339(time).substr(11, 12);
}

} // namespace vigia::core
