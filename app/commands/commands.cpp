#include "app/commands/commands.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstdio>

namespace vigia::app {

namespace {

bool hasOption(const Command& command, const char* name) {
    return std::any_of(command.options.begin(), command.options.end(),
                       [name](const auto& option) { return option.name == name; });
}

/// What every command that changes the platform takes: the way past a locked cluster.
void addUnlocking(Command& command) {
    if (command.changes != Changes::Always && command.changes != Changes::WithYes)
        return;
    command.options.push_back(
        {"--unlock", "NAME", "do it although this cluster is read-only; with --reason", false});
    if (!hasOption(command, "--reason"))
        command.options.push_back({"--reason", "TEXT", "why; goes into the audit file", false});
}

} // namespace

std::vector<Command> allCommands() {
    std::vector<Command> all;
    for (const auto& part :
         {statusCommands(), stackCommands(), clusterCommands(), connectionCommands(),
          clusterEditCommands(), fleetCommands(), gateCommands(), linkCommands(), loadCommands(),
          reportCommands(), stockCommands(), outboxCommands(), offsetsCommands(), configCommands()})
        all.insert(all.end(), part.begin(), part.end());
    for (auto& command : all)
        addUnlocking(command);
    return all;
}

int reportError(const core::Error& error) {
    std::fprintf(stderr, "vigia: %s\n", core::escapedForDisplay(error.message, 2000).c_str());
    switch (error.code) {
    case core::ErrorCode::InvalidInput:
        return kWrongUse;
    case core::ErrorCode::Unreachable:
    case core::ErrorCode::Timeout:
        return kCouldNotAsk;
    case core::ErrorCode::Rejected:
        return kRefused;
    default:
        return kFailed;
    }
}

} // namespace vigia::app
