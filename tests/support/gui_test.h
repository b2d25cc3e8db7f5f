#pragma once

#include "tests/support/test_main.h"
#include "ui/theme/theme.h"

#include <QRegularExpression>
#include <QTest>

namespace vigia::tests {

/// The theme that the test executable's main installed.
ui::theme::Theme& theme();

/// Call it in `init()`: from then on every warning of Qt fails the test function.
inline void failOnQtWarnings() {
    // The offscreen plugin says that about every window, menu and combo box's list; it has no
    // meaning without a window manager.
    QTest::failOnWarning(QRegularExpression(
        QStringLiteral("^(?!This plugin does not support "
                       "(propagateSizeHints|setParent|raise|grabbing the keyboard)).*")));
}

} // namespace vigia::tests
