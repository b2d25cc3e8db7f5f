#include "app/load_keeper.h"
#include "app/report_output.h"
#include "backend/report/report_files.h"
#include "core/base/file.h"
#include "core/report/load_report.h"
#include "tests/app/context.h"
#include "tests/backend/load/small_server.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using namespace vigia::core::load;
using namespace std::chrono_literals;
using tests::SmallServer;

/// Secrets planted wherever a service outside can put them into a run: none may come out.
class LoadCanaryTest : public QObject {
    Q_OBJECT

private:
    const QTemporaryDir m_home;

    [[nodiscard]] std::filesystem::path folder() const { return m_home.path().toStdString(); }

    /// What the program itself knows to be secret: by its configuration and its environment.
    static app::Context context() {
        app::Context made = tests::contextOf({"postgres.primary=postgresql://vigia:c4n4ry-known-"
                                              "database@db/vigia"});
        made.sources.environment["SHOP_API_TOKEN"] = "c4n4ry-known-token";
        return made;
    }
    /// A service that answers with what it should keep to itself, one thing after the other: of
    /// each answer only the beginning is kept.
    class Traitor {
    public:
        std::string operator()(const std::string& request) {
            const std::vector<std::string> bodies{
                R"({"error":"one","password":"c4n4ry-json"})",
                R"({"error":"two","nested":{"apiKey":"c4n4ry-nested"}})",
                R"(see https://shop:c4n4ry-url@db.example/x?access_token=c4n4ry-query)",
                R"(sent Authorization: Bearer c4n4ry-bearer-abcdef)",
                R"({"plain":"c4n4ry-known-token"})",
                R"(could not reach postgresql://vigia:c4n4ry-known-database@db/vigia)",
                R"(Cookie: session=c4n4ry-cookie; theme=dark)",
                std::string(290, 'x') + R"( "token":"c4n4ry-where-it-is-cut-in-two")",
                "you said " + request.substr(0, request.find("\r\n\r\n"))};
            const auto& body = bodies.at(m_next++ % bodies.size());
            return "HTTP/1.1 503 Unavailable\r\nSet-Cookie: session=c4n4ry-set\r\nX-Api-Key: "
                   "c4n4ry-header\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body;
        }

    private:
        std::size_t m_next = 0;
    };
    static Scenario scenario() {
        Scenario scenario;
        scenario.name = "canary";
        scenario.title = "Canary";
        scenario.timeout = 60s;
        scenario.stages = {{"hold", 20, 20, 1s}};
        scenario.thresholds = {*parseThreshold("errors < 1%")};
        RequestPlan read;
        read.name = "read";
        read.path = *TextTemplate::parse("/items?api_key=c4n4ry-path");
        read.headers = {{"Authorization", *TextTemplate::parse("Bearer c4n4ry-sent-abcdef")}};
        scenario.requests = {read};
        return scenario;
    }
    static QByteArray bytesOf(const std::filesystem::path& file) {
        const auto bytes = core::readFile(file);
        return bytes ? QByteArray::fromStdString(*bytes) : QByteArray("can't be read c4n4ry");
    }

private Q_SLOTS:
    void noSecretOfAnAnswerIsKeptOrReported() {
        SmallServer server{Traitor()};
        const auto here = context();
        auto plan =
            app::planLoad(here, scenario(),
                          {.name = "canary",
                           .url = "http://127.0.0.1:" + std::to_string(server.port()) + "/shop",
                           .seed = 1});
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        auto keeper = std::move(*app::LoadKeeper::begin(folder() / "runs", std::move(*plan)));
        const auto outcome = keeper->run({}, {}, {});
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        const auto& samples = outcome->result.record.samples;
        QCOMPARE(samples.size(), std::size_t{9});
        for (const auto& sample : samples)
            QVERIFY2(sample.detail.find("****") != std::string::npos ||
                         sample.detail.starts_with("xxx"),
                     sample.detail.c_str());

        const auto files =
            app::writeReport(here, core::report::loadReport(outcome->result, {.program = "test"}),
                             {(folder() / "reports").string(),
                              {core::report::kAllFormats.begin(), core::report::kAllFormats.end()}},
                             {});
        QVERIFY2(files, files ? "" : files.error().message.c_str());
        QCOMPARE(files->size(), core::report::kAllFormats.size());
        std::vector<std::filesystem::path> all(files->begin(), files->end());
        for (const auto& each : std::filesystem::directory_iterator(folder() / "runs"))
            all.push_back(each.path());
        QVERIFY(all.size() > core::report::kAllFormats.size());
        for (const auto& file : all)
            QVERIFY2(!bytesOf(file).contains("c4n4ry"), file.c_str());
        QVERIFY(!QByteArray::fromStdString(runJson(outcome->result)).contains("c4n4ry"));
        QVERIFY(!QByteArray::fromStdString(runText(outcome->result)).contains("c4n4ry"));
    }

    /// What is drawn in a PDF is compressed.
    void noSecretOfAnAnswerIsReadInThePdf() {
        const auto reports = folder() / "reports";
        for (const auto& each : std::filesystem::directory_iterator(reports)) {
            if (each.path().extension() != ".pdf")
                continue;
            QProcess process;
            process.start("pdftotext", {QString::fromStdString(each.path().string()), "-"});
            QVERIFY(process.waitForFinished(60'000));
            const auto text = process.readAllStandardOutput();
            QVERIFY(text.contains("503") && !text.contains("c4n4ry"));
            return;
        }
        QFAIL("there is no PDF");
    }

    void aTargetThatIsRefusedDoesNotTellItsPassword() {
        const auto refused = app::planLoad(
            context(), scenario(), {.name = "canary", .url = "http://me:c4n4ry@host/", .seed = 1});
        QVERIFY(!refused && refused.error().message.find("c4n4ry") == std::string::npos);
    }
};

VIGIA_TEST_CLASS(LoadCanaryTest)
#include "load_canary_test.moc"
