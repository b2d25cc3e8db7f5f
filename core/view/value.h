#pragma once

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/ops/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vigia::core::view {

/// How sure a figure is; it is always shown (console.md, convention 15).
enum class Certainty { Exact, Estimated, AtLeast };

/// Seconds with their certainty; infinity means never.
struct Span {
    double seconds = 0;
    Certainty certainty = Certainty::Exact;
    std::string_view source =
        {}; ///< where it comes from, shown beside it: `exact`, `interp.`; often nothing
};

/// A state: the word to show, the colour and shape of `health`, and a rank for sorting (larger is
/// worse).
struct Status {
    ops::Health health = ops::Health::Unknown;
    std::string_view word;
    int rank = 0;
};

/// The recent course of a figure, newest last; owned by the row.
using Spark = const std::vector<float>*;

/// The value of one cell. `monostate` is unknown. A `string_view` points into the row, a `string`
/// was computed.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, std::string,
                           Money, Span, UtcTime, Status, Spark>;

/// An optional figure as a value: absent is unknown.
template <class T> Value known(const std::optional<T>& value) {
    return value ? Value(*value) : Value();
}

/// The figure behind a value, for sorting and comparing; nothing for texts and unknown values.
std::optional<double> numberOf(const Value& value);
/// The text behind a value; empty when it has none. Valid as long as `value` and its row.
std::string_view textOf(const Value& value);
bool isUnknown(const Value& value);

/// What makes a row the same row on the next tick; points into the row.
struct RowKey {
    std::string_view text;
    std::int64_t number = 0;
    auto operator<=>(const RowKey&) const = default;
};

/// The same, kept beyond the life of the row.
struct OwnedKey {
    std::string text;
    std::int64_t number = 0;
    OwnedKey() = default;
    explicit OwnedKey(RowKey key) : text(key.text), number(key.number) {}
    [[nodiscard]] RowKey view() const { return {text, number}; }
    auto operator<=>(const OwnedKey&) const = default;
};

} // namespace vigia::core::view
