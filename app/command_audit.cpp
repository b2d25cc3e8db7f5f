#include "app/command_audit.h"

#include "app/commands/commands.h"
#include "app/platform_access.h"
#include "backend/host/audit_file.h"
#include "backend/host/system_clock.h"
#include "core/base/text.h"

#include <cstdio>

#include <fmt/format.h>

namespace vigia::app {
namespace {

using core::ops::AuditEntry;
using core::ops::AuditResult;

bool changesSomething(const Command& command, const Parsed& parsed) {
    return command.changes == Changes::Always ||
           (command.changes == Changes::WithYes && parsed.has("yes"));
}

std::string argumentsOf(const Parsed& parsed) {
    std::string text;
    for (const auto& [name, value] : parsed.arguments)
        text += (text.empty() ? "" : " ") + value;
    return text;
}

/// `--quantity 5 --ttl 600`.
std::string optionsOf(const Parsed& parsed) {
    std::string text;
    for (const auto& [name, values] : parsed.options) {
        if (name == "json" || name == "yes" || name == "reason")
            continue;
        text += fmt::format("{}--{}{}{}", text.empty() ? "" : " ", name, values.empty() ? "" : " ",
                            fmt::join(values, " "));
    }
    return text;
}

/// One action of a person, written down when it begins and when it ends.
class AuditedCommand {
public:
    AuditedCommand(const Command& command, const Parsed& parsed)
        : m_file(backend::host::AuditFile::defaultPath()) {
        m_entry.cluster = backend::config::kOwnCluster;
        m_entry.verb = command.path;
        m_entry.target = argumentsOf(parsed);
        m_entry.after = optionsOf(parsed);
        m_entry.reason = parsed.option("reason");
    }

    core::Result<void> begin() { return write(); }

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

} // namespace

int runCommand(const Context& context, const Command& command, const Parsed& parsed) {
    if (!changesSomething(command, parsed))
        return command.run(context, parsed);
    if (isReadOnly(context))
        return reportError(core::failure(
            core::ErrorCode::Rejected,
            "the platform's cluster is read-only, as production is by default; repeat with --set "
            "clusters.local.readOnly=false if you mean it"));
    AuditedCommand audit(command, parsed);
    const auto begun = audit.begin();
    if (!begun && clusterTag(context, backend::config::kOwnCluster) == "prod")
        return reportError(core::failure(core::ErrorCode::Rejected,
                                         "nothing was done, because it can't be written down: " +
                                             begun.error().message));
    warn(begun);
    *context.before = {};
    const int exitCode = command.run(context, parsed);
    if (begun)
        warn(audit.end(exitCode, *context.before));
    return exitCode;
}

} // namespace vigia::app
