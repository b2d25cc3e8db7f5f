#include "core/load/unit_count.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::load {
namespace {

std::uint64_t beyond(std::int64_t value, std::uint64_t most) {
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, value - static_cast<std::int64_t>(most)));
}

/// How far it is from the nearest of `least` to `most`.
std::uint64_t outside(std::int64_t value, std::uint64_t least, std::uint64_t most) {
    return beyond(value, most) + static_cast<std::uint64_t>(std::max<std::int64_t>(
                                     0, static_cast<std::int64_t>(least) - value));
}

} // namespace

std::uint64_t UnitCount::oversold() const {
    return std::max(beyond(static_cast<std::int64_t>(granted), units), beyond(held, units));
}

std::uint64_t UnitCount::ungranted() const {
    return beyond(static_cast<std::int64_t>(std::min(units, asked)), granted + unknown);
}

std::uint64_t UnitCount::unaccounted() const {
    const auto most = granted + unknown;
    std::uint64_t all = outside(held, granted, most) + outside(left + held, units, units);
    if (events)
        all += outside(static_cast<std::int64_t>(*events), granted, most);
    return all;
}

std::string UnitCount::sentence() const {
    std::string text = fmt::format("{} of {} units went to {} requests", granted, units, asked);
    text += oversold() == 0 ? ", none twice" : fmt::format(", {} oversold", oversold());
    if (ungranted() > 0)
        text += fmt::format(", {} were refused in vain", ungranted());
    if (unknown > 0)
        text += fmt::format(", of {} nobody knows", unknown);
    if (unaccounted() > 0)
        return text + fmt::format("; the service counts otherwise: {} held, {} left{}.", held, left,
                                  events ? fmt::format(", {} events", *events) : "");
    return text + (events && *events == granted ? "; one event each." : ".");
}

} // namespace vigia::core::load
