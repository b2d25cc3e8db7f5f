#include "ui/display_probe.h"

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

/// In the child: says nothing, opens what the desktop would open, and ends.
[[noreturn]] void tryDisplay() {
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
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

bool isSet(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

} // namespace

std::string displayProblem() {
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY") && !isSet("QT_QPA_PLATFORM"))
        return "There is no display (DISPLAY and WAYLAND_DISPLAY are not set)";
    const pid_t child = fork();
    if (child == 0)
        tryDisplay();
    if (child < 0)
        return "No process could be started to try the display";
    const int status = waitFor(child);
    if (status == 0)
        return {};
    const std::string display = isSet("WAYLAND_DISPLAY") ? std::getenv("WAYLAND_DISPLAY")
                                : isSet("DISPLAY")       ? std::getenv("DISPLAY")
                                                         : "";
    return status == -1 ? "The display " + display + " does not answer"
                        : "No window can be opened on the display " + display;
}

} // namespace vigia::ui
