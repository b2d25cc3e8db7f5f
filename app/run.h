#pragma once

#include "app/command.h"

namespace vigia::app {

/// The desktop's entry, absent in the headless program.
using DesktopFace = int (*)(const Context& context, const FaceRequest& request, int argc, char** argv);

/// The whole program: reads the command line, loads the configuration, runs a command or a face. Returns the exit code.
int runVigia(int argc, char** argv, DesktopFace desktop);

} // namespace vigia::app
