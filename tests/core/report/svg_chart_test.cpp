#include "core/report/scale.h"
#include "core/report/svg_chart.h"
#include "tests/core/report/xml.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace vigia::core::report;
using vigia::tests::XmlDocument;

class SvgChartTest : public QObject {
    Q_OBJECT

private:
    static LineChart chart(std::vector<std::pair<double, std::optional<double>>> points) {
        LineChart chart;
        chart.title = "Rate <&> \"so\"";
        chart.quantity = Quantity::Rate;
        chart.lines = {{"answered", std::move(points), false}};
        return chart;
    }
    static QStringList labels(const Scale& scale) {
        QStringList all;
        for (const auto& tick : scale.ticks)
            all.append(QString::fromStdString(tick.label));
        return all;
    }

private Q_SLOTS:
    void anyNameLeavesTheChartWellFormed() {
        auto one = chart({{0, 1}, {1, 2}});
        one.lines[0].name = "</text><script>alert(1)</script>";
        one.shades = {{0, 1, "a \"stage\" & more", true}};
        one.marks = {{0.5, "<broker>", Tone::Bad}};
        const XmlDocument svg(svgOf(one, ChartColours::Paper));
        QCOMPARE(svg.error, QString());
        QCOMPARE(svg.count("script"), 0);
        QVERIFY(svg.text.contains("<broker>"));
        QVERIFY(svg.text.contains("Rate <&> \"so\""));
    }

    void aGapBreaksTheLine() {
        const auto svg =
            svgOf(chart({{0, 1}, {1, 2}, {2, {}}, {3, 2}, {4, 1}}), ChartColours::Page);
        const auto path = svg.substr(svg.find(" d=\"") + 4);
        const auto data = path.substr(0, path.find('"'));
        QCOMPARE(std::count(data.begin(), data.end(), 'M'), 2);
    }

    void aPeakOfOneSecondInManyHoursIsDrawn() {
        std::vector<std::pair<double, std::optional<double>>> points;
        for (int i = 0; i < 20'000; ++i)
            points.emplace_back(i, i == 12'345 ? 1000.0 : 10.0);
        const auto svg = svgOf(chart(std::move(points)), ChartColours::Page);
        QVERIFY2(svg.size() < 40'000, std::to_string(svg.size()).c_str());
        QVERIFY(svg.find(" 26.0") != std::string::npos); // the upper edge of the plot
    }

    void aChartWithoutPointsIsStillAChart() {
        const XmlDocument svg(svgOf(LineChart{}, ChartColours::Page));
        QCOMPARE(svg.error, QString());
        QVERIFY(svg.count("line") > 0);
    }

    void eventsAreMarkedAndStagesShaded() {
        auto one = chart({{0, 1}, {100, 2}});
        one.shades = {{0, 50, "warm-up", true}, {50, 100, "hold", false}};
        one.marks = {{70, "broker 2 down", Tone::Bad}};
        const XmlDocument svg(svgOf(one, ChartColours::Page));
        QCOMPARE(svg.count("rect"), 1);
        QVERIFY(svg.has("line@class=mark bad"));
        for (const char* word : {"warm-up", "hold", "broker 2 down"})
            QVERIFY(svg.text.contains(QLatin1String(word)));
    }

    void marksThatMeetStandInRowsOfTheirOwn() {
        auto one = chart({{0, 1}, {100, 2}});
        one.marks = {{50, "first event", Tone::Plain}, {50.5, "second event", Tone::Plain}};
        const XmlDocument svg(svgOf(one, ChartColours::Page));
        QStringList heights;
        for (const auto& attribute : svg.attributes.filter(QRegularExpression("^text@y=")))
            heights.append(attribute);
        QVERIFY(heights.contains("text@y=54.0"));
        QVERIFY(heights.contains("text@y=68.0"));
    }

    void onlyThePagesColoursAreLeftOpen() {
        const auto page = svgOf(chart({{0, 1}}), ChartColours::Page);
        const auto paper = svgOf(chart({{0, 1}}), ChartColours::Paper);
        QCOMPARE(page.find("<style>"), std::string::npos);
        QCOMPARE(paper.find("var("), std::string::npos);
        QVERIFY(chartStyle(ChartColours::Page).find("#") == std::string::npos);
        QVERIFY(paper.find("#1668C6") != std::string::npos);
    }

    void axesEndAtRoundNumbers() {
        QCOMPARE(labels(valueScale(3, 87, Quantity::Count, false)),
                 QStringList({"0", "20", "40", "60", "80", "100"}));
        QCOMPARE(labels(valueScale(0, 7, Quantity::Rate, false)),
                 QStringList({"0", "2", "4", "6", "8"}));
        QCOMPARE(labels(valueScale(0, 0, Quantity::Count, false)).first(), QString("0"));
        QCOMPARE(labels(valueScale(3, 870, Quantity::Millis, true)),
                 QStringList({"1 ms", "10 ms", "100 ms", "1 s"}));
        QCOMPARE(labels(placeScale(0, 90, Along::Elapsed)),
                 QStringList({"0:00", "0:15", "0:30", "0:45", "1:00", "1:15", "1:30"}));
        QCOMPARE(labels(placeScale(0, 4.2, Along::Percentile)),
                 QStringList({"0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %"}));
        QCOMPARE(labels(placeScale(1'735'787'045, 1'735'788'845, Along::Clock)).first(),
                 QString("03:05"));
    }

    void barsStandInProportion() {
        const BarChart bars{"Errors", "", Quantity::Count, {{"503", 300, Tone::Bad}, {"x", 150}}};
        const XmlDocument svg(svgOf(bars, ChartColours::Page));
        QCOMPARE(svg.error, QString());
        QVERIFY(svg.has("rect@width=450.0"));
        QVERIFY(svg.has("rect@width=225.0"));
    }
};

VIGIA_TEST_CLASS(SvgChartTest)
#include "svg_chart_test.moc"
