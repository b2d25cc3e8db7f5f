#include "app/commands/commands.h"

#include "core/base/text.h"

#include <cstdio>

namespace vigia::app {

std::vector<Command> allCommands() {
    std::vector<Command> all;
    for (const auto& part :
         {statusCommands(), stackCommands(), clusterCommands(), connectionCommands(),
          clusterEditCommands(), fleetCommands(), stockCommands(), outboxCommands(),
          offsetsCommands(), configCommands()})
        all.insert(all.end(), part.begin(), part.end());
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
