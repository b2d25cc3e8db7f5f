#include "app/load_keeper.h"
#include "backend/host/system_clock.h"
#include "tests/app/context.h"
#include "tests/backend/load/small_server.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using namespace vigia::core::load;
using namespace std::chrono_literals;
using app::LoadKeeper;
using tests::SmallServer;

class LoadKeeperTest : public QObject {
    Q_OBJECT

private:
    const QTemporaryDir m_home;

    [[nodiscard]] std::filesystem::path folder() const {
        return std::filesystem::path(m_home.path().toStdString()) / "runs";
    }
    static app::LoadPlan plan(std::uint16_t port) {
        Scenario scenario;
        scenario.name = "ping";
        scenario.title = "Ping";
        scenario.timeout = 60s;
        scenario.stages = {{"hold", 50, 50, 1s}};
        RequestPlan ping;
        ping.name = "ping";
        ping.path = *TextTemplate::parse("/ping");
        scenario.requests = {ping};
        return *app::planLoad(
            tests::contextOf({}), scenario,
            {.name = "ping", .url = "http://127.0.0.1:" + std::to_string(port), .seed = 1});
    }
    [[nodiscard]] std::unique_ptr<LoadKeeper> keeper(std::uint16_t port) const {
        return std::move(*LoadKeeper::begin(folder(), plan(port)));
    }

private Q_SLOTS:
    void aRunIsKeptWithWhatWasSeenMeanwhile() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        const auto run = keeper(server.port());
        const backend::load::RunFolder runs(folder());
        QCOMPARE(runs.list().runs.at(0).state, RunState::Running);
        std::size_t looks = 0;
        const auto outcome =
            run->run({[&](const auto&) { ++looks; },
                      [] {
                          core::ops::ConsoleSnapshot seen;
                          core::ops::Event event;
                          event.time = backend::host::SystemClock().now();
                          event.sequence = 2;
                          event.title = "broker 2 down";
                          event.health = core::ops::Health::Broken;
                          core::ops::Event before = event;
                          before.time -= 1h;
                          before.sequence = 1;
                          seen.events = {before, event};
                          return std::make_shared<const core::ops::ConsoleSnapshot>(seen);
                      }},
                     {}, {});
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QVERIFY(looks > 0 && !outcome->notKept && outcome->removed.empty());
        const auto kept = runs.read(run->plan().head.id);
        QVERIFY(kept && kept->state == RunState::Finished);
        QCOMPARE(kept->result.record.counted.answered, outcome->result.record.counted.answered);
        QCOMPARE(kept->result.record.observed.events.size(), std::size_t{1});
        QCOMPARE(kept->result.record.observed.events[0].title, std::string("broker 2 down"));
    }

    void aRunThatCouldNotBeginLeavesNoFile() {
        const tests::ClosedPort nobody;
        {
            const auto run = keeper(nobody.port());
            QVERIFY(!run->run({}, {}, {}));
        }
        QVERIFY(std::filesystem::is_empty(folder()));
    }

    void aStoppedRunIsKeptAsStopped() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        std::stop_source drain;
        drain.request_stop();
        const auto run = keeper(server.port());
        const auto outcome = run->run({}, drain.get_token(), {});
        QVERIFY(outcome && outcome->result.stopped);
        const auto kept = backend::load::RunFolder(folder()).read(run->plan().head.id);
        QVERIFY(kept && kept->result.verdict() == RunVerdict::Stopped);
    }

    void cleanup() { std::filesystem::remove_all(folder()); }
};

VIGIA_TEST_CLASS(LoadKeeperTest)
#include "load_keeper_test.moc"
