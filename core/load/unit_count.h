#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace vigia::core::load {

/// What became of a number of units that many requests wanted at once, as the generator and the
/// service count them.
struct UnitCount {
    std::uint64_t units = 0;   ///< there were before the run
    std::uint64_t asked = 0;   ///< requests for one unit that were sent
    std::uint64_t granted = 0; ///< answers that say so
    std::uint64_t unknown = 0; ///< without an answer, or with an error: granted or not
    std::int64_t left = 0;     ///< after the run, as the service says
    std::int64_t held = 0;
    std::optional<std::uint64_t> events = {}; ///< of grants, as the service lists them

    bool operator==(const UnitCount&) const = default;

    /// Units that were given twice: granted, or held, beyond those that there were.
    [[nodiscard]] std::uint64_t oversold() const;
    /// Units that somebody asked for and nobody got.
    [[nodiscard]] std::uint64_t ungranted() const;
    /// How far the service's count is from the answers: held and grants, events and grants, left
    /// and held from all.
    [[nodiscard]] std::uint64_t unaccounted() const;
    /// `100 of 100 units went to 200 requests, none twice; one event each.`
    [[nodiscard]] std::string sentence() const;
};

} // namespace vigia::core::load
