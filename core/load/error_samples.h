#pragma once

#include "core/base/known_secrets.h"
#include "core/load/arrivals.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::load {

/// One kind of error as it was seen first. Its texts come from outside.
struct ErrorSample {
    std::string code;    ///< as errors are counted: a status, `timeout`, `closed`, …
    std::string request; ///< the scenario's name of it
    std::string detail;  ///< the beginning of the answer, secrets masked; empty: there was none
    double at = 0;       ///< seconds since the run began, of the first
    std::uint64_t count = 0;

    bool operator==(const ErrorSample&) const = default;
};

/// Keeps the first distinct errors of a run with their count. Errors that differ in numbers and
/// identifiers only are one. One thread.
class ErrorSamples {
public:
    ErrorSamples() = default;
    /// These are masked by their value, others by their names and shapes.
    explicit ErrorSamples(std::vector<std::string> secrets) : m_secrets(std::move(secrets)) {}

    static constexpr std::size_t kMost = 20;        ///< kinds
    static constexpr std::size_t kMostDetail = 300; ///< bytes

    void take(std::string_view code, std::string_view request, std::string_view detail,
              LoadTime at);
    /// In the order in which they came first; those beyond kMost are not there.
    [[nodiscard]] std::vector<ErrorSample> all() const { return m_samples; }

private:
    KnownSecrets m_secrets;
    std::vector<ErrorSample> m_samples;
    std::map<std::string, std::size_t, std::less<>> m_known; ///< kind → index
};

} // namespace vigia::core::load
