#include "tests/support/gui_test.h"

#include "ui/theme/theme.h"

#include <QApplication>

namespace vigia::tests {

int runTests(int argc, char** argv);

namespace {
ui::theme::Theme* theTheme = nullptr; // of this process's main, for its tests only
}

ui::theme::Theme& theme() {
    return *theTheme;
}

} // namespace vigia::tests

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    vigia::ui::theme::Theme theme;
    theme.install(application);
    vigia::tests::theTheme = &theme;
    return vigia::tests::runTests(argc, argv);
}
