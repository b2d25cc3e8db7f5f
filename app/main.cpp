#include "app/desktop_face.h"
#include "app/run.h"
#include "ui/display_probe.h"

int main(int argc, char** argv) {
    return vigia::app::runVigia(
        argc, argv,
        {vigia::ui::displayProblem, vigia::app::runDesktopFace, vigia::app::desktopCommands()});
}
