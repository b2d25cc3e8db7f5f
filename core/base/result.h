#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace vigia::core {

/// What a caller should do about a failure, not where it happened.
enum class ErrorCode {
    InvalidInput, ///< the request is wrong; repeating it can't help
    NotFound,
    Conflict,    ///< the state forbids it now
    Unreachable, ///< the other side is away; try again later
    Timeout,     ///< no answer in time; the outcome may be unknown
    Rejected,    ///< refused by rights, limits or shutdown
    Corrupt,     ///< data that can't be read; needs a person
    Cancelled,
};

/// The word for a code in logs and JSON (`invalid_input`, `not_found`, …).
std::string_view errorCodeName(ErrorCode code);

/// A failure in operation: what to do (`code`) and a sentence for a person with the next step.
struct Error {
    ErrorCode code = ErrorCode::InvalidInput;
    std::string message;
};

/// A value or an Error, with the names of `std::expected`. Asking the wrong one is a programmer's
/// mistake.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] T& value() & { return *std::get_if<0>(&m_state); }
    [[nodiscard]] const T& value() const& { return *std::get_if<0>(&m_state); }
    [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&m_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return std::get_if<0>(&m_state); }
    const T* operator->() const { return std::get_if<0>(&m_state); }

    [[nodiscard]] const Error& error() const& { return *std::get_if<1>(&m_state); }
    [[nodiscard]] Error&& error() && { return std::move(*std::get_if<1>(&m_state)); }
    [[nodiscard]] T value_or(T other) const& { return has_value() ? value() : std::move(other); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return !m_error.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    [[nodiscard]] const Error& error() const& { return *m_error; }

private:
    std::optional<Error> m_error;
};

/// Shorthand: `return failure(ErrorCode::NotFound, "…")`.
inline Error failure(ErrorCode code, std::string message) {
    return Error{code, std::move(message)};
}

} // namespace vigia::core
