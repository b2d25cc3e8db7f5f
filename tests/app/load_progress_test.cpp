#include "app/commands/load_progress.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

core::load::Scenario tenSeconds() {
    core::load::Scenario scenario;
    scenario.stages = {{.name = "warm-up", .duration = 4s}, {.name = "steady", .duration = 6s}};
    return scenario;
}

core::load::Interval hundredAnswers() {
    core::load::Interval recent;
    recent.answered = 100;
    return recent;
}

backend::load::LoadProgress progressAt(core::load::LoadTime time, std::size_t inFlight,
                                       std::size_t waiting = 0) {
    backend::load::LoadProgress progress;
    progress.at = time;
    progress.stage = 1;
    progress.inFlight = inFlight;
    progress.waiting = waiting;
    return progress;
}

} // namespace

class LoadProgressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whileItsCourseLastsTheStageIsNamed() {
        const auto text = app::progressText(tenSeconds(), hundredAnswers(), 2s, progressAt(6s, 3));
        QVERIFY(text.find("steady") != std::string::npos);
        QVERIFY(text.find(" 50/s") != std::string::npos);
        QVERIFY(text.find("3 under way") != std::string::npos);
        QVERIFY(text.find("more") == std::string::npos);
    }

    void afterItTheLineSaysHowLongTheRestTakes() {
        const auto text =
            app::progressText(tenSeconds(), hundredAnswers(), 2s, progressAt(12s, 50, 950));
        QVERIFY(text.find("last answers") != std::string::npos);
        QVERIFY(text.find("50 under way, 950 wait, about 20 s more") != std::string::npos);
    }

    void aServiceThatAnswersNothingPromisesNoTime() {
        const auto text = app::progressText(tenSeconds(), {}, 2s, progressAt(12s, 50));
        QVERIFY(text.find("50 under way") != std::string::npos);
        QVERIFY(text.find("more") == std::string::npos);
    }
};

VIGIA_TEST_CLASS(LoadProgressTest)
#include "load_progress_test.moc"
