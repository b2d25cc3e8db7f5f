#include "backend/stack/disk_problem.h"
#include "backend/stack/guard_text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::backend::stack;
using core::ops::Health;

namespace {

core::JsonValue json(const std::string& text) {
    auto value = core::parseJson(text);
    return value ? std::move(*value) : core::JsonValue();
}

} // namespace

/// What a console makes of the guard's lines, also of those that no guard of ours wrote.
class GuardTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheGuardWritesIsReadBack() {
        core::ops::StartProgress progress;
        progress.seconds = 1.5;
        progress.failure = "no \"Java\"\n";
        progress.steps = {
            {"Broker 1", Health::Working, "waiting for the quorum", 0.7, "log\x1b[2J"}};
        const auto read = readProgress(json(progressText(progress)));
        QVERIFY(read.has_value());
        QCOMPARE(read->failure, progress.failure);
        QCOMPARE(read->steps.at(0).health, Health::Working);
        QCOMPARE(read->steps.at(0).log, std::string("log\x1b[2J"));
        const ProcessEvent event{core::fromEpochMillis(1'700'000'000'123), "broker-1",
                                 ProcessKind::Broker, "exited", "It was killed by signal 9."};
        const auto news = readEvent(json(eventText(event)));
        QVERIFY(news.has_value() && news->time == event.time);
        QCOMPARE(news->detail, event.detail);
    }

    void troubleIsTheDiskAndWhatDoesNotRun() {
        QCOMPARE(troubleText(json(R"({"diskProblem":"","processes":[)"
                                  R"({"name":"postgres","state":"running","detail":"ready"}]})")),
                 std::string());
        QCOMPARE(troubleText(json(R"({"diskProblem":"The disk is full.","processes":[)"
                                  R"({"name":"broker-1","state":"failed","detail":"No room.",)"
                                  R"("log":"many lines"},)"
                                  R"({"name":"postgres","state":"running","detail":"ready"}]})")),
                 std::string("The disk is full. Not running: broker-1."));
        QCOMPARE(troubleText(json(R"({"processes":[)"
                                  R"({"name":"broker-1","state":"failed","detail":"No room.",)"
                                  R"("log":"many lines"},)"
                                  R"({"name":"postgres","state":"stopped","detail":"stopped"}]})")),
                 std::string("broker-1 is failed: No room.; postgres is stopped: stopped"));
        QCOMPARE(troubleText(json("{}")), std::string());
    }

    void diskThatIsShortOfRoomIsToldWithItsFolder() {
        constexpr std::uint64_t kMega = 1024 * 1024;
        QCOMPARE(diskProblem("/data", {kNeededBytes, 900 * kMega}), std::string());
        const auto low = diskProblem("/data", {299 * kMega, 900 * kMega});
        QVERIFY2(low.starts_with("The disk that holds /data is nearly full: 299 MB are free"),
                 low.c_str());
        const auto full = diskProblem("/data", {0, 900 * kMega});
        QVERIFY2(full.starts_with("The disk that holds /data is full: 0 MB"), full.c_str());
    }

    void linesOfAnotherProgramAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"null", "7", "\"status\"", "[]", "[1,2]", "{}", "{\"processes\":null}",
              "{\"processes\":{\"name\":\"broker-1\"}}", "{\"steps\":\"all\"}",
              "{\"time\":\"yesterday\",\"process\":\"broker-1\"}",
              "{\"time\":7,\"process\":\"broker-1\"}", "{\"time\":\"2025-01-02T03:04:05.678Z\"}",
              "{\"time\":\"2025-01-02T03:04:05.678Z\",\"process\":7}"})
            QTest::newRow(text) << QByteArray(text);
    }
    void linesOfAnotherProgramAreRefused() {
        QFETCH(QByteArray, text);
        const auto line = json(text.toStdString());
        QVERIFY(!readProgress(line).has_value());
        QVERIFY(!readEvent(line).has_value());
        const auto processes = readProcesses(line);
        QVERIFY(!processes.has_value());
        QVERIFY2(processes.error().message.find("another version") != std::string::npos,
                 processes.error().message.c_str());
    }

    void membersOfTheWrongKindAreLeftOut_data() {
        QTest::addColumn<QByteArray>("member");
        for (const char* member :
             {"\"pid\":\"12\"", "\"pid\":1.5", "\"pid\":1e400", "\"pid\":99999999999999999999",
              "\"memoryBytes\":[]", "\"cpuSeconds\":\"much\"", "\"startedAt\":\"2025-13-99\"",
              "\"exitedAt\":{}", "\"state\":\"dancing\"", "\"state\":7", "\"detail\":{\"a\":[]}"})
            QTest::newRow(member) << QByteArray(member);
    }
    void membersOfTheWrongKindAreLeftOut() {
        QFETCH(QByteArray, member);
        const auto read = readProcesses(json(
            "{\"processes\":[{\"name\":\"broker-1\",\"kind\":\"broker\"," + member.toStdString() +
            "},7,null,{\"name\":\"postgres\",\"kind\":\"postgres\",\"state\":\"running\",\"pid\":5}"
            "]}"));
        QVERIFY(read.has_value());
        QCOMPARE(read->size(), std::size_t(4));
        const auto& broken = read->at(0);
        QCOMPARE(broken.name, std::string("broker-1"));
        QCOMPARE(broken.state, core::ops::ProcessState::Stopped); // what is not known does not run
        QVERIFY(!broken.pid && !broken.memoryBytes && !broken.cpuSeconds && !broken.startedAt);
        QVERIFY(read->at(1).name.empty() && read->at(2).name.empty());
        QCOMPARE(read->at(3).state, core::ops::ProcessState::Running);
        QCOMPARE(*read->at(3).pid, std::int64_t(5));
    }

    void manyHostileStepsAreOnlyText() {
        std::string steps;
        for (int i = 0; i < 2000; ++i)
            steps += std::string(i == 0 ? "" : ",") +
                     "{\"name\":\"\\u202Eevil\\u001b[2J\",\"health\":\"ok\",\"seconds\":1e308}";
        const auto read = readProgress(json("{\"ready\":\"yes\",\"steps\":[" + steps + "]}"));
        QVERIFY(read.has_value());
        QVERIFY(!read->ready); // only true is true
        QCOMPARE(read->steps.size(), std::size_t(2000));
    }
};

VIGIA_TEST_CLASS(GuardTextTest)
#include "guard_text_test.moc"
