#include "app/command_audit.h"

#include "app/commands/commands.h"
#include "app/platform_access.h"
#include "backend/config/schema.h"
#include "backend/host/audit_file.h"
#include "backend/host/system_clock.h"
#include "core/base/mask.h"
#include "core/base/text.h"
#include "core/ops/write_gate.h"

#include <cstdio>

#include <fmt/format.h>

namespace vigia::app {
namespace {

using core::ops::AuditEntry;
using core::ops::AuditResult;

bool changesPlatform(const Command& command, const Parsed& parsed) {
    return command.changes == Changes::Always ||
           (command.changes == Changes::WithYes && parsed.has("yes"));
}

/// A cluster of the configuration as it was, for undoing; its secrets are elsewhere.
std::string configuredAs(const Context& context, const std::string& name) {
    for (const auto& cluster : context.config.clusters) {
        if (cluster.name == name)
            return fmt::format("servers {}, tag {}, {}", fmt::join(cluster.servers, ","),
                               cluster.tag, cluster.readOnly ? "read-only" : "not read-only");
    }
    return {};
}

std::string argumentsOf(const Parsed& parsed) {
    std::string text;
    for (const auto& [name, value] : parsed.arguments)
        text += (text.empty() ? "" : " ") + value;
    return text;
}

/// `sasl.password` without its value: what was typed by mistake is refused, and stays out of the
/// file.
std::string withoutSecret(const std::string& value) {
    const auto equals = value.find('=');
    if (equals == std::string::npos || !backend::config::isSecret(value.substr(0, equals)))
        return value;
    return fmt::format("{}={}", value.substr(0, equals), core::kMask);
}

/// `--quantity 5 --ttl 600`.
std::string optionsOf(const Parsed& parsed) {
    std::string text;
    for (const auto& [name, values] : parsed.options) {
        if (name == "json" || name == "yes" || name == "reason" || name == "unlock")
            continue;
        text += fmt::format("{}--{}", text.empty() ? "" : " ", name);
        for (const auto& value : values)
            text += " " + withoutSecret(value);
    }
    return text;
}

/// One action of a person, written down when it begins and when it ends.
class AuditedCommand {
public:
    AuditedCommand(const Command& command, const Parsed& parsed)
        : m_file(backend::host::AuditFile::defaultPath()) {
        const bool ours =
            command.changes == Changes::Configuration && command.path.starts_with("cluster ");
        m_entry.cluster = ours ? parsed.argument("name") : backend::config::kOwnCluster;
        m_entry.verb = command.path;
        m_entry.target = ours ? "" : argumentsOf(parsed);
        m_entry.after = optionsOf(parsed);
        m_entry.reason = parsed.option("reason");
    }

    core::Result<void> begin() { return write(); }

    core::Result<void> refused(const std::string& sentence) {
        m_entry.result = AuditResult::Refused;
        m_entry.detail = sentence;
        return write();
    }

    core::Result<void> end(int exitCode, const std::string& before) {
        m_entry.before = before;
        m_entry.result = exitCode == kOk ? AuditResult::Done : AuditResult::Failed;
        m_entry.detail = exitCode == kOk ? "" : fmt::format("exit code {}", exitCode);
        return write();
    }

private:
    core::Result<void> write() {
        m_entry.at = backend::host::SystemClock().now();
        return m_file.append(m_entry);
    }

    backend::host::AuditFile m_file;
    AuditEntry m_entry;
};

void warn(const core::Result<void>& written) {
    if (!written)
        std::fprintf(stderr, "vigia: not written down: %s\n",
                     core::escapedForDisplay(written.error().message, 500).c_str());
}

/// Rejected while the platform's cluster is locked: `--unlock` takes its name, `--reason` says why.
core::Result<void> checkGate(const Context& context, const Parsed& parsed) {
    const std::string own = backend::config::kOwnCluster;
    const backend::host::SystemClock clock;
    const auto gate = ownGate(context, clock);
    if (parsed.has("unlock")) { // who carries it out gets the pass from the options, too
        if (auto unlocked = gate->unlock(parsed.option("unlock"), parsed.option("reason"));
            !unlocked)
            return core::failure(core::ErrorCode::Rejected, unlocked.error().message);
    }
    if (gate->check())
        return {};
    return core::failure(
        core::ErrorCode::Rejected,
        fmt::format("{}; to do it all the same, repeat with --unlock {} --reason TEXT",
                    core::ops::readOnlySentence(own, clusterTag(context, own)), own));
}

int runWrittenDown(const Context& context, const Command& command, const Parsed& parsed,
                   AuditedCommand& audit, bool strict) {
    const auto begun = audit.begin();
    if (!begun && strict)
        return reportError(core::failure(core::ErrorCode::Rejected,
                                         "nothing was done, because it can't be written down: " +
                                             begun.error().message));
    warn(begun);
    const int exitCode = command.run(context, parsed);
    if (begun)
        warn(audit.end(exitCode, *context.before));
    return exitCode;
}

} // namespace

int runCommand(const Context& context, const Command& command, const Parsed& parsed) {
    AuditedCommand audit(command, parsed);
    *context.before = {};
    if (command.changes == Changes::Configuration) {
        *context.before = configuredAs(context, parsed.argument("name"));
        return runWrittenDown(context, command, parsed, audit, false);
    }
    if (!changesPlatform(command, parsed))
        return command.run(context, parsed);
    if (const auto open = checkGate(context, parsed); !open) {
        warn(audit.refused(open.error().message));
        return reportError(open.error());
    }
    const bool strict = clusterTag(context, backend::config::kOwnCluster) == "prod";
    return runWrittenDown(context, command, parsed, audit, strict);
}

} // namespace vigia::app
