#include "app/scenario_desk.h"

#include "app/scenario_files.h"
#include "backend/load/shipped_scenarios.h"
#include "tests/app/context.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <future>

using namespace vigia;
using core::load::CheckedScenario;
using core::load::ScenarioText;
using Answer = core::Result<std::string>;

namespace {

constexpr const char* kOwn = "name: own\n"
                             "title: Own\n"
                             "stages:\n"
                             "  - {name: steady, rate: 10, for: 10s}\n"
                             "requests:\n"
                             "  - {name: read, path: /}\n";

/// A desk whose scenarios go into a folder of the test's own.
struct EditedDesk {
    EditedDesk() { desk.begin(); }
    ~EditedDesk() { desk.end(); }

    Answer save(const std::string& yaml) {
        std::promise<Answer> promise;
        desk.save(yaml, [&](Answer answer) { promise.set_value(std::move(answer)); });
        return promise.get_future().get();
    }
    Answer remove(const std::string& name) {
        std::promise<Answer> promise;
        desk.remove(name, [&](Answer answer) { promise.set_value(std::move(answer)); });
        return promise.get_future().get();
    }
    CheckedScenario check(const std::string& yaml) {
        std::promise<CheckedScenario> promise;
        desk.check(yaml, [&](CheckedScenario found) { promise.set_value(std::move(found)); });
        return promise.get_future().get();
    }
    core::Result<ScenarioText> text(const std::string& name) {
        std::promise<core::Result<ScenarioText>> promise;
        desk.text(name, [&](auto told) { promise.set_value(std::move(told)); });
        return promise.get_future().get();
    }

    QTemporaryDir folder;
    app::Context context =
        tests::contextOf({"data.dir=" + folder.path().toStdString() + "/vigia/local"});
    app::ProgramScenarioDesk desk{context};
};

} // namespace

class ScenarioDeskTest : public QObject {
    Q_OBJECT

private:
    static std::size_t shipped() { return backend::load::shippedScenarios().size(); }

private Q_SLOTS:
    void anOwnScenarioIsKeptRunByItsFileAndRemoved() {
        EditedDesk host;
        const auto saved = host.save(kOwn);
        QVERIFY2(saved.has_value(), saved ? "" : saved.error().message.c_str());
        QCOMPARE(*saved, "own");
        const auto found = app::findScenario(host.context, "own");
        QVERIFY(found && found->own && found->file.string().ends_with("/scenarios/own.yaml"));
        QVERIFY(app::scenarioOf(*found).has_value());
        const auto text = host.text("own");
        QVERIFY(text && text->own && text->yaml == kOwn);
        const auto cards = app::scenarioCards(host.context);
        QVERIFY(cards.size() > 1 && !cards.front().own);
        QCOMPARE(cards.back().name, "own");
        QVERIFY(cards.back().own);
        QVERIFY(host.remove("own").has_value());
        QVERIFY(!app::findScenario(host.context, "own"));
        QVERIFY(!host.remove("own"));
    }

    /// The editor reads files where the run does.
    void filesBesideOnesOwnScenariosAreFound() {
        EditedDesk host;
        QVERIFY(host.save(kOwn).has_value());
        const auto folder = *app::scenariosFolder(host.context);
        std::ofstream(folder / "photo.png") << "0123456789";
        const std::string yaml =
            std::string(kOwn) +
            "  - {name: upload, method: POST, path: /files, body: {file: photo.png}}\n";
        const auto checked = host.check(yaml);
        QVERIFY2(checked.faults.empty(),
                 checked.faults.empty() ? "" : checked.faults[0].text.c_str());
        QVERIFY(checked.requests == std::vector<std::string>({"read: GET", "upload: POST, 10 B"}));
        QVERIFY(host.save(yaml).has_value());
        QVERIFY(app::scenarioOf(*app::findScenario(host.context, "own")).has_value());
    }

    void aMistypedNameIsNearestToOnesOwnToo() {
        EditedDesk host;
        QVERIFY(host.save(kOwn).has_value());
        const auto found = app::findScenario(host.context, "owns");
        QVERIFY(!found && found.error().message.find("did you mean 'own'?") != std::string::npos);
    }

    void aFolderOfScenariosThatCannotBeReadIsNoScenario() {
        EditedDesk host;
        const auto folder = *app::scenariosFolder(host.context);
        std::filesystem::create_directories(folder.parent_path());
        std::ofstream(folder) << "a file in the place of the folder";
        QCOMPARE(app::scenarioCards(host.context).size(), shipped());
        QCOMPARE(app::ownScenariosMark(host.context), std::string());
    }

    void whatCameOrChangedAmongOnesOwnIsNoticed() {
        EditedDesk host;
        const auto none = app::ownScenariosMark(host.context);
        QVERIFY(host.save(kOwn).has_value());
        const auto one = app::ownScenariosMark(host.context);
        QVERIFY(one != none);
        QVERIFY(host.save(std::string(kOwn) + "# changed\n").has_value());
        QVERIFY(app::ownScenariosMark(host.context) != one);
    }

    void aShippedScenarioIsNeverWrittenOver() {
        EditedDesk host;
        const auto shipped = host.text("baseline");
        QVERIFY(shipped && !shipped->own);
        const auto saved = host.save(shipped->yaml);
        QVERIFY(!saved && saved.error().code == core::ErrorCode::Conflict);
        QVERIFY(!host.remove("baseline"));
        QVERIFY(!std::filesystem::exists(*app::scenariosFolder(host.context)));
    }

    void aNameThatLeavesTheFolderIsRefused() {
        EditedDesk host;
        std::string yaml = kOwn;
        yaml.replace(yaml.find("own"), 3, "'../own'");
        QVERIFY(!host.save(yaml));
        QVERIFY(!host.remove("../vigia/local"));
        QVERIFY(!std::filesystem::exists(host.folder.path().toStdString() + "/vigia/own.yaml"));
    }

    void everyMistakeHasItsPlaceAndTheStagesAreThereAsFarAsTheyGo() {
        EditedDesk host;
        std::string yaml = kOwn;
        yaml.replace(yaml.find("title"), 5, "titel");
        const auto checked = host.check(yaml);
        QVERIFY(!checked.faults.empty());
        QCOMPARE(checked.faults.front().line, 2);
        QCOMPARE(checked.faults.front().column, 1);
        QCOMPARE(checked.stages.size(), std::size_t{1});
        QVERIFY(!host.save(yaml));
    }

    void hugeAndHostileTextsAreRefusedWithASentence() {
        EditedDesk host;
        for (const std::string& yaml :
             {std::string(3 << 20, 'a'), std::string("\0\x01\xff\xfe", 4), std::string("{[}"),
              std::string("name: \xe2\x80\xae\xe2\x80\x8bx\n"), std::string()}) {
            const auto checked = host.check(yaml);
            QVERIFY(!checked.faults.empty());
            QVERIFY(!checked.faults.front().text.empty());
            QVERIFY(!host.save(yaml));
        }
    }
};

VIGIA_TEST_CLASS(ScenarioDeskTest)
#include "scenario_desk_test.moc"
