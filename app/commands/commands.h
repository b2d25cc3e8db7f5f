#pragma once

#include "app/command.h"

namespace vigia::app {

/// Every command of the program, as `vigia --help` lists them.
std::vector<Command> allCommands();

std::vector<Command> configCommands();
std::vector<Command> stackCommands();
std::vector<Command> statusCommands();
std::vector<Command> clusterCommands();
std::vector<Command> connectionCommands();
std::vector<Command> clusterEditCommands();
std::vector<Command> fleetCommands();
std::vector<Command> gateCommands();
std::vector<Command> linkCommands();
std::vector<Command> loadCommands();
std::vector<Command> reportCommands();
std::vector<Command> stockCommands();
std::vector<Command> outboxCommands();
std::vector<Command> offsetsCommands();

/// Prints the sentence of an error on standard error and returns the exit code that fits it.
int reportError(const core::Error& error);

} // namespace vigia::app
