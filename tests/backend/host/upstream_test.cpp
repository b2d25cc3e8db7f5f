#include "backend/host/system_clock.h"
#include "backend/host/upstream.h"
#include "tests/backend/load/small_server.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <memory>
#include <set>

using namespace vigia::backend;
using namespace vigia::tests;
using namespace std::chrono_literals;
using http::Request;

namespace {

/// An instance of a role: its readiness and what it answers to everything else are the test's.
class FakeInstance {
public:
    explicit FakeInstance(std::string answer = SmallServer::ok())
        : m_answer(std::move(answer)), m_server([this](const std::string& request) {
              if (request.starts_with("GET /actuator/health/readiness "))
                  return SmallServer::ok("{}", ready ? 200 : 503);
              ++asked;
              return m_answer;
          }) {}
    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(m_server.port());
    }

    std::atomic<bool> ready{true};
    std::atomic<int> asked{0};

private:
    const std::string m_answer;
    SmallServer m_server;
};

Request request(const std::string& method, bool withKey = false) {
    Request made;
    made.method = method;
    made.path = made.rawTarget = "/api/v1/stock";
    if (withKey)
        made.headers.emplace_back("idempotency-key", "k-1");
    return made;
}

/// An upstream of which the test says when it looks and how long it would have waited.
struct Bench {
    host::Upstream& upstream() {
        if (!made) {
            host::UpstreamOptions options;
            options.role = "stock";
            options.retryAfterSeconds = 30;
            options.urls = [this] { return urls; };
            options.pause = [this](std::chrono::milliseconds time) { pauses.push_back(time); };
            made = std::make_unique<host::Upstream>(std::move(options), clock);
            made->look();
        }
        return *made;
    }
    int statusOf(const std::string& method, bool withKey = false) {
        return upstream().handle(request(method, withKey)).status;
    }

    const host::SystemClock clock;
    std::optional<std::vector<std::string>> urls;
    std::vector<std::chrono::milliseconds> pauses;
    std::unique_ptr<host::Upstream> made;
};

const std::string kUnavailable = SmallServer::ok("{}", 503);
const std::string kCutOff; // closes the connection

} // namespace

class UpstreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void instancesAreAskedInTurn() {
        FakeInstance a;
        FakeInstance b;
        Bench bench;
        bench.urls = {a.url(), b.url()};
        for (int i = 0; i < 6; ++i)
            QCOMPARE(bench.statusOf("GET"), 200);
        QCOMPARE(a.asked.load(), 3);
        QCOMPARE(b.asked.load(), 3);
        QVERIFY(bench.pauses.empty());
    }

    void instanceThatFailsReadinessIsLeftOutUntilItIsReady() {
        FakeInstance a;
        FakeInstance b;
        b.ready = false;
        Bench bench;
        bench.urls = {a.url(), b.url()};
        for (int i = 0; i < 4; ++i)
            QCOMPARE(bench.statusOf("GET"), 200);
        QCOMPARE(b.asked.load(), 0);
        b.ready = true;
        bench.upstream().look();
        for (int i = 0; i < 4; ++i)
            QCOMPARE(bench.statusOf("GET"), 200);
        QCOMPARE(b.asked.load(), 2);
    }

    void roleIsUpOnlyWhileAnInstanceSaysThatItIsReady() {
        const ClosedPort nobody;
        FakeInstance a;
        Bench bench;
        bench.urls = {"http://127.0.0.1:" + std::to_string(nobody.port())};
        QVERIFY(!bench.upstream().up());
        bench.urls->push_back(a.url());
        bench.upstream().look();
        QVERIFY(bench.upstream().up());
        a.ready = false;
        bench.upstream().look();
        QVERIFY(!bench.upstream().up());
        const auto answer = bench.upstream().handle(request("GET"));
        QCOMPARE(answer.status, 503);
        const std::pair<std::string, std::string> later{"Retry-After", "30"};
        QVERIFY(std::find(answer.headers.begin(), answer.headers.end(), later) !=
                answer.headers.end());
        QCOMPARE(a.asked.load(), 0);
    }

    void instancesStayWhenNobodyCanTellThem() {
        FakeInstance a;
        Bench bench;
        bench.urls = {a.url()};
        bench.upstream();
        bench.urls.reset();
        bench.upstream().look();
        QCOMPARE(bench.statusOf("GET"), 200);
    }

    void killedInstanceCostsNoRequestOfAnyMethod() {
        FakeInstance a;
        auto b = std::make_unique<FakeInstance>();
        Bench bench;
        bench.urls = {a.url(), b->url()};
        QVERIFY(bench.upstream().up());
        b.reset();
        for (int i = 0; i < 6; ++i)
            QCOMPARE(bench.statusOf("POST"), 200);
        QCOMPARE(a.asked.load(), 6);
        QCOMPARE(bench.pauses, (std::vector{100ms})); // then it is left out
    }

    void failureIsTriedElsewhereOnlyWhereTheRequestMayGoOutAgain_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<bool>("withKey");
        QTest::addColumn<bool>("again");
        for (const char* method : {"GET", "HEAD", "PUT", "DELETE"})
            QTest::newRow(method) << QByteArray(method) << false << true;
        QTest::newRow("POST with a key") << QByteArray("POST") << true << true;
        QTest::newRow("POST") << QByteArray("POST") << false << false;
        QTest::newRow("PATCH with a key") << QByteArray("PATCH") << true << false;
    }
    void failureIsTriedElsewhereOnlyWhereTheRequestMayGoOutAgain() {
        QFETCH(QByteArray, method);
        QFETCH(bool, withKey);
        QFETCH(bool, again);
        for (const auto& failure : {kUnavailable, SmallServer::ok("{}", 502), kCutOff}) {
            FakeInstance well;
            FakeInstance sick(failure);
            Bench bench;
            bench.urls = {well.url(), sick.url()};
            int good = 0;
            for (int i = 0; i < 2; ++i)
                good += bench.statusOf(method.toStdString(), withKey) == 200 ? 1 : 0;
            QCOMPARE(good, again ? 2 : 1);
            QCOMPARE(bench.pauses.size(), std::size_t(again ? 1 : 0));
        }
    }

    void otherErrorsAreTheAnswer() {
        FakeInstance a(SmallServer::ok("{}", 500));
        FakeInstance b(SmallServer::ok("{}", 409));
        Bench bench;
        bench.urls = {a.url(), b.url()};
        const std::set<int> seen{bench.statusOf("GET"), bench.statusOf("GET")};
        QCOMPARE(seen, (std::set{409, 500}));
        QVERIFY(bench.pauses.empty());
    }

    void atMostTwoMoreTriesEachOnAnotherInstance() {
        std::vector<std::unique_ptr<FakeInstance>> sick;
        Bench bench;
        bench.urls.emplace();
        for (int i = 0; i < 4; ++i) {
            sick.push_back(std::make_unique<FakeInstance>(kUnavailable));
            bench.urls->push_back(sick.back()->url());
        }
        QCOMPARE(bench.statusOf("GET"), 503);
        QCOMPARE(bench.pauses, (std::vector{100ms, 1000ms}));
        int asked = 0;
        for (const auto& each : sick) {
            QVERIFY(each->asked <= 1);
            asked += each->asked;
        }
        QCOMPARE(asked, 3);
    }

    void onlyInstanceIsNotAskedTwice() {
        FakeInstance a(kUnavailable);
        Bench bench;
        bench.urls = {a.url()};
        QCOMPARE(bench.statusOf("GET"), 503);
        QCOMPARE(a.asked.load(), 1);
        QVERIFY(bench.pauses.empty());
    }
};

VIGIA_TEST_CLASS(UpstreamTest)
#include "upstream_test.moc"
