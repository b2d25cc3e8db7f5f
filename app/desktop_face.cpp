#include "app/desktop_face.h"

#include "app/platform.h"
#include "backend/host/signals.h"
#include "ui/desktop.h"

namespace vigia::app {

int runDesktopFace(const Context& context, const FaceRequest&, int argc, char** argv) {
    backend::host::Signals signals; // SIGTERM and Ctrl+C close the window instead of ending the process
    Platform platform(context, {true, true});
    platform.start();
    ui::DesktopOptions options{.snapshots = platform.snapshot(),
                               .start = platform.progress(),
                               .control = platform.control(),
                               .now = [&platform] { return platform.clock().now(); },
                               .onFirstPaint = {},
                               .theme = {},
                               .language = {},
                               .settingsFile = {},
                               .stopRequested = [&signals] { return signals.wait(std::chrono::milliseconds(0)) == backend::host::Signal::Stop; }};
    const int code = ui::runDesktop(argc, argv, options);
    platform.stop();
    return code;
}

} // namespace vigia::app
