#include "ui/desktop.h"
#include "ui/testing/fake_desk.h"
#include "ui/testing/fake_load_desk.h"
#include "ui/testing/fake_report_desk.h"
#include "ui/testing/fake_scenario_desk.h"
#include "ui/testing/sample_data.h"
#include "ui/testing/sample_rest.h"

#include <cstdlib>

/// `vigia_sample_shots FOLDER [SCALE] [LANGUAGE]`: every page from invented numbers, for work on
/// the look without a platform.
int main(int argc, char** argv) {
    using namespace vigia;
    core::Published<core::ops::ConsoleSnapshot> snapshots;
    ui::testing::FakeControl control;
    const core::UtcTime now{std::chrono::seconds(1'800'023'527)};
    auto snapshot = ui::testing::healthySnapshot(now);
    snapshot.generation = 100; // as after a while, which is what pictures wait for
    snapshots.publish(std::move(snapshot));
    control.onRest = [now](const auto& method, const auto& path, const auto&) {
        return ui::testing::sampleRest(now, method, path);
    };
    ui::testing::FakeDesk desk;
    desk.published.publish(ui::testing::sampleFleet(now));
    ui::testing::FakeLoadDesk load;
    ui::testing::FakeReportDesk reports;
    ui::testing::FakeScenarioDesk scenarios;
    const ui::ShotOptions options{snapshots, control, {},         argc > 3 ? argv[3] : "en",
                                  &desk,     &load,   &scenarios, &reports};
    const std::string folder = argc > 1 ? argv[1] : "shots";
    const double scale = argc > 2 ? std::atof(argv[2]) : 1;
    int none = 1;
    return ui::renderShots(none, argv, options, folder, scale);
}
