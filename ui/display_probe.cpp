#include "ui/display_probe.h"

#include "core/base/text.h"
#include "core/base/unique_fd.h"

#include <QGuiApplication>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace vigia::ui {
namespace {

constexpr std::chrono::seconds kPatience{5};

/// In the child: opens what the desktop would open, and ends; what Qt says goes into `words`.
[[noreturn]] void tryDisplay(int words) {
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(null, STDOUT_FILENO);
    dup2(words, STDERR_FILENO);
    setenv("QT_FORCE_STDERR_LOGGING", "1", 1);
    char name[] = "vigia";
    char* arguments[] = {name, nullptr};
    int count = 1;
    const QGuiApplication application(count, arguments);
    _exit(QGuiApplication::screens().isEmpty() ? 1 : 0);
}

/// The child's wait status; −1 when it hung and was ended.
int waitFor(pid_t child) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > deadline) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return -1;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return status;
}

std::string valueOf(const char* variable) {
    const char* value = std::getenv(variable);
    return value == nullptr ? "" : value;
}

/// What the child wrote; it has ended.
std::string readWords(int words) {
    std::string text(4096, '\0');
    const ssize_t n = read(words, text.data(), text.size());
    text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return text;
}

/// What stands in quotes after those words.
std::string quotedAfter(const std::string& text, const std::string& words) {
    const auto at = text.find(words + " \"");
    if (at == std::string::npos)
        return {};
    const auto begin = at + words.size() + 2;
    return text.substr(begin, text.find('"', begin) - begin);
}

} // namespace

std::string displayReason(const DisplayNames& names, const std::string& qtSaid) {
    const auto missing = quotedAfter(qtSaid, "Could not find the Qt platform plugin");
    if (!missing.empty())
        return "No window can be opened: Qt has no platform plugin " +
               core::escapedForDisplay(missing, 60) +
               (names.platform.empty() ? " (install the Qt plugins for it)"
                                       : " (QT_QPA_PLATFORM names it)");
    const auto broken = quotedAfter(qtSaid, "Could not load the Qt platform plugin");
    if (!broken.empty() && qtSaid.find("could not connect to display") == std::string::npos)
        return "No window can be opened: Qt can't load its platform plugin " +
               core::escapedForDisplay(broken, 60) + ", a library of it is missing";
    if (!names.wayland.empty() || !names.x11.empty())
        return "No window can be opened on the display " +
               core::escapedForDisplay(names.wayland.empty() ? names.x11 : names.wayland, 60);
    return "No window can be opened with QT_QPA_PLATFORM " +
           core::escapedForDisplay(names.platform, 60) +
           ": DISPLAY and WAYLAND_DISPLAY are not set";
}

std::string displayProblem() {
    const DisplayNames names{valueOf("DISPLAY"), valueOf("WAYLAND_DISPLAY"),
                             valueOf("QT_QPA_PLATFORM")};
    if (names.x11.empty() && names.wayland.empty() && names.platform.empty())
        return "There is no display (DISPLAY and WAYLAND_DISPLAY are not set)";
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return "No process could be started to try the display";
    const core::UniqueFd reading(ends[0]);
    const core::UniqueFd writing(ends[1]);
    const pid_t child = fork();
    if (child == 0)
        tryDisplay(writing.fd());
    if (child < 0)
        return "No process could be started to try the display";
    const int status = waitFor(child);
    if (status == 0)
        return {};
    return status == -1 ? "The display " + (names.wayland.empty() ? names.x11 : names.wayland) +
                              " does not answer"
                        : displayReason(names, readWords(reading.fd()));
}

} // namespace vigia::ui
