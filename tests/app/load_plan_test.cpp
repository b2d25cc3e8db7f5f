#include "app/load_plan.h"

#include "app/scenario_files.h"
#include "tests/app/context.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::tests;
using core::load::Scenario;

class LoadPlanTest : public QObject {
    Q_OBJECT

private:
    static core::Result<app::LoadPlan> planned(Scenario scenario, const app::LoadWish& wish) {
        return app::planLoad(contextOf({}), std::move(scenario), wish);
    }

private Q_SLOTS:
    void theShortFormOfAShippedScenarioOnAServiceOutside() {
        const auto baseline = app::scenarioNamed(contextOf({}), "baseline");
        QVERIFY2(baseline.has_value(), baseline ? "" : baseline.error().message.c_str());
        const auto plan = planned(
            *baseline, {.name = "baseline", .brief = true, .url = "http://shop:81/api", .seed = 7});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().message.c_str());
        QCOMPARE(app::lastsSeconds(plan->scenario.stages),
                 app::lastsSeconds(baseline->shortStages));
        QVERIFY(app::lastsSeconds(plan->scenario.stages) <= 60);
        QCOMPARE(plan->head.target, std::string("http://shop:81/api"));
        QCOMPARE(plan->head.id, plan->options.runId);
        QCOMPARE(plan->options.seed, std::uint64_t{7});
        QVERIFY(plan->head.brief && !plan->options.kafka);
    }

    /// What a report prints as "repeat this run" must be what was typed.
    void theCommandRepeatsTheRun() {
        const auto plan =
            planned(*app::scenarioNamed(contextOf({}), "spike"),
                    {.name = "spike", .brief = true, .url = "http://h:1", .seed = 42});
        QCOMPARE(plan->head.settings.at("command"),
                 std::string("vigia load run spike --short --url http://h:1 --seed 42"));
    }

    void aSeedIsDrawnAnewWhereNoneIsWished() {
        const app::LoadWish wish{.name = "spike", .brief = false, .url = "http://h:1", .seed = {}};
        const auto spike = *app::scenarioNamed(contextOf({}), "spike");
        const auto one = planned(spike, wish), other = planned(spike, wish);
        QVERIFY(one->options.seed != other->options.seed);
        QVERIFY(one->head.id != other->head.id);
    }

    void whatCannotRunIsSaidBeforeItBegins() {
        auto scenario = *app::scenarioNamed(contextOf({}), "spike");
        scenario.shortStages.clear();
        const auto brief =
            planned(scenario, {.name = "spike", .brief = true, .url = "http://h:1", .seed = {}});
        QVERIFY(!brief);
        QCOMPARE(brief.error().message, std::string("this scenario has no short form"));
        QVERIFY(
            !planned(scenario, {.name = "spike", .brief = false, .url = "ftp://h", .seed = {}}));
    }

    /// Not only the faces refuse: the plan does, and what carries it out.
    void aProductionPlatformIsLoadedOnlyWithItsNameAndAReason() {
        const auto prod = contextOf({"clusters.local.tag=prod", "clusters.local.readOnly=false"});
        const auto baseline = *app::scenarioNamed(prod, "baseline");
        app::LoadWish wish{.name = "baseline", .brief = true, .url = {}, .seed = 1};
        const auto code = [&](const Scenario& scenario) {
            const auto plan = app::planLoad(prod, scenario, wish);
            return plan ? std::optional<core::ErrorCode>() : plan.error().code;
        };
        QVERIFY(code(baseline) == core::ErrorCode::Rejected);
        wish.pass = {"local", " "};
        QVERIFY(code(baseline) == core::ErrorCode::Rejected);
        wish.pass = {"local", "ticket 7"};
        QVERIFY(code(baseline) != core::ErrorCode::Rejected); // but nothing runs here
        wish.pass = {};
        wish.url = "http://127.0.0.1:1";
        QVERIFY(!code(baseline)); // elsewhere
        QVERIFY(code(*app::scenarioNamed(prod, "mixed")) == core::ErrorCode::Rejected);
    }

    void anUnknownScenarioIsRefusedWithTheNearestName() {
        const auto text = app::findScenario(contextOf({}), "basline");
        QVERIFY(!text);
        QVERIFY2(text.error().message.find("did you mean 'baseline'?") != std::string::npos,
                 text.error().message.c_str());
        QVERIFY(!app::scenarioNamed(contextOf({}), "/nowhere/mine.yaml"));
    }
};

VIGIA_TEST_CLASS(LoadPlanTest)
#include "load_plan_test.moc"
