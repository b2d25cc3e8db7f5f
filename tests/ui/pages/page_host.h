#pragma once

#include "tests/support/gui_test.h"
#include "ui/pages/page.h"
#include "ui/testing/fake_control.h"
#include "ui/testing/sample_data.h"
#include "ui/widgets/console_context.h"

#include <QSettings>
#include <QTemporaryDir>

namespace vigia::tests {

/// A page in a context of its own, 1104 × 640 pixels as inside the window at 1280 × 800.
class PageHost {
public:
    PageHost();

    /// Makes the page `id` and shows it.
    ui::pages::Page* open(const QString& id);
    void show(core::ops::ConsoleSnapshot snapshot);
    /// With VIGIA_PICTURES=<folder> saves what the page looks like.
    void picture(const QString& name) const;

    QTemporaryDir folder;
    QSettings settings;
    ui::testing::FakeControl control;
    ui::widgets::ConsoleContext context;
    core::UtcTime now = core::fromEpochMillis(1'735'787'045'678);
    std::unique_ptr<ui::pages::Page> page;
};

/// The visible widgets whose text doesn't fit: "QPushButton Resume…".
QStringList clippedTexts(const QWidget& page);
/// Focusable widgets without an accessible name.
QStringList unnamedWidgets(const QWidget& page);

} // namespace vigia::tests
