#include "core/base/file.h"
#include "core/report/formats.h"
#include "tests/core/report/sample_run.h"
#include "tests/core/report/xml.h"
#include "tests/support/json_schema.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::report;
using namespace vigia::tests;

class FormatsTest : public QObject {
    Q_OBJECT

private:
    static std::string hostile() {
        return "</td><script>alert(1)</script>|=cmd()&\"'`*_[x](javascript:1)";
    }
    static QString text(const std::string& text) { return QString::fromStdString(text); }
    static JsonValue json(const std::string& text) {
        JsonLimits limits;
        limits.maxBytes = 16 * 1024 * 1024;
        return *parseJson(text, limits);
    }

private Q_SLOTS:
    void theFirstPageIsTheVerdictWithEachThreshold() {
        const auto page = text(htmlOf(CleanReport(sampleReport())));
        const auto verdict = page.indexOf("Missed: errors was 1.88 %, wanted errors &lt; 0.5 %");
        QVERIFY2(verdict > 0, qPrintable(page.mid(page.indexOf("<h1>"), 900)));
        const auto checks = page.indexOf("p95 &lt; 200 ms");
        QVERIFY(checks > verdict);
        QVERIFY(page.indexOf("<section") > checks);
        QVERIFY(page.indexOf("✕ missed") > checks);
    }

    void thePageIsWellFormedAndLoadsAndRunsNothing() {
        const auto html = htmlOf(CleanReport(sampleReport()));
        const XmlDocument page(html);
        QCOMPARE(page.error, QString());
        QVERIFY(page.count("svg") >= 3);
        for (const char* element : {"script", "img", "link", "iframe", "object", "base", "form"})
            QCOMPARE(page.count(element), 0);
        QVERIFY(page.has("meta@content=default-src 'none'; style-src 'unsafe-inline'"));
        QCOMPARE(html.find("@import"), std::string::npos);
        QCOMPARE(html.find("url("), std::string::npos);
        for (const auto& attribute : page.attributes)
            QVERIFY2(!attribute.contains("@on") && !attribute.contains("@src=") &&
                         (!attribute.contains("@href=") || attribute.contains("@href=#")),
                     qPrintable(attribute));
    }

    void everyLinkOfThePageLeadsToASection() {
        const XmlDocument page(htmlOf(CleanReport(sampleReport())));
        int links = 0;
        for (const auto& attribute : page.attributes.filter("a@href=#")) {
            ++links;
            const auto target = attribute.mid(QString("a@href=#").size());
            QVERIFY(page.attributes.contains("section@id=" + target));
        }
        QCOMPARE(links, int(sampleReport().sections.size()));
    }

    void markupFromOutsideStaysText() {
        const auto report = CleanReport(sampleReport(hostile()));
        const XmlDocument page(htmlOf(report));
        QCOMPARE(page.error, QString());
        QCOMPARE(page.count("script"), 0);
        QVERIFY(page.text.contains(text(hostile())));
        const auto markdown = text(markdownOf(report));
        QVERIFY(!markdown.contains("<script>"));
        QVERIFY(markdown.contains("\\<script\\>alert(1)\\</script\\>\\|=cmd()"));
        const XmlDocument junit(junitOf(report));
        QCOMPARE(junit.error, QString());
    }

    void theJsonIsAsItsSchemaSays() {
        const auto file = std::string(qgetenv("VIGIA_SOURCE_DIR").constData()) +
                          "/resources/schemas/report.schema.json";
        const auto schema = json(*readFile(file));
        auto report = sampleReport(hostile());
        report.sections.push_back({"More",
                                   {Note{"n", Tone::Bad}, Facts{true, {{"a", "b", Tone::Good}}},
                                    BarChart{"t", "", Quantity::Bytes, {{"x", 1}}}}});
        const auto value = json(jsonOf(CleanReport(report)));
        QCOMPARE(text(schemaMistake(schema, value)), QString());
        QCOMPARE(value.find("timeline")->find("rows")->asArray()->size(), std::size_t(10));
        QCOMPARE(value.find("outcome")->text(), std::string("\"failed\""));
    }

    void theSchemaRefusesWhatIsMissingUnknownOrMistyped() {
        const auto schema = json(R"({"type":"object","required":["a"],"additionalProperties":false,
            "properties":{"a":{"type":"number"}}})");
        QCOMPARE(text(schemaMistake(schema, json(R"({"a":1})"))), QString());
        for (const char* bad : {"{}", R"({"a":"1"})", R"({"a":1,"b":2})", "[]"})
            QVERIFY(!schemaMistake(schema, json(bad)).empty());
    }

    void theCsvHasALineForEachSecond() {
        const auto lines = text(csvOf(CleanReport(sampleReport()))).split('\n');
        QCOMPARE(lines.size(), 12); // titles, ten seconds, nothing after the last line's end
        QVERIFY(lines[0].startsWith("second,time,stage,counted,offered,sent,answered"));
        QVERIFY(lines[1].startsWith("0,2025-01-02T03:04:05.678Z,warm-up,0,20,20,20,0,"));
        QVERIFY2(lines[7].endsWith(",800"), qPrintable(lines[7])); // the slowest of second 6
    }

    void aFormulaInTheCsvIsDefused() {
        auto run = sampleReport();
        for (auto& row : run.timeline.rows)
            row[2] = std::string("=HYPERLINK(\"http://x\")");
        run.timeline.rows[0][4] = -5.0;
        const auto csv = text(csvOf(CleanReport(run)));
        QVERIFY(csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\""));
        QVERIFY(csv.contains(",-5,")); // a number is no formula
    }

    void eachThresholdIsATestCaseOfJUnit() {
        const XmlDocument junit(junitOf(CleanReport(sampleReport())));
        QCOMPARE(junit.error, QString());
        QCOMPARE(junit.count("testcase"), 3);
        QCOMPARE(junit.count("failure"), 1);
        QVERIFY(junit.has("testcase@name=p95 < 200 ms"));
        QVERIFY(junit.has("testcase@name=errors < 0.5 %"));
        QVERIFY(junit.has("testcase@name=ran to its end"));
        QVERIFY(junit.has("failure@message=errors was 1.88 %, wanted errors < 0.5 %"));
        QVERIFY(junit.has("testsuite@failures=1"));
        QVERIFY(junit.has("testsuite@time=10.000"));
    }

    void aThresholdThatWasNotMeasuredIsNoSuccess() {
        auto report = sampleReport();
        report.checks = {{"lost", "lost == 0", "—", CheckResult::NotMeasured}};
        const XmlDocument junit(junitOf(CleanReport(report)));
        QVERIFY(junit.has("failure@message=lost was not measured, wanted lost == 0"));
    }

    void theMarkdownsTablesHaveAsManyCellsAsTitles() {
        qsizetype columns = 0;
        for (const auto& line : text(markdownOf(CleanReport(sampleReport()))).split('\n')) {
            const auto cells = QString(line).replace("\\|", "").count('|');
            if (cells == 0)
                columns = 0;
            else if (columns == 0)
                columns = cells;
            else
                QCOMPARE(cells, columns);
        }
    }

    void aFormatIsFoundByItsName() {
        for (const Format format : kAllFormats)
            QCOMPARE(int(*parseFormat(formatName(format))), int(format));
        const auto wrong = parseFormat("htlm");
        QVERIFY(!wrong);
        QVERIFY(text(wrong.error().message).contains("did you mean 'html'?"));
    }
};

VIGIA_TEST_CLASS(FormatsTest)
#include "formats_test.moc"
