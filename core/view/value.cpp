#include "core/view/value.h"

namespace vigia::core::view {
namespace {

struct NumberOf {
    using Number = std::optional<double>;
    Number operator()(std::monostate) const { return std::nullopt; }
    Number operator()(std::int64_t value) const { return static_cast<double>(value); }
    Number operator()(double value) const { return value; }
    Number operator()(std::string_view) const { return std::nullopt; }
    Number operator()(const std::string&) const { return std::nullopt; }
    Number operator()(Money value) const { return value.approximate(); }
    Number operator()(Span value) const { return value.seconds; }
    Number operator()(UtcTime value) const {
        return static_cast<double>(value.time_since_epoch().count()) / 1e6;
    }
    Number operator()(const Status&) const { return std::nullopt; }
    Number operator()(Spark spark) const {
        return spark && !spark->empty() ? Number(spark->back()) : std::nullopt;
    }
};

} // namespace

std::optional<double> numberOf(const Value& value) {
    return std::visit(NumberOf(), value);
}

std::string_view textOf(const Value& value) {
    if (const auto* view = std::get_if<std::string_view>(&value))
        return *view;
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* status = std::get_if<Status>(&value))
        return status->word;
    return {};
}

bool isUnknown(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

} // namespace vigia::core::view
