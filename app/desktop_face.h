#pragma once

#include "app/command.h"

namespace vigia::app {

/// The desktop over the platform; returns the exit code. Main thread, once a process.
int runDesktopFace(const Context& context, const FaceRequest& request, int argc, char** argv);

/// Commands that need Qt: `shots`.
std::vector<Command> desktopCommands();

} // namespace vigia::app
