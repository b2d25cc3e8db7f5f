#pragma once

#include "app/command.h"

namespace vigia::app {

/// What only the program with Qt can do; all absent in the headless program.
struct GuiParts {
    /// Empty when a window can be opened, else a sentence why not.
    std::string (*displayProblem)() = nullptr;
    int (*desktop)(const Context& context, const FaceRequest& request, int argc,
                   char** argv) = nullptr;
    std::vector<Command> commands = {};
};

/// The whole program: reads the command line, loads the configuration, runs a command or a face.
/// Returns the exit code.
int runVigia(int argc, char** argv, const GuiParts& gui);

} // namespace vigia::app
