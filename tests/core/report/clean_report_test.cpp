#include "core/base/text.h"
#include "core/report/formats.h"
#include "tests/core/report/sample_run.h"
#include "tests/core/report/xml.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::report;
using namespace vigia::tests;

namespace {

constexpr std::string_view kCanary = "c4n4ry";

/// A secret in every place where a report takes text: each as somebody could have written it there.
Report planted() {
    auto report = sampleReport("connect to https://me:c4n4ry1@host failed");
    report.title += " Authorization: Bearer c4n4ry2-abcdefgh";
    report.subtitle = "http://user:c4n4ry3@broker:9092/?api_key=c4n4ry4";
    report.verdict += " password=c4n4ry5";
    report.warnings = {"sasl.password: c4n4ry6", "the token is c4n4ry-known"};
    report.checks.push_back({"c", "w", "secret=c4n4ry7", CheckResult::Missed});
    report.highlights.push_back({"X-API-Key", "c4n4ry8"});
    report.subject = "token=c4n4ry9";
    Table table{"password=c4n4ryA",
                {{"Setting"}, {"Value"}},
                {{{"ssl.key.password"}, {"c4n4ryB"}}, {{"x"}, {"{\"token\":\"c4n4ryC\"}"}}},
                "cookie: c4n4ryD"};
    Table byColumn{"", {{"User"}, {"Password"}}, {{{"me"}, {"c4n4ryE"}}}, ""};
    LineChart lines{"passwd=c4n4ryF",
                    "secret: c4n4ryG",
                    Along::Clock,
                    Quantity::Count,
                    false,
                    {{"token=c4n4ryH", {{0, 1}}, false}},
                    {{0, 1, "token=c4n4ryI", true}},
                    {{0, "password=c4n4ryJ", Tone::Bad}}};
    BarChart bars{"secret=c4n4ryK", "", Quantity::Count, {{"token=c4n4ryL", 1, Tone::Bad}}};
    report.sections.push_back(
        {"secret=c4n4ryM",
         {table, byColumn, Note{"Basic c4n4ryN-abcdefgh", Tone::Bad}, lines, bars,
          Facts{false, {{"VIGIA_POSTGRES_PASSWORD", "c4n4ryO"}, {"env", "c4n4ry-known"}}}}});
    report.figures.push_back({"token=c4n4ryP", "password=c4n4ryQ", 1});
    report.timeline.columns.push_back("password");
    report.timeline.rows[0].push_back(std::string("c4n4ryR"));
    report.timeline.rows[1][2] = std::string("secret=c4n4ryS");
    report.program = "Vigia token=c4n4ryT";
    return report;
}

std::vector<std::string> allTexts(const CleanReport& report) {
    return {htmlOf(report), markdownOf(report), csvOf(report), jsonOf(report), junitOf(report)};
}

} // namespace

class CleanReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSecretPlantedAnywhereAppearsInNoFormat() {
        const CleanReport report(planted(), {"c4n4ry-known", ""});
        for (const auto& text : allTexts(report)) {
            const auto at = text.find(kCanary);
            QVERIFY2(
                at == std::string::npos,
                text.substr(at == std::string::npos ? 0 : at - std::min<std::size_t>(at, 80), 120)
                    .c_str());
        }
    }

    void theCanaryWouldBeSeenWithoutTheCleaning() {
        const auto report = planted();
        QVERIFY(report.warnings[0].find(kCanary) != std::string::npos);
        QVERIFY(htmlOf(CleanReport(sampleReport("c4n4ry"))).find(kCanary) != std::string::npos);
    }

    void controlAndDeceptiveCharactersAppearEscapedInEveryFormat() {
        auto report = sampleReport("\x1b]52;c;eA==\x07 \xe2\x80\xae txt\xff\xef\xbf\xbf");
        report.title = "bell\x07 and \xc2\x9b"
                       "31m";
        for (const auto& text : allTexts(CleanReport(report))) {
            QVERIFY(isValidUtf8(text));
            for (const char* bad : {"\x1b", "\x07", "\xc2\x9b", "\xe2\x80\xae", "\xef\xbf\xbf"})
                QCOMPARE(text.find(bad), std::string::npos);
        }
        QCOMPARE(XmlDocument(htmlOf(CleanReport(report))).error, QString());
        QCOMPARE(XmlDocument(junitOf(CleanReport(report))).error, QString());
    }

    void aLongTextIsCutAndTheCutIsShown() {
        auto report = sampleReport();
        report.verdict = std::string(100'000, 'x');
        const CleanReport clean(report);
        QVERIFY(clean->verdict.size() < 5'000);
        QVERIFY(clean->verdict.ends_with("…"));
    }

    void whatIsNoSecretStays() {
        const CleanReport clean(sampleReport(), {"", "10", "abc"}); // too short to be meant
        QCOMPARE(clean->subtitle, sampleReport().subtitle);
        QCOMPARE(clean->verdict, sampleReport().verdict);
        QCOMPARE(clean->checks[0].wanted, std::string("p95 < 200 ms"));
    }
};

VIGIA_TEST_CLASS(CleanReportTest)
#include "clean_report_test.moc"
