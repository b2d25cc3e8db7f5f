#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// What one step of the connection doctor found. Skipped: it does not apply, or a step before it
/// failed.
enum class CheckState { Passed, Failed, Skipped };
/// `passed`, `failed`, `skipped`.
std::string_view checkStateName(CheckState state);

struct ConnectionCheck {
    std::string step;  ///< `dns`, `tcp`, `tls`, `kerberos`, `sasl`, `metadata`, `broker`, `rights`
    std::string about; ///< what was looked at: `kafka-1:9093`, "broker 2 at …", "topics"
    CheckState state = CheckState::Skipped;
    std::string found; ///< a sentence
    std::string next;  ///< what to do; empty when it passed
};

/// Every step of a connection to a Kafka cluster, in the order in which a client takes them.
struct ConnectionReport {
    std::string cluster;
    std::string servers;
    std::vector<ConnectionCheck> checks;
    std::optional<std::int64_t> certificateDays; ///< whole days left on the certificate shown
    bool finished = true;                        ///< false while more steps follow

    /// A client can connect: no step before the rights failed.
    [[nodiscard]] bool connected() const;
    /// No step failed at all.
    [[nodiscard]] bool passed() const;
    /// The first step that failed; null: none.
    [[nodiscard]] const ConnectionCheck* firstFailure() const;
    /// The failed question for a right about `what` (`topics`, `groups`, …); null: none failed.
    [[nodiscard]] const ConnectionCheck* missingRight(std::string_view what) const;
};

/// One line a step, `✓` or `✗`, with what to do next below those that failed.
std::string connectionText(const ConnectionReport& report);
/// `{cluster, servers, connected, passed, certificateDays, checks: [{step, about, state, found,
/// next}]}`
std::string connectionJson(const ConnectionReport& report);

} // namespace vigia::core::ops
