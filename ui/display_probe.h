#pragma once

#include <string>

namespace vigia::ui {

/// Where a display is named, as the environment has it; empty: it does not.
struct DisplayNames {
    std::string x11{};      ///< DISPLAY
    std::string wayland{};  ///< WAYLAND_DISPLAY
    std::string platform{}; ///< QT_QPA_PLATFORM
};

/// Why no window opened, as a sentence without its full stop: a platform plugin that Qt does not
/// find or load by its own words, else the display.
std::string displayReason(const DisplayNames& names, const std::string& qtSaid);

/// Whether a window can be opened here: a child process tries, because Qt ends the process when it
/// can't (a stale DISPLAY, a missing platform plugin, forwarding that is refused). Empty when it
/// can, else a sentence why not. Takes about 50 ms, at most 5 s. Call it before any thread is
/// started and before Qt.
std::string displayProblem();

} // namespace vigia::ui
