#include "backend/load/load_run.h"
#include "core/load/run_text.h"
#include "tests/backend/load/small_server.h"
#include "tests/backend/load/tls_server.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <mutex>
#include <vector>

using namespace vigia;
using namespace vigia::core::load;
using namespace vigia::backend::load;
using namespace std::chrono_literals;
using tests::SmallServer;

/// What is called before a run and after it, and runs over TLS.
class RunFrameTest : public QObject {
    Q_OBJECT

private:
    /// Ten units, of which `sold` are given and `told` are shown as events.
    struct Shop {
        int sold = 10;
        int told = 10;
        int given = 0;
        std::vector<std::string> calls = {};

        std::string answer(const std::string& request) {
            calls.push_back(request.substr(0, request.find(" HTTP")));
            if (calls.back() == "POST /products")
                return SmallServer::ok(R"({"data":{"id":"p1"}})", 201);
            if (calls.back() == "GET /products/p1")
                return SmallServer::ok(R"({"data":{"left":)" + std::to_string(10 - given) +
                                       R"(,"held":)" + std::to_string(given) + "}}");
            if (calls.back() == "GET /products/p1/events")
                return SmallServer::ok(events());
            if (calls.back() != "POST /products/p1/reserve")
                return SmallServer::ok("{}", 404);
            if (given == sold)
                return SmallServer::ok("{}", 409);
            ++given;
            return SmallServer::ok();
        }
        [[nodiscard]] std::string events() const {
            std::string list = R"({"operation":"CREATED"})";
            for (int i = 0; i < told; ++i)
                list += R"(,{"operation":"RESERVED"})";
            return R"({"data":[)" + list + "]}";
        }
    };

    static RequestPlan post(const std::string& name, const std::string& path) {
        RequestPlan plan;
        plan.name = name;
        plan.method = "POST";
        plan.path = *TextTemplate::parse(path);
        return plan;
    }
    /// Thirty users who each want one of ten units.
    static Scenario burst() {
        Scenario scenario;
        scenario.model = Model::Closed;
        scenario.think = 1h;
        scenario.timeout = 60s;
        scenario.stages = {{"burst", 30, 30, 60s}};
        SetupPlan product;
        static_cast<RequestPlan&>(product) = post("product", "/products");
        product.expected = {201};
        product.save["id"] = "data.id";
        scenario.setup = {product};
        scenario.requests = {post("reserve", "/products/{{pick id}}/reserve")};
        scenario.requests[0].expected = {200, 409};
        scenario.units = UnitPlan{
            .request = "reserve",
            .granted = {200},
            .count = 10,
            .state = *TextTemplate::parse("/products/{{pick id}}"),
            .left = "data.left",
            .held = "data.held",
            .events = TextTemplate::parse("/products/{{pick id}}/events").value_or(TextTemplate{}),
            .event = "RESERVED"};
        return scenario;
    }
    static vigia::backend::http::ClientTls byAuthority(const std::string& file) {
        auto trust = HttpTarget{}.trust;
        trust.caFile = file;
        return trust;
    }
    static core::Result<RunRecord> run(const Scenario& scenario, const HttpTarget& target,
                                       const std::stop_token& drain = {}) {
        return runLoad(scenario, {.target = target, .runId = "r1", .progress = {}}, drain, {});
    }
    static core::Result<RunRecord> run(const Scenario& scenario, Shop& shop) {
        SmallServer server([&](const std::string& request) { return shop.answer(request); });
        std::stop_source drain; // everybody has asked once
        std::uint64_t answered = 0;
        LoadOptions options{.target = {"127.0.0.1", server.port(), ""},
                            .runId = "r1",
                            .progress = [&](const LoadProgress& progress) {
                                answered += progress.recent.answered;
                                if (answered >= 30)
                                    drain.request_stop();
                            }};
        return runLoad(scenario, options, drain.get_token(), {});
    }
    /// With the promises of a burst.
    static RunResult judgedOf(RunRecord record) {
        RunHead head;
        head.thresholds = {*parseThreshold("oversold == 0"), *parseThreshold("ungranted == 0"),
                           *parseThreshold("unaccounted == 0")};
        return judged(head, std::move(record));
    }

    static Scenario ping() {
        Scenario scenario;
        scenario.spacing = Spacing::Even;
        scenario.stages = {{"hold", 50, 50, 1s}};
        scenario.timeout = 60s;
        RequestPlan plan;
        plan.name = "ping";
        plan.path = *TextTemplate::parse("/ping");
        scenario.requests = {plan};
        return scenario;
    }
    static std::string problemOf(const core::Result<RunRecord>& record) {
        return record ? "it ran" : record.error().message;
    }

private Q_SLOTS:
    void setUpRequestsComeFirstAndAreNotMeasured() {
        Shop shop;
        const auto record = run(burst(), shop);
        QVERIFY2(record, problemOf(record).c_str());
        QCOMPARE(shop.calls.front(), std::string("POST /products"));
        QCOMPARE(std::count(shop.calls.begin(), shop.calls.end(), shop.calls.front()), 1);
        QCOMPARE(record->counted.answered, std::uint64_t{30});
        QCOMPARE(record->counted.failed(), std::uint64_t{0});
    }

    void aBurstGrantsEachUnitOnce() {
        Shop shop;
        const auto result = judgedOf(*run(burst(), shop));
        QCOMPARE(*result.record.units, (UnitCount{10, 30, 10, 0, 0, 10, 10}));
        QVERIFY(result.verdict() == RunVerdict::Passed);
        QVERIFY(verdictSentence(result).ends_with(
            "10 of 10 units went to 30 requests, none twice; one event each."));
    }

    void aServiceThatSellsTooMuchIsFound() {
        Shop shop{.sold = 11, .told = 11};
        const auto result = judgedOf(*run(burst(), shop));
        QCOMPARE(result.measured.at("oversold"), 1.0);
        QVERIFY(result.verdict() == RunVerdict::Missed);
        QVERIFY(verdictSentence(result).find("1 oversold") != std::string::npos);
    }

    void aServiceThatRefusesInVainOrForgetsAnEventIsFound() {
        Shop shop{.sold = 8, .told = 7};
        const auto result = judgedOf(*run(burst(), shop));
        QCOMPARE(result.measured.at("ungranted"), 2.0);
        QCOMPARE(result.measured.at("unaccounted"), 1.0);
    }

    void unitsThatCantBeCountedAreNoSuccess() {
        Shop shop;
        auto scenario = burst();
        scenario.units->left = "data.nothing";
        const auto result = judgedOf(*run(scenario, shop));
        QVERIFY(!result.record.units);
        QVERIFY(result.verdict() == RunVerdict::Missed);
        QVERIFY(result.record.samples.back().detail.find("no number at data.nothing") !=
                std::string::npos);
    }

    void aSetUpRequestThatIsRefusedEndsTheRunBeforeItBegins() {
        SmallServer server([](const std::string&) {
            return SmallServer::ok(R"({"message":"closed","password":"hunter2"})", 503);
        });
        const auto record = run(burst(), {"127.0.0.1", server.port(), ""});
        QVERIFY(!record);
        QVERIFY2(problemOf(record).starts_with("the set-up request product was answered 503: "),
                 problemOf(record).c_str());
        QVERIFY(problemOf(record).find("hunter2") == std::string::npos);
        QCOMPARE(server.requests(), std::uint64_t{1});
    }

    void aSetUpThatIsStoppedEnds() {
        SmallServer server(
            [](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"; });
        std::stop_source stop;
        stop.request_stop();
        const auto record = run(burst(), {"127.0.0.1", server.port(), ""}, stop.get_token());
        QVERIFY(!record && record.error().code == core::ErrorCode::Cancelled);
    }

    void errorsAreKeptAsTheyLookedFirst() {
        SmallServer server([](const std::string&) {
            return SmallServer::ok(R"({"error":"no connection 17 is free"})", 503);
        });
        const auto record = run(ping(), {"127.0.0.1", server.port(), ""});
        QCOMPARE(record->counted.errors.at("503"), std::uint64_t{50});
        QCOMPARE(record->samples.size(), std::size_t{1});
        QCOMPARE(record->samples[0].count, std::uint64_t{50});
        QCOMPARE(record->samples[0].request, std::string("ping"));
        QCOMPARE(record->samples[0].detail, std::string(R"({"error":"no connection 17 is free"})"));
    }

    void anHttpsTargetIsLoadedWithVerification() {
        const tests::TestAuthority authority("Test Root");
        tests::TlsServer server(authority.issue("server", "IP:127.0.0.1", 10));
        const QTemporaryDir folder;
        const std::string file = folder.path().toStdString() + "/ca.pem";
        std::ofstream(file) << authority.certificate();
        auto scenario = ping();
        scenario.connections = 4;
        const auto record =
            run(scenario, {"127.0.0.1", server.port(), "", true, byAuthority(file)});
        QVERIFY2(record, problemOf(record).c_str());
        QCOMPARE(record->counted.answered, std::uint64_t{50});
        QCOMPARE(record->counted.failed(), std::uint64_t{0});
    }

    void aCertificateThatDoesNotHoldIsToldBeforeAnythingIsSent_data() {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("known");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("unknown authority")
            << QByteArray("IP:127.0.0.1") << 10 << false << QByteArray("--ca-file");
        QTest::newRow("another name")
            << QByteArray("DNS:elsewhere") << 10 << true << QByteArray("for another name");
        QTest::newRow("expired") << QByteArray("IP:127.0.0.1") << -1 << true
                                 << QByteArray("has expired");
    }
    void aCertificateThatDoesNotHoldIsToldBeforeAnythingIsSent() {
        QFETCH(QByteArray, names);
        QFETCH(int, days);
        QFETCH(bool, known);
        QFETCH(QByteArray, expected);
        const tests::TestAuthority authority("Test Root"), other("Other Root");
        tests::TlsServer server(authority.issue("server", names.toStdString(), days));
        const QTemporaryDir folder;
        const std::string file = folder.path().toStdString() + "/ca.pem";
        std::ofstream(file) << (known ? authority : other).certificate();
        const auto record = run(ping(), {"127.0.0.1", server.port(), "", true, byAuthority(file)});
        QVERIFY2(problemOf(record).find(expected.toStdString()) != std::string::npos,
                 problemOf(record).c_str());
    }

    void aPortWithoutTlsIsTold() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        auto scenario = ping();
        scenario.timeout = 2s;
        const auto record = run(scenario, {"127.0.0.1", server.port(), "", true});
        QVERIFY(!record);
    }

    void aFileOfAuthoritiesThatIsNoneIsTold() {
        const auto record = run(ping(), {"127.0.0.1", 1, "", true, byAuthority("/nowhere/ca.pem")});
        QVERIFY2(problemOf(record).find("/nowhere/ca.pem can't be read") != std::string::npos,
                 problemOf(record).c_str());
    }
};

VIGIA_TEST_CLASS(RunFrameTest)
#include "run_frame_test.moc"
