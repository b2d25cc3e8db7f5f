#include "app/commands/load_runs.h"
#include "app/load_desk.h"
#include "app/load_keeper.h"
#include "app/scenario_files.h"
#include "tests/app/context.h"
#include "tests/backend/load/small_server.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <future>

using namespace vigia;
using namespace vigia::core::load;
using namespace std::chrono_literals;
using app::ProgramLoadDesk;

/// The desk as the page asks it, on a machine where no platform runs.
class LoadDeskTest : public QObject {
    Q_OBJECT

private:
    const QTemporaryDir m_home;

    [[nodiscard]] app::Context context(std::vector<std::string> more = {}) const {
        // Runs are kept beside the data of a stack.
        more.push_back("data.dir=" + m_home.path().toStdString() + "/local");
        return tests::contextOf(std::move(more));
    }
    /// What a call answers.
    static core::Result<std::string>
    answer(const std::function<void(ProgramLoadDesk::Done)>& call) {
        std::promise<core::Result<std::string>> promise;
        call([&](core::Result<std::string> result) { promise.set_value(std::move(result)); });
        return promise.get_future().get();
    }
    static RunList listed(ProgramLoadDesk& desk) {
        std::promise<RunList> promise;
        desk.list([&](RunList list) { promise.set_value(std::move(list)); });
        return promise.get_future().get();
    }
    /// A run of a second against a server of its own, in the folder that the desk reads.
    static std::string keptRun(const app::Context& context) {
        tests::SmallServer server([](const std::string&) { return tests::SmallServer::ok(); });
        Scenario scenario;
        scenario.name = "ping";
        scenario.stages = {{"hold", 20, 20, 1s}};
        RequestPlan ping;
        ping.path = *TextTemplate::parse("/");
        scenario.requests = {ping};
        auto plan = app::planLoad(context, scenario,
                                  {.name = "ping",
                                   .url = "http://127.0.0.1:" + std::to_string(server.port()),
                                   .seed = 1});
        auto folder = app::runsFolder(context);
        auto keeper = app::LoadKeeper::begin(*folder, std::move(*plan));
        (void)(*keeper)->run({}, {}, {});
        return (*keeper)->plan().head.id;
    }

private Q_SLOTS:
    void everyScenarioThatShipsIsACard() {
        const auto here = context();
        ProgramLoadDesk desk(here);
        QVERIFY(desk.scenarios().read() == nullptr); // no file is read on the caller's thread
        desk.begin();
        QTRY_VERIFY(desk.scenarios().read() != nullptr);
        const auto cards = desk.scenarios().read();
        QVERIFY(cards->size() >= 11);
        for (const auto& card : *cards)
            QVERIFY(!card.title.empty() && card.seconds > 0 && card.shortSeconds <= 60);
        desk.end();
    }

    void aScenarioOfOnesOwnComesWithTheNextList() {
        const auto here = context();
        ProgramLoadDesk desk(here);
        desk.begin();
        (void)listed(desk);
        const auto before = desk.scenarios().generation();
        (void)listed(desk);
        QCOMPARE(desk.scenarios().generation(), before); // nothing new: nothing is read again
        const auto folder = *app::scenariosFolder(here);
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "own.yaml") << "name: own\ntitle: Own\nstages:\n"
                                              "  - {name: steady, rate: 10, for: 10s}\n"
                                              "requests:\n  - {name: read, path: /}\n";
        (void)listed(desk);
        QCOMPARE(desk.scenarios().read()->back().name, std::string("own"));
        QVERIFY(desk.scenarios().read()->back().own);
        desk.end();
        std::filesystem::remove_all(folder);
    }

    void whatCannotStartSaysWhyAndTheNextMayStart() {
        const auto here = context();
        ProgramLoadDesk desk(here);
        desk.begin();
        for (int i = 0; i < 2; ++i) {
            const auto started =
                answer([&](const auto& done) { desk.start("baseline", true, {}, done); });
            QVERIFY(!started);
            QVERIFY2(started.error().code != core::ErrorCode::Conflict,
                     started.error().message.c_str());
        }
        QVERIFY(!answer([&](const auto& done) { desk.start("baselime", true, {}, done); }));
        QVERIFY(!desk.status().read()->run);
        desk.end();
    }

    /// An unlocked one comes as far as any other: nothing runs here.
    void productionIsLoadedOnlyWithItsNameAndAReason() {
        for (const char* readOnly : {"true", "false"}) {
            const auto here = context(
                {"clusters.local.tag=prod", std::string("clusters.local.readOnly=") + readOnly});
            ProgramLoadDesk desk(here);
            desk.begin();
            const auto refused = [&](const core::ops::WritePass& pass) {
                const auto started =
                    answer([&](const auto& done) { desk.start("baseline", true, pass, done); });
                return !started && started.error().code == core::ErrorCode::Rejected;
            };
            QVERIFY(refused({}));
            QVERIFY(refused({"orders", "ticket 7"}));
            QVERIFY(refused({"local", " "}));
            QVERIFY(!refused({"local", "ticket 7"}));
            desk.end();
        }
    }

    void aRunOfACommandIsListedAnnotatedAndRemoved() {
        const auto here = context();
        const auto id = keptRun(here);
        ProgramLoadDesk desk(here);
        desk.begin();
        QCOMPARE(listed(desk).runs.at(0).head.id, id);
        QVERIFY(answer([&](const auto& done) {
            desk.annotate(id, {"before the fix", {"release 2"}, ""}, done);
        }));
        QVERIFY(answer([&](const auto& done) { desk.makeBaseline(id, done); }));
        QCOMPARE(listed(desk).runs.at(0).shownName(), std::string("before the fix"));
        QVERIFY(listed(desk).runs.at(0).baseline);
        QVERIFY(answer([&](const auto& done) { desk.remove(id, done); }));
        QVERIFY(listed(desk).runs.empty());
        QVERIFY(!answer([&](const auto& done) { desk.remove(id, done); }));
        desk.end();
    }
};

VIGIA_TEST_CLASS(LoadDeskTest)
#include "load_desk_test.moc"
