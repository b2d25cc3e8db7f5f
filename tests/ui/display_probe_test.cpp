#include "tests/support/gui_test.h"
#include "ui/display_probe.h"

#include <QTest>

using vigia::ui::displayReason;

namespace {

const std::string kNoPlugin =
    "qt.qpa.plugin: Could not find the Qt platform plugin \"nonsense\" in \"\"\n"
    "This application failed to start because no Qt platform plugin could be initialized.";
const std::string kNoConnection =
    "qt.qpa.xcb: could not connect to display :99\nqt.qpa.plugin: Could not load the Qt platform "
    "plugin \"xcb\" in \"\" even though it was found.";
const std::string kNoLibrary = "qt.qpa.plugin: Could not load the Qt platform plugin \"xcb\" in "
                               "\"\" even though it was found.";

} // namespace

/// What somebody reads where no window opens.
class DisplayProbeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingPluginIsNamed() {
        QCOMPARE(displayReason({.x11 = ":0", .platform = "nonsense"}, kNoPlugin),
                 std::string("No window can be opened: Qt has no platform plugin nonsense "
                             "(QT_QPA_PLATFORM names it)"));
        QCOMPARE(displayReason({.wayland = "wayland-0"},
                               "Could not find the Qt platform plugin \"wayland\" in \"\""),
                 std::string("No window can be opened: Qt has no platform plugin wayland (install "
                             "the Qt plugins for it)"));
        QCOMPARE(displayReason({.x11 = ":0"}, kNoLibrary),
                 std::string("No window can be opened: Qt can't load its platform plugin xcb, a "
                             "library of it is missing"));
    }

    void displayThatDoesNotAnswerIsNamed() {
        QCOMPARE(displayReason({.x11 = ":99"}, kNoConnection),
                 std::string("No window can be opened on the display :99"));
    }

    void displayThatNobodyNamedIsNotShownAsAnEmptyWord() {
        QCOMPARE(displayReason({.platform = "xcb"}, kNoConnection),
                 std::string("No window can be opened with QT_QPA_PLATFORM xcb: DISPLAY and "
                             "WAYLAND_DISPLAY are not set"));
    }

    void wordsOfOthersAreOnlyText() {
        QCOMPARE(displayReason({.x11 = ":0\x1b[2J"}, ""),
                 std::string("No window can be opened on the display :0\\x1B[2J"));
        QCOMPARE(displayReason({.x11 = ":0"}, "Could not find the Qt platform plugin \""),
                 std::string("No window can be opened on the display :0"));
    }
};

VIGIA_TEST_CLASS(DisplayProbeTest)
#include "display_probe_test.moc"
