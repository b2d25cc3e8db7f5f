#pragma once

#include "core/base/clock.h"

#include <string>

namespace vigia::core::ops {

/// How far an action is: it is written down before it is done, so that what undoing needs is kept
/// also when the console ends in between, and again with what came of it.
/// Refused: nothing was done, because the cluster is locked.
enum class AuditResult { Begun, Done, Failed, Refused };

/// What is written down of an action that changes a platform (console.md 22).
struct AuditEntry {
    UtcTime at{};
    std::string who;
    std::string cluster;
    std::string verb;   ///< `kill`, `scale`, `PUT`
    std::string target; ///< `broker-2`, a path of the REST API
    std::string before; ///< what undoing needs
    std::string after;  ///< what is asked for
    std::string reason;
    AuditResult result = AuditResult::Begun;
    std::string detail; ///< the sentence of the answer
};

/// `entry` as one JSON object without a line end; members that say nothing are left out.
std::string auditLine(const AuditEntry& entry);

} // namespace vigia::core::ops
