#include "app/console_control.h"
#include "app/platform_access.h"
#include "backend/host/system_clock.h"
#include "backend/kafka/admin.h"
#include "backend/kafka/batch_publisher.h"
#include "backend/kafka/consumer_engine.h"
#include "backend/kafka/direct_client.h"
#include "backend/kafka/producer.h"
#include "backend/postgres/pool.h"
#include "tests/architecture/source_tree.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <future>
#include <map>
#include <regex>
#include <set>

using namespace vigia;
using namespace vigia::app;

namespace {

/// The answers to what was asked of a control, of whatever kind they are.
class Answers {
public:
    auto next() {
        auto promise = std::make_shared<std::promise<bool>>();
        m_passed.push_back(promise->get_future());
        return [promise](const auto& answer) {
            promise->set_value(answer.has_value() ||
                               answer.error().code != core::ErrorCode::Rejected);
        };
    }
    /// Waits for all; how many were not refused.
    int passed() {
        int count = 0;
        for (auto& answer : m_passed)
            count += answer.get() ? 1 : 0;
        return count;
    }
    [[nodiscard]] int asked() const { return static_cast<int>(m_passed.size()); }

private:
    std::vector<std::future<bool>> m_passed;
};

using Try = std::function<void(core::ops::PlatformControl&, Answers&)>;

/// Every function of `PlatformControl` that changes something, and how it is tried.
const std::map<std::string, Try>& writingVerbs() {
    static const std::map<std::string, Try> all{
        {"process", [](auto& of, auto& to) { of.process("broker-1", "kill", to.next()); }},
        {"scale", [](auto& of, auto& to) { of.scale("stock", 2, to.next()); }},
        {"setDemoTraffic", [](auto& of, auto& to) { of.setDemoTraffic(true, to.next()); }},
        {"rest", [](auto& of, auto& to) {
             for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "post", ""})
                 of.rest(method, "/api/v1/virtual-stock/stocks", "{}", to.next());
         }}};
    return all;
}

/// What the windows may ask of the program beside `writingVerbs`: it reads, or changes what is the
/// user's own. `LoadDesk::start` has its own tests (`load_desk_test`, `load_guard_test`).
const std::map<std::string, std::set<std::string>>& otherVerbs() {
    static const std::map<std::string, std::set<std::string>> all{
        {"PlatformControl",
         {"unlock", "lock", "topicConfiguration", "watchGroup", "setHistoryRange",
          "setSampleInterval"}},
        {"ClusterFeed", {"snapshots", "progress", "connection", "control"}},
        {"ClusterDesk",
         {"clusters", "open", "test", "save", "remove", "draft", "import", "fleet", "lookAtFleet",
          "keyring"}},
        {"LoadDesk",
         {"scenarios", "status", "start", "stop", "list", "read", "compare", "annotate",
          "makeBaseline", "remove"}},
        {"ScenarioDesk", {"text", "check", "save", "remove"}},
        {"ReportDesk", {"usualFolder", "operations", "run"}}};
    return all;
}

/// The virtual functions of every class of `core` that the windows act through.
std::map<std::string, std::set<std::string>> verbsOfTheWindows() {
    static const std::regex title("\nclass (\\w+(?:Control|Desk|Feed)) \\{");
    static const std::regex function("virtual [^~;{]*?(\\w+)\\(");
    std::map<std::string, std::set<std::string>> found;
    for (const auto& file : tests::sourcesBelow("core")) {
        if (file.text.find("\n    virtual ") == std::string::npos)
            continue; // most of them; an expression takes its time
        for (std::sregex_iterator at(file.text.begin(), file.text.end(), title), end; at != end;
             ++at) {
            const auto from = static_cast<std::size_t>(at->position());
            const std::string body = file.text.substr(from, file.text.find("\n};", from) - from);
            for (std::sregex_iterator each(body.begin(), body.end(), function); each != end; ++each)
                found[(*at)[1]].insert((*each)[1]);
        }
    }
    return found;
}

/// A handler that is never asked.
class NoHandler final : public backend::kafka::BatchHandler {
public:
    std::vector<core::stream::Outcome> handle(std::span<const core::stream::Record>,
                                              pqxx::transaction_base&) override {
        return {};
    }
};

core::Result<void> startEngine(const backend::kafka::ClientConfig& client) {
    backend::kafka::EngineOptions options;
    options.client = client;
    options.group = "g";
    options.topics = {"t"};
    options.failures.deadLetter = "dead";
    backend::postgres::PoolOptions nobody;
    nobody.connection.urls = {"postgresql://127.0.0.1:1/none"};
    backend::postgres::Pool pool(nobody);
    NoHandler handler;
    backend::kafka::EngineProbe probe;
    const backend::host::SystemClock clock;
    backend::kafka::ConsumerEngine engine(options, backend::postgres::Schema::Stock, pool, handler,
                                          probe, clock);
    return engine.start();
}

} // namespace

/// What a window can do to a cluster that is locked, or only watched: nothing. The verbs come from
/// the headers and the calls of the Kafka client from the sources, so that a new one fails here
/// until it is tried.
class WindowVerbsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVerbOfTheWindowsIsKnown() {
        auto known = otherVerbs();
        for (const auto& [name, tried] : writingVerbs())
            known["PlatformControl"].insert(name);
        const auto found = verbsOfTheWindows();
        QVERIFY(found.size() >= 6);
        for (const auto& [where, verbs] : found) {
            for (const auto& verb : verbs)
                QVERIFY2(known[where].contains(verb),
                         (where + "::" + verb +
                          " is new: say whether it changes a cluster, and "
                          "try it on a locked one")
                             .c_str());
            for (const auto& verb : known[where])
                QVERIFY2(verbs.contains(verb), (where + "::" + verb + " is gone").c_str());
        }
    }

    void noVerbOfTheControlPassesOnALockedCluster() {
        std::atomic<int> done{0};
        const backend::host::SystemClock clock;
        ControlActions actions;
        const auto act = [&done](const auto&...) {
            ++done;
            return core::Result<std::string>(std::string("done"));
        };
        std::string reasons;
        actions.process = [&](const auto&, const auto&, const core::ops::WritePass& pass) {
            reasons += pass.cluster + " " + pass.reason;
            return act();
        };
        actions.scale = [&](const auto&, int, const auto&) { return act(); };
        actions.demoTraffic = [&](bool, const auto&) { return act(); };
        actions.rest = [&](const auto&, const auto&, const auto&, const auto&) {
            ++done;
            return core::Result(core::ops::RestAnswer{200, {}});
        };
        ControlWork work(actions);
        work.start();
        const auto gate = [&] {
            return std::make_unique<core::ops::WriteGate>("orders", "prod", true, clock);
        };
        ConsoleControl control(work, gate());
        ConsoleControl otherWindow(work, gate());
        const auto tryAll = [](ConsoleControl& of) {
            Answers answers;
            for (const auto& [name, verb] : writingVerbs())
                verb(of, answers);
            return std::pair(answers.passed(), answers.asked());
        };
        QCOMPARE(tryAll(control).first, 0);
        QCOMPARE(done.load(), 0);
        std::promise<bool> read;
        control.rest("GET", "/", "", [&](const auto& answer) { read.set_value(bool(answer)); });
        QVERIFY(read.get_future().get());
        QVERIFY(!control.unlock("order", "OPS-7"));
        QVERIFY(control.unlock("orders", "OPS-7"));
        const auto [passed, asked] = tryAll(control);
        QCOMPARE(passed, asked);
        QCOMPARE(reasons, std::string("orders OPS-7"));
        QCOMPARE(tryAll(otherWindow).first, 0);
        control.lock();
        QCOMPARE(tryAll(control).first, 0);
        work.stop();
    }

    /// Who calls what of librdkafka changes a cluster: each of them asks `checkWriting`, and is
    /// tried in `nothingMadeForAWatchedClusterCanWrite`.
    void everyCallOfTheClientThatWritesIsKnown() {
        const std::set<std::pair<std::string, std::string>> known{
            {"backend/kafka/admin.cpp", "CreateTopics"},
            {"backend/kafka/admin.cpp", "DeleteTopics"},
            {"backend/kafka/admin.cpp", "CreatePartitions"},
            {"backend/kafka/admin.cpp", "DeleteGroups"},
            {"backend/kafka/produce.cpp", "produceva"}, // for Producer and KafkaBatchPublisher
            {"backend/kafka/direct_client.cpp", "produce"},
            {"backend/kafka/engine_rebalance.cpp", "commit"},
            {"backend/kafka/engine_rebalance.cpp", "subscribe"},
            {"backend/kafka/engine_settle.cpp", "commit"},
            {"backend/kafka/engine_claims.cpp", "commit"}};
        static const std::regex call(
            "rd_kafka_(produce\\w*|commit(?!ted)\\w*|subscribe|send_offsets_to_transaction|"
            "(?:Create|Delete|Alter|Incremental|Elect)[A-Za-z]*)\\(");
        std::set<std::pair<std::string, std::string>> found;
        for (const char* folder : {"core", "backend", "app", "ui"}) {
            for (const auto& file : tests::sourcesBelow(folder)) {
                if (file.text.find("rd_kafka_") == std::string::npos)
                    continue;
                for (std::sregex_iterator at(file.text.begin(), file.text.end(), call), end;
                     at != end; ++at)
                    found.emplace(file.path, (*at)[1]);
            }
        }
        for (const auto& [file, name] : found)
            QVERIFY2(known.contains({file, name}),
                     (file + " calls rd_kafka_" + name + ": it must ask checkWriting").c_str());
        QCOMPARE(found.size(), known.size());
    }

    void nothingMadeForAWatchedClusterCanWrite() {
        backend::config::ClusterConfig orders;
        orders.name = "orders";
        orders.servers = {"127.0.0.1:1"};
        const auto client = *watchedClient(orders);
        auto admin = *backend::kafka::Admin::create(client, std::chrono::milliseconds(1));
        backend::kafka::Producer producer(client, {});
        std::vector<core::Error> refusals{
            admin->createTopic({.name = "t"}).error(),
            admin->deleteTopic("t").error(),
            admin->addPartitions("t", 2).error(),
            admin->deleteGroup("g").error(),
            producer.start().error(),
            backend::kafka::KafkaBatchPublisher::create(client).error(),
            backend::kafka::DirectProducer::create(client, "t", {}).error(),
            startEngine(client).error()};
        for (const auto& refusal : refusals) {
            QCOMPARE(refusal.code, core::ErrorCode::Rejected);
            QVERIFY2(refusal.message.ends_with("only watched: nothing is ever written to it"),
                     refusal.message.c_str());
        }
        QVERIFY(admin->brokers().error().code != core::ErrorCode::Rejected); // it may be asked
    }
};

VIGIA_TEST_CLASS(WindowVerbsTest)
#include "window_verbs_test.moc"
