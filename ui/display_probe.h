#pragma once

#include <string>

namespace vigia::ui {

/// Whether a window can be opened here: a child process tries, because Qt ends the process when it
/// can't (a stale DISPLAY, a missing platform plugin, forwarding that is refused). Empty when it
/// can, else a sentence why not. Takes about 50 ms, at most 5 s. Call it before any thread is
/// started and before Qt.
std::string displayProblem();

} // namespace vigia::ui
