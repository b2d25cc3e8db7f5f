#pragma once

#include "tests/support/gui_test.h"
#include "ui/desktop_parts.h"
#include "ui/testing/fake_control.h"
#include "ui/testing/fake_load_desk.h"
#include "ui/testing/fake_report_desk.h"
#include "ui/testing/fake_scenario_desk.h"
#include "ui/testing/sample_data.h"
#include "ui/widgets/main_window.h"

#include <QTemporaryDir>

namespace vigia::tests {

/// A main window over sources that the test fills, with a clock that stands still until it is
/// moved. Every page of the build.
struct WindowRig {
    WindowRig()
        : settings((folder.path() + QStringLiteral("/desktop.ini")).toStdString()),
          context(theme(), control, settings),
          window(context, ui::pages::allPages(true), {snapshots, start, [this] { return now; }}) {
        context.setLoadDesk(&load);
        context.setReportDesk(&reports);
        context.setScenarioDesk(&scenarios);
        window.resize(1280, 800);
        window.show();
    }

    /// As the monitor would publish it; the window looks at once.
    void publish(core::ops::ConsoleSnapshot snapshot) {
        snapshots.publish(std::move(snapshot));
        window.tick();
        settle();
    }
    void publishHealthy() { publish(ui::testing::healthySnapshot(now)); }

    static void settle() {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
        theme().parts()->finish();
        QCoreApplication::processEvents();
    }

    core::UtcTime now{std::chrono::seconds(1'800'023'527)};
    QTemporaryDir folder;
    core::Published<core::ops::ConsoleSnapshot> snapshots;
    core::Published<core::ops::StartProgress> start;
    ui::testing::FakeControl control;
    ui::testing::FakeLoadDesk load;
    ui::testing::FakeReportDesk reports;
    ui::testing::FakeScenarioDesk scenarios;
    ui::LayoutSettings settings;
    ui::widgets::ConsoleContext context;
    ui::widgets::MainWindow window;
};

} // namespace vigia::tests
