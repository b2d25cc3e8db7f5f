#pragma once

#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <utility>

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

/// What was asked for must be what is held: anything else is a programmer's mistake and ends the
/// program, in a release too.
inline void requireHeld(bool isHeld) {
    if (!isHeld)
        std::abort();
}

/// A value or an Error, with the names of `std::expected`. A union and not a `std::variant`: that
/// costs each source 45 ms of compiling for each T.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : m_value(std::move(value)), m_hasValue(true) {}
    Result(Error error) : m_error(std::move(error)), m_hasValue(false) {}
    Result(const Result& other) : m_hasValue(other.m_hasValue) {
        if (m_hasValue)
            ::new (static_cast<void*>(&m_value)) T(other.m_value);
        else
            ::new (static_cast<void*>(&m_error)) Error(other.m_error);
    }
    Result(Result&& other) noexcept : m_hasValue(other.m_hasValue) { take(other); }
    /// By value: what is assigned is whole before what was here goes.
    Result& operator=(Result other) noexcept {
        clear();
        m_hasValue = other.m_hasValue;
        take(other);
        return *this;
    }
    ~Result() { clear(); }

    [[nodiscard]] bool has_value() const noexcept { return m_hasValue; }
    explicit operator bool() const noexcept { return m_hasValue; }

    [[nodiscard]] T& value() & {
        requireHeld(m_hasValue);
        return m_value;
    }
    [[nodiscard]] const T& value() const& {
        requireHeld(m_hasValue);
        return m_value;
    }
    [[nodiscard]] T&& value() && { return std::move(value()); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const& {
        requireHeld(!m_hasValue);
        return m_error;
    }
    [[nodiscard]] Error&& error() && {
        requireHeld(!m_hasValue);
        return std::move(m_error);
    }
    [[nodiscard]] T value_or(T other) const& { return has_value() ? value() : std::move(other); }

private:
    void take(Result& other) noexcept {
        if (m_hasValue)
            ::new (static_cast<void*>(&m_value)) T(std::move(other.m_value));
        else
            ::new (static_cast<void*>(&m_error)) Error(std::move(other.m_error));
    }
    void clear() noexcept {
        if (m_hasValue)
            m_value.~T();
        else
            m_error.~Error();
    }

    union {
        T m_value;
        Error m_error;
    };
    bool m_hasValue;
};

/// Success without a value, or an Error.
template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_hasValue(false) {}

    [[nodiscard]] bool has_value() const noexcept { return m_hasValue; }
    explicit operator bool() const noexcept { return m_hasValue; }
    [[nodiscard]] const Error& error() const& {
        requireHeld(!m_hasValue);
        return m_error;
    }

private:
    Error m_error;
    bool m_hasValue = true;
};

/// Shorthand: `return failure(ErrorCode::NotFound, "…")`.
inline Error failure(ErrorCode code, std::string message) {
    return Error{code, std::move(message)};
}

} // namespace vigia::core
